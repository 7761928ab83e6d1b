import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  parseClientsJson,
  parseGatewaysJson,
  parseHardInterfaces,
  parseNeighboursJson,
  parseOriginatorsJson,
} from '../../src/probes/mesh-link/batman-json.js';
import { parseBatmanSettings } from '../../src/probes/mesh-link/batman-settings.js';
import {
  parseClients,
  parseGateways,
  parseNeighbours,
  parseOriginators,
} from '../../src/probes/mesh-link/batman-tables.js';
import { parseThroughput } from '../../src/probes/mesh-link/batman-throughput.js';
import { parseRadioInterfaces } from '../../src/probes/mesh-link/iw-interfaces.js';
import { announcementRate, parseMeshParameters, rootMode } from '../../src/probes/mesh-link/iw-mesh-parameters.js';
import { parseMeshPaths, parseProxiedPaths } from '../../src/probes/mesh-link/iw-mesh-paths.js';
import { parseStationDump } from '../../src/probes/mesh-link/iw-station-dump.js';
import { noiseAt, parseSurvey } from '../../src/probes/mesh-link/iw-survey.js';
import { parseLowpanInterfaces } from '../../src/probes/mesh-link/iwpan-interfaces.js';
import type { Parsed } from '../../src/probes/mesh-link/observations.js';
import { requireReference } from '../support/reference.js';

interface Recording {
  readonly file: string;
  readonly command: string;
  readonly exitCode: number;
  readonly text: string;
}

function recordings(reference: string): readonly Recording[] {
  const folder = join(reference, 'mesh/outputs');
  return readFileSync(join(folder, 'manifest.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'))
    .map(([file = '', , code = '', , command = '']) => ({
      file,
      command,
      exitCode: Number(code),
      text: readFileSync(join(folder, file), 'utf8'),
    }));
}

type Parser = (text: string, command: string) => Parsed<unknown>;

/** The parser of a command; what must come out of a recording is counted in its text by `rows`. */
const parsers: readonly (readonly [pattern: RegExp, parser: Parser, rows: RegExp | undefined])[] = [
  [/^iw dev mesh0 station (dump|get)/, parseStationDump, /^Station /gm],
  [/^iw dev mesh0 mpath dump/, parseMeshPaths, /^[0-9a-f:]{17} /gm],
  [/^iw dev mesh0 mpp dump/, parseProxiedPaths, /^[0-9a-f:]{17} /gm],
  [/^iw dev mesh0 mesh_param dump/, parseMeshParameters, undefined],
  [/^iw dev mesh0 survey dump/, parseSurvey, /^Survey/gm],
  [/^iw dev( mesh0 info)?$/, parseRadioInterfaces, /Interface /g],
  [/^batctl o( -n| -H)?$/, parseOriginators, /^ [ *] [0-9a-f]{2}:/gm],
  [/^batctl n$/, parseNeighbours, /\d\.\d{3}s/g],
  [/^batctl gwl$/, parseGateways, /MBit$/gm],
  [/^batctl tg$/, parseClients, /\(0x[0-9a-f]{8}\)$/gm],
  [/^batctl oj$/, parseOriginatorsJson, /"orig_address"/g],
  [/^batctl nj$/, parseNeighboursJson, /"neigh_address"/g],
  [/^batctl gwj$/, parseGatewaysJson, /"orig_address"/g],
  [/^batctl tgj$/, parseClientsJson, /"tt_address"/g],
  [/^batctl hj$/, parseHardInterfaces, /"hard_address"/g],
  [/^batctl mj$/, parseBatmanSettings, undefined],
  [/batctl tp -t/, parseThroughput, undefined],
];

function rowsOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  if (typeof value === 'object' && value !== null && 'rows' in value) return (value as { rows: unknown[] }).rows.length;
  return -1;
}

test('every recording of a known command is read whole, good and bad conditions alike, without a finding', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const used = new Map<string, number>();
  for (const { file, command, text } of recordings(reference)) {
    const entry = parsers.find(([pattern]) => pattern.test(command));
    if (entry === undefined) continue;
    const [pattern, parser, rows] = entry;
    used.set(String(pattern), (used.get(String(pattern)) ?? 0) + 1);
    const { value, findings } = parser(text, command);
    assert.deepEqual(findings, [], file);
    if (rows !== undefined) assert.equal(rowsOf(value), text.match(rows)?.length ?? 0, file);
  }
  const total = [...used.values()].reduce((a, b) => a + b, 0);
  t.diagnostic(`${total} recordings, ${used.size} of ${parsers.length} parsers`);
  assert.equal(used.size, parsers.length, 'a parser has no recording to read');
  assert.ok(total >= 290, `${total} recordings`);
});

test('what is printed in place of an answer is a finding with its line in every parser, and nothing throws', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  for (const { file, text, exitCode } of recordings(reference)) {
    for (const [, parser] of parsers) {
      const { findings } = parser(text, file);
      for (const { line } of findings) assert.ok(line >= 0 && line <= text.split('\n').length, file);
      if (/^(Error - |Possible mesh parameters)/.test(text)) {
        assert.equal(exitCode, 1, file);
        assert.ok(findings.length > 0, `${file} was taken for an answer`);
      }
    }
  }
});

const n = (last: number) => `02:00:00:00:0${last}:00`;

test('values of single recordings, checked by hand', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const read = (file: string) => readFileSync(join(reference, 'mesh/outputs', file), 'utf8');

  const clean = parseStationDump(read('A-4node-clean/n1-station-dump.txt'), 'iw').value;
  assert.deepEqual(
    clean.map((station) => station.mac),
    [n(2), n(3), n(4)],
  );
  assert.deepEqual(clean[0], {
    mac: n(2),
    interface: 'mesh0',
    inactiveMs: 572,
    rxBytes: 45019,
    rxPackets: 504,
    txBytes: 1635,
    txPackets: 17,
    txRetries: 0,
    txFailed: 0,
    rxDropped: 0,
    signalDbm: -30,
    signalAverageDbm: -30,
    txBitrateMbps: 78,
    rxBitrateMbps: 144.4,
    expectedThroughputMbps: 34.148,
    peerLink: 'ESTAB',
    airtimeMetric: 235,
    connectedToGate: false,
    connectedSeconds: 84,
  });
  // 20 dBm of transmit power over the set -90 dBm.
  const far = parseStationDump(read('B-rssi-90/n1-station-dump.txt'), 'iw').value[0];
  assert.deepEqual([far?.signalDbm, far?.signalAverageDbm], [-70, -69]);
  // The medium drops 8 of 10 frames.
  const lossy = parseStationDump(read('J-wmediumd-prob0.8/n1-station-dump.txt'), 'iw').value[0];
  assert.deepEqual([lossy?.txRetries, lossy?.txFailed, lossy?.signalDbm], [50, 153, -61]);
  // A neighbour that died: listening again, and its metric of -1 is no metric.
  const dead = parseStationDump(read('G-80211s-chain-kill-n3-6s/n2-station-dump.txt'), 'iw').value[0];
  assert.deepEqual([dead?.peerLink, dead?.airtimeMetric, dead?.inactiveMs], ['LISTEN', undefined, 13100]);

  const paths = parseMeshPaths(read('G-80211s-chain-root-gate/n1-mpath-dump.txt'), 'iw').value;
  assert.deepEqual(paths[1], {
    destination: n(4),
    nextHop: n(2),
    interface: 'mesh0',
    sequence: 48,
    metric: 1174,
    queued: 0,
    expiresMs: 3380,
    rawFlags: 5,
    flags: { active: true, resolving: false, sequenceValid: true, fixed: false, resolved: false },
    hops: 3,
    changes: 2,
  });
  const after = parseMeshPaths(read('G-80211s-chain-kill-n3-6s/n1-mpath-dump.txt'), 'iw').value;
  assert.deepEqual(
    after.map((path) => [path.rawFlags, path.flags.active]),
    [
      [0x14, false],
      [0x4, false],
      [0x14, false],
    ],
  );
  assert.deepEqual(parseProxiedPaths(read('G-80211s-chain-root-gate/n1-mpp-dump.txt'), 'iw').value, [
    { destination: '02:aa:00:00:00:04', proxy: n(4), interface: 'mesh0' },
  ]);

  const plain = parseMeshParameters(read('A-4node-clean/n1-mesh-param-all.txt'), 'iw').value;
  assert.equal(Object.keys(plain).length, 29);
  assert.deepEqual(plain['mesh_plink_timeout'], { value: 10, unit: 'seconds' });
  assert.deepEqual([rootMode(plain), announcementRate(plain)], ['none', 0]);
  const root = parseMeshParameters(read('G-80211s-chain-root-gate/n4-mesh_param-dump.txt'), 'iw').value;
  assert.deepEqual([rootMode(root), announcementRate(root)], ['rann', 0.2]);

  assert.deepEqual(parseSurvey(read('A-4node-clean/n1-survey-dump.txt'), 'iw').value, []);
  const survey = parseSurvey(read('H-batmanV/n1-survey-dump.txt'), 'iw').value;
  assert.deepEqual(survey[0], { frequencyMHz: 2412, inUse: false, noiseDbm: -92, activeMs: 68, busyMs: 8 });
  assert.equal(noiseAt(survey, 2412), -92);

  assert.deepEqual(parseRadioInterfaces(read('A-4node-clean/n1-iw-dev.txt'), 'iw').value, [
    {
      name: 'mesh0',
      mac: n(1),
      type: 'mesh point',
      phy: 4,
      channel: 1,
      frequencyMHz: 2412,
      widthMHz: 20,
      txPowerDbm: 20,
    },
  ]);
});

test('batctl: a dead node keeps its quality for over 85 s and only last-seen tells', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const read = (file: string) => readFileSync(join(reference, 'mesh/outputs', file), 'utf8');
  const { header, rows } = parseOriginators(read('D-kill-n3-t60/n2-batctl-o.txt'), 'batctl o').value;
  assert.deepEqual(header, {
    version: '2024.2',
    algorithm: 'BATMAN_IV',
    hardInterface: 'mesh0',
    address: n(2),
    meshInterface: 'bat0',
    meshAddress: '02:ba:00:00:02:01',
  });
  assert.deepEqual(rows[1], {
    best: true,
    originator: n(3),
    lastSeenMs: 85_556,
    tq: 255,
    nextHop: n(3),
    interface: 'mesh0',
  });
  assert.deepEqual(parseNeighbours(read('D-kill-n3-t60/n2-batctl-n.txt'), 'batctl n').value.rows, [
    { interface: 'mesh0', mac: n(3), lastSeenMs: 86_248 },
    { interface: 'mesh0', mac: n(1), lastSeenMs: 32 },
  ]);
});

test('batctl: gateways and throughputs in table and JSON have the same units', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const read = (file: string) => readFileSync(join(reference, 'mesh/outputs', file), 'utf8');
  const five = { originator: n(4), nextHop: n(2), interface: 'mesh0', chosen: true, downMbps: 50, upMbps: 10 };
  assert.deepEqual(parseGateways(read('H-batmanV/n1-batctl-gwl.txt'), 'gwl').value.rows, [
    { ...five, throughputMbps: 4.9 },
  ]);
  assert.deepEqual(parseGatewaysJson(read('H-batmanV/n1-batctl-gwj.txt'), 'gwj').value, [
    { ...five, throughputMbps: 4.9 },
  ]);
  assert.deepEqual(
    parseGatewaysJson(read('F-gateway/n1-gwj.txt'), 'gwj').value?.map((gateway) => [gateway.chosen, gateway.tq]),
    [
      [true, 255],
      [false, 151],
    ],
  );
  assert.deepEqual(parseNeighbours(read('H-batmanV/n1-batctl-n.txt'), 'n').value.rows, [
    { mac: n(2), lastSeenMs: 12, throughputMbps: 46.3, interface: 'mesh0' },
  ]);
  assert.deepEqual(parseNeighboursJson(read('H-batmanV/n1-batctl-nj.txt'), 'nj').value, [
    { mac: n(2), interface: 'mesh0', lastSeenMs: 340, throughputMbps: 46.3 },
  ]);
  assert.deepEqual(parseNeighboursJson(read('A-4node-clean/n1-batctl-nj.txt'), 'nj').value?.[2], {
    mac: n(2),
    interface: 'mesh0',
    lastSeenMs: 108,
  });
  // 44,424,648 bytes in 3,032 ms; the tool itself prints 117.22 Mbps.
  assert.equal(
    parseThroughput(read('A-4node-clean/n1-batctl-tp.txt'), 'tp').value?.mbps.toFixed(2),
    ((44_424_648 * 8) / 3.032e6).toFixed(2),
  );
  const settings = parseBatmanSettings(read('H-batmanV/n1-batctl-mj.txt'), 'mj').value;
  assert.deepEqual([settings?.algorithm, settings?.gatewayMode, settings?.hopPenalty], ['BATMAN_V', 'client', 30]);
});

test('iwpan', (t) => {
  const reference = requireReference(t);
  if (reference === undefined) return;
  const text = readFileSync(join(reference, 'mesh/outputs/06-802154.txt'), 'utf8');
  const from = text.indexOf('phy#1');
  const { value, findings } = parseLowpanInterfaces(text.slice(from, text.indexOf('+ head')), 'iwpan dev');
  assert.deepEqual(findings, []);
  assert.deepEqual(value[0], {
    name: 'wpan1',
    extendedAddress: '0x1eea4a5a12da7394',
    shortAddress: 0xffff,
    panId: 0xffff,
    type: 'node',
  });
});
