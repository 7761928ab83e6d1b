// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
export * from './authorization.js';
export * from './authorization-setup.js';
export * from './certificate-installation.js';
export * from './datatypes.js';
export * from './iso20-cm.js';
export * from './metering-confirmation.js';
export * from './power-delivery.js';
export * from './schedule-exchange.js';
export * from './service-detail.js';
export * from './service-discovery.js';
export * from './service-selection.js';
export * from './session-setup.js';
export * from './session-stop.js';
export * from './vehicle-check-in.js';
export * from './vehicle-check-out.js';
