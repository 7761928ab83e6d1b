// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 WPT. Do not edit: change annotations.yaml, or the importer.
export * from './iso20-wpt.js';
export * from './wpt-alignment-check.js';
export * from './wpt-charge-loop.js';
export * from './wpt-charge-parameter-discovery.js';
export * from './wpt-data-container.js';
export * from './wpt-fine-positioning.js';
export * from './wpt-fine-positioning-setup.js';
export * from './wpt-pairing.js';
export * from './wpt-results.js';
