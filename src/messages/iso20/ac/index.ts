// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 AC. Do not edit: change annotations.yaml, or the importer.
export * from './ac-charge-loop.js';
export * from './ac-charge-parameter-discovery.js';
export * from './iso20-ac.js';
