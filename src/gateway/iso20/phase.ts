/**
 * Where a session of ISO 15118-20 stands: what the SECC waits for (ISO 15118-20:2022, 8.8.4). Which request is legal in
 * which of them is the business of the sequence table alone.
 */
export const iso20Phases = [
  'session-setup',
  'authorization-setup',
  'authorization',
  'service-discovery',
  'service-detail',
  'service-selection',
  'charge-parameters',
  'schedule-exchange',
  'cable-check',
  'pre-charge',
  'power-start',
  'charging',
  'renegotiating',
  'power-restart',
  'standby',
  'welding-detection',
  'energy-off',
  'stopped',
] as const;

export type Iso20Phase = (typeof iso20Phases)[number];

/** Phases in which the output may be live: leaving one of them by any way but PowerDelivery stops the inverter. */
export const liveIso20Phases: ReadonlySet<Iso20Phase> = new Set([
  'pre-charge',
  'power-start',
  'charging',
  'renegotiating',
  'power-restart',
  'standby',
]);
