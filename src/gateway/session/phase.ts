/**
 * Where a session stands: what the SECC waits for. The names follow the states of ISO 15118-2:2014, 8.8.4 (SECC
 * communication states); which request is legal in which of them is the business of the sequence table alone.
 */
export const phases = [
  'app-protocol',
  'session-setup',
  'service-discovery',
  'service-selection',
  'contract',
  'contract-handed-over',
  'authorization',
  'charge-parameters',
  'power-start-ac',
  'charging-ac',
  'metering-ac',
  'renegotiating-ac',
  'power-restart-ac',
  'cable-check',
  'pre-charge',
  'pre-charging',
  'charging-dc',
  'metering-dc',
  'energy-off-ac',
  'energy-off-dc',
  'stopped',
] as const;

export type Phase = (typeof phases)[number];

/** Phases in which energy may flow: leaving one of them by any way but PowerDelivery stops the inverter. */
export const energyPhases: ReadonlySet<Phase> = new Set([
  'charging-ac',
  'metering-ac',
  'renegotiating-ac',
  'power-restart-ac',
  'pre-charge',
  'pre-charging',
  'charging-dc',
  'metering-dc',
]);
