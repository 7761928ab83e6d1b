// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
export * from './datatypes.js';
export * from './iso20-common-types.js';
