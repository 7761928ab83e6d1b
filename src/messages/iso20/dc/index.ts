// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 DC. Do not edit: change annotations.yaml, or the importer.
export * from './dc-cable-check.js';
export * from './dc-charge-loop.js';
export * from './dc-charge-parameter-discovery.js';
export * from './dc-pre-charge.js';
export * from './dc-welding-detection.js';
export * from './iso20-dc.js';
