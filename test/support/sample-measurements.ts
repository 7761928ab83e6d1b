import { judge } from '../../src/judge/judge.js';
import type { Measurement } from '../../src/judge/measurement.js';
import type { NewEvent } from '../../src/record/events.js';
import { sampleSpecRows } from './sample-spec-rows.js';
import { seededRandom } from './seeded-random.js';

interface Timed {
  readonly afterMs: number;
  readonly event: NewEvent;
}

function siteCase(caseId: string, title: string, area: string, inner: readonly NewEvent[]): Timed[] {
  const judgement = inner.find((event) => event.type === 'judgement');
  if (judgement?.type !== 'judgement') throw new Error(`${caseId} judges nothing`);
  const { verdict, reason } = judgement.judgement;
  return [
    {
      afterMs: 20,
      event: {
        type: 'case-started',
        caseId,
        title,
        purpose: title,
        area,
        requirements: [`SITE-${caseId}`],
        tags: ['@site'],
      },
    },
    ...inner.map((event): Timed => ({ afterMs: 150, event })),
    {
      afterMs: 5,
      event: {
        type: 'case-ended',
        caseId,
        verdict,
        ending: 'finished',
        applicable: true,
        reason,
        durationMs: 150 * inner.length,
        ...(verdict === 'pass' ? {} : { nextStep: 'Read the remedy of the row and measure again.' }),
      },
    },
  ];
}

function judged(caseId: string, row: string, measurement: Measurement): NewEvent[] {
  const found = sampleSpecRows.find(({ id }) => id === row);
  if (found === undefined) throw new Error(`no row ${row}`);
  return [
    { type: 'measurement', caseId, measurement },
    { type: 'judgement', caseId, judgement: judge(found, measurement) },
  ];
}

function lossCase(random: () => number): Timed[] {
  const caseId = 'packet-loss';
  const samples = Array.from({ length: 1200 }, () => (random() < 0.031 ? 1 : 0));
  const k = samples.filter((x) => x === 1).length;
  const window = Array.from({ length: 60 }, (_, i): [number, number] => {
    const part = samples.slice(i * 20, i * 20 + 20);
    return [i * 2, (100 * part.filter((x) => x === 1).length) / 20];
  });
  const delays = Array.from({ length: 1200 - k }, () => 4 + 8 * random() ** 3 + (random() < 0.02 ? 30 * random() : 0));
  delays.sort((a, b) => a - b);
  const at = (p: number): number => delays[Math.floor((delays.length * p) / 100)] ?? 0;
  return siteCase(caseId, 'Packet loss on the mesh, station to vehicle', 'mesh link', [
    ...judged(caseId, 'packet-loss', {
      id: 'packet-loss',
      value: k / 1200,
      unit: '1',
      n: 1200,
      k,
      samples,
      labels: { path: 'station - vehicle', direction: 'to vehicle' },
      method: 'open-loop UDP probes at Poisson spacing with sequence numbers (RFC 7680)',
      evidence: ['evidence/mesh0.pcapng'],
    }),
    {
      type: 'path-result',
      caseId,
      path: 'station - vehicle (mesh0)',
      direction: 'to vehicle',
      sent: 1200,
      received: 1200 - k,
      late: 2,
      duplicated: 0,
      reordered: 3,
      lossThresholdMs: 1000,
      loss: k / 1200,
      lossInterval: { low: 0.0219, high: 0.0413, level: 0.95, method: 'Wilson' },
      autocorrelation: 0.08,
      effectiveSamples: 1022,
      bursts: [
        { length: 1, count: 31 },
        { length: 2, count: 2 },
      ],
      delayMs: [
        { p: 50, value: at(50), low: at(47), high: at(53) },
        { p: 95, value: at(95), low: at(93), high: at(97) },
        { p: 99, value: at(99), low: at(98.5), high: at(99.6) },
        { p: 99.9 },
      ],
    },
    {
      type: 'series',
      caseId,
      seriesId: 'loss-over-time',
      title: 'Packet loss in windows of 2 s',
      section: 'network',
      quantity: 'packet-loss',
      plot: {
        kind: 'line',
        x: { name: 'time', unit: 's' },
        y: { name: 'loss', unit: '%' },
        lines: [{ name: 'to vehicle', style: 'step', points: window }],
        limits: [{ y: 15, label: 'limit 15 %' }],
      },
    },
  ]);
}

function stopCase(random: () => number, baseNs: bigint): Timed[] {
  const caseId = 'stop-response';
  const trials = Array.from({ length: 20 }, () => 120 + 95 * random());
  const ns = (ms: number): string => (baseNs + BigInt(Math.round(ms * 1e6))).toString();
  const mean = trials.reduce((a, b) => a + b, 0) / trials.length;
  const trace = Array.from({ length: 120 }, (_, i): [number, number] => {
    const t = -100 + i * 5;
    const power = t < 90 ? 3600 : t < 160 ? 3600 * (1 - (t - 90) / 70) : 4;
    return [t, Math.max(0, Math.round(power + (random() - 0.5) * 30))];
  });
  const bins = Array.from({ length: 10 }, (_, i) => {
    const from = 115 + i * 10;
    return { from, to: from + 10, count: trials.filter((t) => t >= from && t < from + 10).length };
  });
  return siteCase(caseId, 'Stop discharge: power below 50 W', 'inverter', [
    ...judged(caseId, 'stop-discharge', {
      id: 'stop-response',
      value: Math.max(...trials),
      unit: 'ms',
      n: trials.length,
      samples: trials,
      U: 11.6,
      budget: [
        {
          source: 'capture time stamp, both ends',
          u: 0.0004,
          evaluation: 'rectangular, resolution 1 ns and kernel jitter',
        },
        { source: 'sampling of the power reading', u: 5.77, evaluation: 'rectangular, half-width 10 ms' },
        { source: 'clock rate', u: 0.01, evaluation: 'rectangular, 50 ppm over the interval' },
      ],
      method: `worst of ${trials.length} trials (mean ${mean.toFixed(1)} ms), stop sent to power below threshold`,
      evidence: ['evidence/eth1.pcapng', 'evidence/power.csv'],
    }),
    ...trials.map(
      (t, i): NewEvent => ({
        type: 'stop-trial',
        caseId,
        trial: i + 1,
        issueNs: ns(i * 1000),
        deliverNs: ns(i * 1000 + 2.1),
        acknowledgeNs: ns(i * 1000 + 9.4),
        ...(i === 7 ? { note: 'no power reading in time' } : { effectNs: ns(i * 1000 + t) }),
        U_ms: 11.6,
        limitMs: 200,
        thresholdW: 50,
      }),
    ),
    {
      type: 'series',
      caseId,
      seriesId: 'power-trace-1',
      title: 'Power at the meter, trial 1',
      section: 'stop-response',
      quantity: 'stop-response',
      evidence: 'evidence/power.csv',
      plot: {
        kind: 'line',
        x: { name: 'time after issue', unit: 'ms' },
        y: { name: 'power', unit: 'W' },
        lines: [{ name: 'meter', style: 'step', points: trace }],
        marks: [
          { x: 0, label: 'issued' },
          { x: 2.1, label: 'delivered' },
          { x: 9.4, label: 'acknowledged' },
          { x: 160, label: 'effect' },
        ],
        limits: [{ y: 50, label: 'threshold 50 W' }],
      },
    },
    {
      type: 'series',
      caseId,
      seriesId: 'stop-histogram',
      title: 'Stop response of all trials',
      section: 'stop-response',
      quantity: 'stop-response',
      plot: {
        kind: 'histogram',
        x: { name: 'response', unit: 'ms' },
        bins,
        limits: [{ x: 200, label: 'limit 200 ms' }],
      },
    },
  ]);
}

function tlsCase(): Timed[] {
  const caseId = 'tls-concurrency';
  const levels = [1, 4, 16, 64].map((concurrency, i): NewEvent => {
    const base = [2.1, 8.3, 34, 145][i] ?? 0;
    return {
      type: 'tls-level',
      caseId,
      concurrency,
      attempted: 200,
      completed: concurrency === 64 ? 199 : 200,
      ...(concurrency === 64 ? { failures: [{ reason: 'time-out after 5 s', count: 1 }] } : {}),
      latencyMs: [
        { p: 50, value: base, low: base * 0.97, high: base * 1.04 },
        { p: 95, value: base * 1.3, low: base * 1.2, high: base * 1.5 },
        { p: 99 },
      ],
      handshakesPerS: 430 - 3 * i,
      bottleneck: i < 2 ? 'generator' : 'shared',
    };
  });
  const line = (name: string, factor: number) => ({
    name,
    points: [
      [1, 2.1 * factor],
      [4, 8.3 * factor],
      [16, 34 * factor],
      [64, 145 * factor],
    ] as [number, number][],
  });
  return siteCase(caseId, 'TLS handshakes of many vehicles at once', 'TLS', [
    ...judged(caseId, 'tls-concurrency', {
      id: 'tls-handshake-failures',
      value: 1 / 800,
      unit: '1',
      n: 800,
      k: 1,
      method: 'full TLS 1.3 handshakes, N at once, counted once data came back',
      evidence: ['evidence/mesh0.pcapng'],
    }),
    ...levels,
    {
      type: 'series',
      caseId,
      seriesId: 'tls-latency',
      title: 'Handshake latency against concurrency',
      section: 'tls-concurrency',
      quantity: 'tls-handshake-failures',
      plot: {
        kind: 'line',
        x: { name: 'vehicles at once', unit: '', scale: 'log' },
        y: { name: 'latency', unit: 'ms', scale: 'log' },
        lines: [line('median', 1), line('95th percentile', 1.3)],
      },
    },
  ]);
}

/** The measuring cases of the sample run, repeatable: a pass, an inconclusive and a fail among them. */
export function sampleMeasurements(baseNs: bigint): readonly Timed[] {
  const random = seededRandom(15118);
  return [
    ...lossCase(random),
    ...stopCase(random, baseNs),
    ...tlsCase(),
    ...siteCase('kernel', 'Kernel of the host', 'host', [
      ...judged('kernel', 'kernel', {
        id: 'kernel-version',
        value: '6.1.0',
        unit: 'version',
        method: 'uname -r',
        evidence: ['evidence/uname.txt'],
      }),
    ]),
    ...siteCase('key-modes', 'Modes of the private keys', 'host', [
      ...judged('key-modes', 'key-modes', {
        id: 'key-modes',
        value: false,
        unit: 'bool',
        method: 'stat of every key file',
        evidence: ['evidence/uname.txt'],
        caveats: ['/etc/v2g/certs/secc.key has mode 0644'],
      }),
    ]),
  ];
}
