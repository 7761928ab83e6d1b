import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AirSigns, airSigns, explainLatency, tellSigns } from '../../../src/probes/mesh-link/air-signs.js';
import { parseMulticastCount } from '../../../src/probes/mesh-link/multicast-count.js';
import type { ChannelSurvey, MeshObservation, MeshStation } from '../../../src/probes/mesh-link/observations.js';

const neighbour: MeshStation = {
  mac: '02:00:00:00:02:00',
  interface: 'mesh0',
  peerLink: 'ESTAB',
  inactiveMs: 4,
  signalAverageDbm: -50,
  txPackets: 1000,
  txRetries: 100,
  txFailed: 1,
};
const channel: ChannelSurvey = { frequencyMHz: 2412, inUse: true, noiseDbm: -90, activeMs: 10_000, busyMs: 1000 };

function look(second: number, parts: Partial<MeshObservation> = {}): MeshObservation {
  return {
    node: 'station',
    interface: 'mesh0',
    at: new Date(1000 * second).toISOString(),
    radio: undefined,
    stations: [neighbour],
    paths: [],
    proxied: [],
    parameters: {},
    survey: [channel],
    batman: undefined,
    lowpan: [],
    device: undefined,
    multicastPackets: 500,
    findings: [],
    ...parts,
  };
}

test('signs are those of the time between the looks, not since the radio was started', () => {
  const after = look(10, {
    stations: [{ ...neighbour, txPackets: 1400, txRetries: 180, txFailed: 3 }],
    survey: [{ ...channel, activeMs: 20_000, busyMs: 9000 }],
    multicastPackets: 1700,
  });
  const signs = airSigns([look(0), after]);
  assert.deepEqual(signs, {
    packets: 400,
    retries: 80,
    failures: 2,
    busy: 0.8,
    multicastPerSecond: 120,
    weakestSnrDb: 40,
  });
  assert.equal(
    tellSigns(signs),
    '80 retries and 2 failures in 400 packets of the station, channel busy 80 % of the time, 120.0 multicast packets a second, SNR 40 dB or more to every neighbour',
  );
});

test('counters that began anew, and what the node does not tell, are not made up', () => {
  const anew = look(10, {
    survey: [{ ...channel, activeMs: 4000, busyMs: 3000 }],
    stations: [{ ...neighbour, txPackets: 2, txRetries: 0, txFailed: 0 }],
    multicastPackets: 3,
  });
  const signs = airSigns([look(0), anew]);
  assert.deepEqual([signs.packets, signs.busy, signs.multicastPerSecond], [0, 0.75, undefined]);
  const { mac, interface: name, peerLink = 'ESTAB' } = neighbour;
  const mute = look(10, {
    survey: [],
    stations: [neighbour, { mac: `${mac}1`, interface: name, peerLink, inactiveMs: 1 }],
  });
  const known = airSigns([look(0), { ...mute, survey: [channel] }]);
  assert.equal(known.weakestSnrDb, undefined, 'the neighbour without a signal may be the weak one');
  assert.match(tellSigns(airSigns([look(0), mute])), /busy time of the channel not known.*SNR not known/);
  assert.deepEqual(airSigns([]), {
    packets: 0,
    retries: 0,
    failures: 0,
    busy: undefined,
    multicastPerSecond: undefined,
    weakestSnrDb: undefined,
  });
});

const quiet: AirSigns = { packets: 400, retries: 4, failures: 0, busy: 0.1, multicastPerSecond: 3, weakestSnrDb: 40 };
for (const [what, signs, said] of [
  ['a weak signal comes before contention', { weakestSnrDb: 12, busy: 0.9 }, /heard at 12 dB: raise its power/],
  [
    'repeats on a strong signal',
    { retries: 80 },
    /signal is strong, .*contended.*20 % of the packets were repeated: hidden/,
  ],
  ['a busy channel', { busy: 0.9 }, /busy 90 % of the time: another network/],
  ['announcements', { multicastPerSecond: 120 }, /120 multicast packets a second.*too many announcements/],
  ['nothing stands out', {}, /neither retries nor busy time nor multicast stands out/],
  ['no SNR', { weakestSnrDb: undefined }, /how strong the signal is is not known/],
] as const) {
  test(`high latency is explained: ${what}`, () => {
    assert.match(explainLatency({ ...quiet, ...signs }), said);
  });
}

test('multicast of every interface that has IPv6, and counters that are none', () => {
  const file =
    'ifIndex                         \t4\nIp6InMcastPkts                  \t12\nIp6OutMcastPkts                 \t30\n';
  assert.deepEqual(parseMulticastCount(file + file, 'cat'), { value: 84, findings: [] });
  assert.equal(parseMulticastCount('', 'cat').value, undefined);
  const odd = parseMulticastCount('Ip6InMcastPkts \t-\nSegmentation fault now\n', 'cat');
  assert.deepEqual([odd.value, odd.findings.map(({ line }) => line)], [undefined, [1, 2]]);
});
