// Made by `plumbline schema import`. Schema: XML Signature. Do not edit: change annotations.yaml, or the importer.
export * from './key-data.js';
export * from './key-info.js';
export * from './key-value.js';
export * from './object.js';
export * from './reference.js';
export * from './signature.js';
export * from './signed-info.js';
export * from './xmldsig.js';
