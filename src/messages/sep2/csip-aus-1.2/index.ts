// Made by `plumbline schema import`. Schema: CSIP-AUS 1.2, extensions of IEEE 2030.5. Do not edit: change annotations.yaml, or the importer.
export * from './csip-aus-1-2.js';
export * from './extensions.js';
export * from './redefinitions.js';
