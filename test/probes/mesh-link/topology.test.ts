import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Convergence, convergence } from '../../../src/probes/mesh-link/convergence.js';
import { meshMeasurements } from '../../../src/probes/mesh-link/mesh-measurements.js';
import { meshTopology } from '../../../src/probes/mesh-link/mesh-topology.js';
import { neighbourSeries } from '../../../src/probes/mesh-link/neighbour-series.js';
import type { MeshObservation } from '../../../src/probes/mesh-link/observations.js';
import { throughputMeasurements } from '../../../src/probes/mesh-link/throughput.js';

const mac = (last: number) => `02:00:00:00:0${last}:00`;

/** A node that hears these neighbours directly, and these originators through the first of them. */
function node(number: number, neighbours: readonly number[], far: readonly number[] = [], age = 300): MeshObservation {
  return {
    node: `n${number}`,
    interface: 'mesh0',
    at: '2026-01-01T00:00:00.000Z',
    radio: { name: 'mesh0', mac: mac(number), type: 'mesh point', phy: 0, frequencyMHz: 2412, channel: 1 },
    stations: neighbours.map((other) => ({
      mac: mac(other),
      interface: 'mesh0',
      peerLink: 'ESTAB',
      inactiveMs: age,
      signalAverageDbm: -70,
      txRetries: 3,
    })),
    paths: [],
    proxied: [],
    parameters: {},
    survey: [{ frequencyMHz: 2412, inUse: false, noiseDbm: -92 }],
    batman: {
      header: undefined,
      settings: undefined,
      hardInterfaces: [{ name: 'mesh0', mac: mac(number), active: true }],
      neighbours: neighbours.map((other) => ({ mac: mac(other), interface: 'mesh0', lastSeenMs: age })),
      originators: [...neighbours, ...far].map((other) => ({
        originator: mac(other),
        nextHop: mac(neighbours.includes(other) ? other : neighbours[0]!),
        interface: 'mesh0',
        lastSeenMs: age,
        best: true,
        tq: 255,
      })),
      gateways: [],
      clients: [],
    },
    lowpan: [],
    device: undefined,
    findings: [],
  };
}

test('a chain: the node in the middle is a bridge, all are one cluster', () => {
  const topology = meshTopology([node(1, [2], [3]), node(3, [2], [1])]);
  assert.deepEqual(
    topology.nodes.map(({ name, bridge, heard }) => [name, bridge, heard]),
    [
      ['n1', false, true],
      [undefined, true, true],
      ['n3', false, true],
    ],
  );
  assert.deepEqual(topology.clusters, [[mac(1), mac(2), mac(3)]]);
  assert.equal(topology.links[0]?.snrDb, 22);
});

test('two that do not hear each other are two clusters, the larger first', () => {
  const { clusters } = meshTopology([node(5, [6]), node(1, [2, 3]), node(2, [1, 3])]);
  assert.deepEqual(clusters, [
    [mac(1), mac(2), mac(3)],
    [mac(5), mac(6)],
  ]);
});

test('a neighbour that is long unheard is stale whatever its quality is, and no measurement counts it', () => {
  const seen = node(1, [2], [], 85_556);
  const topology = meshTopology([seen]);
  assert.deepEqual(
    topology.nodes.map(({ heard }) => heard),
    [true, false],
  );
  assert.equal(topology.links[0]?.state, 'stale');
  const measured = new Map(meshMeasurements(seen, { evidence: [] }).map((entry) => [entry.id, entry]));
  assert.equal(measured.get('mesh-routing')?.value, 'none');
  assert.equal(measured.get('mesh-originators')?.value, 1);
  assert.equal(measured.get('mesh-snr')?.unavailable, 'no neighbour is peered');
});

test('signal less noise, with the uncertainty of a radio or of a simulated one', () => {
  const snr = (signalUncertaintyDb?: number) =>
    meshMeasurements(node(1, [2]), {
      evidence: [],
      ...(signalUncertaintyDb === undefined ? {} : { signalUncertaintyDb }),
    }).find((entry) => entry.id === 'mesh-snr');
  assert.equal(snr()?.value, 22);
  // Two resolutions of 1 dB and an average cut off: 2 sqrt((1 + 1 + 4) / 12); with 5 dB of the radio: sqrt(25 + that squared).
  assert.equal(snr(0)?.U?.toFixed(4), (2 * Math.sqrt(6 / 12)).toFixed(4));
  assert.equal(snr()?.U?.toFixed(4), Math.sqrt(25 + 4 * (6 / 12)).toFixed(4));
});

test('counters over time are differences; one that began anew tells nothing', () => {
  const at = (seconds: number, txRetries: number): MeshObservation => {
    const seen = node(1, [2]);
    const [station] = seen.stations;
    const time = new Date(Date.parse(seen.at) + seconds * 1000).toISOString();
    return { ...seen, at: time, stations: [{ ...station!, txRetries }] };
  };
  const [series] = neighbourSeries([at(0, 3), at(2, 10), at(4, 1)]);
  assert.deepEqual(
    series?.points.map((point) => [point.seconds, point.snrDb, point.retries]),
    [
      [0, 22, undefined],
      [2, 22, 7],
      [4, 22, undefined],
    ],
  );
});

const streams: readonly (readonly [what: string, stream: string, failedAt: number, expected: Convergence])[] = [
  ['an outage of four probes', '11....111111', 2, { kind: 'repaired', timeMs: 35, halfWidthMs: 8, lost: 4 }],
  [
    'a route that flaps is repaired at the last return',
    '11..1..11111',
    2,
    { kind: 'repaired', timeMs: 45, halfWidthMs: 8, lost: 4 },
  ],
  ['nothing lost', '1111111111', 2, { kind: 'unharmed', probesAfter: 8 }],
  ['losses before the failure do not count', '.1.1111111', 3, { kind: 'unharmed', probesAfter: 7 }],
  ['never repaired', '11........', 2, { kind: 'not-repaired', watchedMs: 70, lost: 8 }],
  ['too few in a row at the end', '11....1111', 2, { kind: 'not-repaired', watchedMs: 70, lost: 4 }],
];

for (const [what, stream, failedAt, expected] of streams) {
  test(`time of the repair: ${what}`, () => {
    const probes = [...stream].map((word, i) => ({ sentNs: BigInt(i) * 10_000_000n, arrived: word === '1' }));
    const failure = { atNs: BigInt(failedAt) * 10_000_000n, halfWidthNs: 3_000_000n };
    assert.deepEqual(convergence(probes, failure), expected);
  });
}

test('batman-adv over what is no mesh point is told beside the row', () => {
  const routing = (parts: Partial<MeshObservation>) =>
    meshMeasurements({ ...node(1, [2]), ...parts }, { evidence: [] }).find(({ id }) => id === 'mesh-routing');
  assert.doesNotMatch(routing({})?.caveats?.join() ?? '', /mesh point/);
  assert.match(routing({ radio: undefined })?.caveats?.join() ?? '', /mesh0 is no mesh point of 802.11s \(no radio\)/);
});

test('throughput to each neighbour that is heard, by the meter; one that does not end well is no rate', async () => {
  const answers = [
    {
      code: 0,
      stdout: 'Test duration 3032ms.\nSent 44424648 Bytes.\nThroughput: 13.97 MB/s (117.22 Mbps)\n',
      stderr: '',
    },
    { code: 0, stdout: 'Destination unreachable\n', stderr: '' },
    { code: 124, stdout: '', stderr: '' },
    { code: 127, stdout: '', stderr: 'batctl: not found\n' },
  ];
  const asked: string[] = [];
  const run = async (argv: readonly string[]) => {
    asked.push(argv.slice(-6).join(' '));
    return answers[asked.length - 1]!;
  };
  const measured = await throughputMeasurements(run, node(1, [2, 3, 4, 5, 6]), { evidence: ['e'] });
  assert.equal(asked[0], `meshif bat0 tp -t 2000 ${mac(2)}`);
  assert.deepEqual(
    measured.map(({ id, value, labels }) => [id, value?.valueOf(), labels?.['neighbour']]),
    [
      ['mesh-throughput', (44_424_648 * 8) / 3032, mac(2)],
      ['mesh-throughput', undefined, mac(3)],
      ['mesh-throughput', undefined, mac(4)],
      ['mesh-throughput', undefined, mac(5)],
    ],
  );
  const why = measured.map(({ unavailable = '' }) => unavailable);
  assert.match(why[1]!, /Destination unreachable: is not what the throughput meter prints/);
  assert.match(why[2]!, /ended with 124/);
  assert.match(why[3]!, /ended with 127: batctl: not found/);
  const lost = await throughputMeasurements(async () => Promise.reject(new Error('connection lost')), node(1, [2]), {
    evidence: [],
  });
  assert.equal(lost[0]?.unavailable, 'connection lost');
  assert.deepEqual(
    await throughputMeasurements(run, node(1, [2], [], 60_000), { evidence: [] }),
    [],
    'nobody is heard',
  );
});
