import type { SpecRow } from '../../src/judge/spec-row.js';

type Given = Pick<
  SpecRow,
  'id' | 'area' | 'requirement' | 'quantity' | 'unit' | 'comparison' | 'limit' | 'decisionRule'
>;

function row(given: Given & Partial<SpecRow>): SpecRow {
  return {
    confidence: 0.95,
    standard: 'deployment manual',
    clause: '-',
    source: 'manual',
    method: 'see docs/spec-table.md',
    remedy: 'See the deployment manual.',
    status: 'measured',
    ...given,
  };
}

/** Rows in the manner of suites/spec-table.yaml for tests of the reports: every rule and several outcomes. */
export const sampleSpecRows: readonly SpecRow[] = [
  row({
    id: 'packet-loss',
    area: 'mesh link',
    requirement: 'Packet loss on the mesh stays under 15 %.',
    quantity: 'packet-loss',
    unit: '%',
    comparison: '<',
    limit: 15,
    decisionRule: 'exact-binomial',
    impact: 8,
    remedy: 'Look for multi-path interference: move the antenna or change the channel.',
  }),
  row({
    id: 'rtt-p95',
    area: 'mesh link',
    requirement: 'Round-trip delay, 95th percentile, at most 50 ms.',
    quantity: 'round-trip-delay',
    unit: 'ms',
    comparison: '<=',
    limit: 50,
    decisionRule: 'order-statistic',
    percentile: 95,
  }),
  row({
    id: 'snr',
    area: 'mesh link',
    requirement: 'Signal-to-noise ratio of every neighbour at least 20 dB.',
    quantity: 'snr',
    unit: 'dB',
    comparison: '>=',
    limit: 20,
    decisionRule: 'guarded',
    status: 'not-yet-measured',
    note: 'needs a radio',
  }),
  row({
    id: 'stop-discharge',
    area: 'inverter',
    requirement: 'Power is below the threshold within 200 ms of a stop.',
    quantity: 'stop-response',
    unit: 'ms',
    comparison: '<=',
    limit: 200,
    decisionRule: 'guarded',
    standard: 'grid code profile "example"',
    clause: '4.2',
    fromMemory: true,
    impact: 10,
    remedy: 'Shorten the inverter control loop or its Modbus poll interval.',
  }),
  row({
    id: 'tls-concurrency',
    area: 'TLS',
    requirement: 'Many vehicles at once handshake with under 1 % failures.',
    quantity: 'tls-handshake-failures',
    unit: '%',
    comparison: '<',
    limit: 1,
    decisionRule: 'exact-binomial',
  }),
  row({
    id: 'kernel',
    area: 'host',
    requirement: 'Linux 5.15 or later.',
    quantity: 'kernel-version',
    unit: 'version',
    comparison: '>=',
    limit: '5.15',
    decisionRule: 'presence',
  }),
  row({
    id: 'key-modes',
    area: 'host',
    requirement: 'Private keys have mode 0600.',
    quantity: 'key-modes',
    unit: 'bool',
    comparison: 'is',
    limit: true,
    decisionRule: 'presence',
    remedy: 'chmod 600 the key files that the evidence names.',
  }),
];
