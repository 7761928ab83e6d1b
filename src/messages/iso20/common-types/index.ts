// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
export * from './certificates.js';
export * from './charge-loop.js';
export * from './charge-parameter-discovery.js';
export * from './header.js';
export * from './identifiers.js';
export * from './iso20-common-types.js';
export * from './message.js';
export * from './metering.js';
export * from './quantities.js';
