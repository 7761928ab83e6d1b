// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 ACDP. Do not edit: change annotations.yaml, or the importer.
export * from './acdp-connect.js';
export * from './acdp-disconnect.js';
export * from './acdp-system-status.js';
export * from './acdp-vehicle-positioning.js';
export * from './device-status.js';
export * from './iso20-acdp.js';
