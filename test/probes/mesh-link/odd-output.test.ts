import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CommandResult } from '../../../src/bench/capabilities/host-shell.js';
import { parseNeighboursJson, parseOriginatorsJson } from '../../../src/probes/mesh-link/batman-json.js';
import { parseBatmanSettings } from '../../../src/probes/mesh-link/batman-settings.js';
import { parseOriginators } from '../../../src/probes/mesh-link/batman-tables.js';
import { parseThroughput } from '../../../src/probes/mesh-link/batman-throughput.js';
import { parseDeviceState } from '../../../src/probes/mesh-link/device-state.js';
import { parseMeshPaths } from '../../../src/probes/mesh-link/iw-mesh-paths.js';
import { parseStationDump } from '../../../src/probes/mesh-link/iw-station-dump.js';
import { parseSurvey } from '../../../src/probes/mesh-link/iw-survey.js';
import { meshMeasurements } from '../../../src/probes/mesh-link/mesh-measurements.js';
import type { Parsed } from '../../../src/probes/mesh-link/observations.js';
import { observeMesh } from '../../../src/probes/mesh-link/observe-mesh.js';

const station = 'Station 02:00:00:00:01:00 (on mesh0)\n';

interface OddOutput {
  readonly what: string;
  readonly parse: (text: string, command: string) => Parsed<unknown>;
  readonly text: string;
  /** Line and reason of each finding. */
  readonly findings: readonly (readonly [line: number, why: RegExp])[];
}

const cases: readonly OddOutput[] = [
  {
    what: 'signal without its unit',
    parse: parseStationDump,
    text: `${station}\tsignal:  \t-30\n\tinactive time:\t5 ms\n`,
    findings: [[2, /not a number in the unit/]],
  },
  {
    what: 'a field of a later version',
    parse: parseStationDump,
    text: `${station}\tlink quality score:\t7\n`,
    findings: [[2, /does not know/]],
  },
  {
    what: 'a state of a peer link that nobody knows',
    parse: parseStationDump,
    text: `${station}\tmesh plink:\tPANIC\n`,
    findings: [[2, /no state of a peer link/]],
  },
  {
    what: 'the interface vanished',
    parse: parseStationDump,
    text: 'command failed: No such device (-19)\n',
    findings: [[1, /kernel refused/]],
  },
  {
    what: 'a path table whose columns moved',
    parse: parseMeshPaths,
    text: 'DEST ADDR         NEXT HOP          METRIC\n02:00:00:00:04:00 02:00:00:00:04:00 820\n',
    findings: [
      [1, /IFACE.*missing/],
      [2, /columns/],
    ],
  },
  {
    what: 'a survey cut off in the middle',
    parse: parseSurvey,
    text: 'Survey data from mesh0\n\tfrequency:\t\t\t2412 MHz\n\tnoi',
    findings: [[3, /not a field/]],
  },
  {
    what: 'a table of batctl with a quality above 255',
    parse: parseOriginators,
    text: ' * 02:00:00:00:02:00    0.432s   (999) 02:00:00:00:02:00 [     mesh0]\n',
    findings: [[1, /not a way to an originator/]],
  },
  { what: 'JSON cut off', parse: parseOriginatorsJson, text: '[{"orig_address":', findings: [[1, /is not JSON/]] },
  { what: 'JSON of another shape', parse: parseOriginatorsJson, text: '{"a":1}', findings: [[1, /not a list/]] },
  {
    what: 'JSON whose field changed its type',
    parse: parseOriginatorsJson,
    text: '[{"orig_address":"02:00:00:00:02:00","neigh_address":7,"last_seen_msecs":"8","tq":3}]',
    findings: [[1, /neigh_address, last_seen_msecs/]],
  },
  {
    what: 'a neighbour of a later batctl, with a quality and without a time',
    parse: parseNeighboursJson,
    text: '[{"neigh_address":"02:00:00:00:02:00","hard_ifname":"mesh0","last_seen_msecs":null,"tq":255}]',
    findings: [[1, /lacks last_seen_msecs/]],
  },
  { what: 'settings that are a number', parse: parseBatmanSettings, text: '7', findings: [[1, /no object/]] },
  {
    what: 'a throughput meter that was stopped',
    parse: parseThroughput,
    text: 'Destination unreachable\n',
    findings: [
      [1, /throughput meter/],
      [0, /did not run to its end/],
    ],
  },
];

for (const { what, parse, text, findings } of cases) {
  test(`${what} is a finding with its line`, () => {
    const parsed = parse(text, 'command');
    assert.equal(parsed.findings.length, findings.length, JSON.stringify(parsed.findings));
    for (const [i, [line, why]] of findings.entries()) {
      assert.equal(parsed.findings[i]?.line, line);
      assert.match(parsed.findings[i]?.why ?? '', why);
    }
  });
}

test('what stands beside an odd line is read all the same', () => {
  const { value } = parseStationDump(`${station}\tsignal:  \tnan dBm\n\tinactive time:\t5 ms\n`, 'command');
  assert.deepEqual(value, [{ mac: '02:00:00:00:01:00', interface: 'mesh0', inactiveMs: 5 }]);
});

test('several antennas, and a path table of an iw that has no hop count', () => {
  const { value, findings } = parseStationDump(`${station}\tsignal:  \t-61 [-64, -63] dBm\n`, 'command');
  assert.deepEqual([value[0]?.signalDbm, findings], [-61, []]);
  const paths = parseMeshPaths(
    'DEST ADDR         NEXT HOP          IFACE\tSN\tMETRIC\tQLEN\tEXPTIME\t\tDTIM\tDRET\tFLAGS\n02:00:00:00:04:00 02:00:00:00:03:00 mesh0\t3\t820\t0\t0\t0\t0\t0x15\n',
    'command',
  );
  assert.deepEqual([paths.findings, paths.value[0]?.hops, paths.value[0]?.flags.active], [[], undefined, true]);
});

test('sysfs: up, and the device above', () => {
  const text = 'operstate:up\nflags:0x1303\nmtu:1500\naddress:02:00:00:00:01:00\nmaster:../../bat0\n';
  assert.deepEqual(parseDeviceState(text, 'mesh0', 'command').value, {
    name: 'mesh0',
    up: true,
    operState: 'up',
    mtu: 1500,
    mac: '02:00:00:00:01:00',
    master: 'bat0',
  });
});

const now = () => new Date(0);
const answering = (result: CommandResult | Error) => () =>
  result instanceof Error ? Promise.reject(result) : Promise.resolve(result);

test('a node that cannot be asked, or has no tools, is findings and no values', async () => {
  for (const result of [new Error('ssh: no route'), { code: 255, stdout: '', stderr: 'ssh: no route' }]) {
    const seen = await observeMesh({ node: 'station', run: answering(result) }, { now });
    assert.equal(seen.findings[0]?.why, 'the node gave no answer: ssh: no route');
    for (const { id, value, unavailable } of meshMeasurements(seen, { evidence: [] }))
      assert.ok(value === undefined && unavailable !== undefined, id);
  }
});

test('an answer that breaks off half-way: the tools that were not heard are named, and nothing is taken for none', async () => {
  let script = '';
  const run = async ([, , text = '']: readonly string[]): Promise<CommandResult> => {
    script = text;
    const mark = /plumbline-[0-9a-f]{16}/.exec(script)?.[0];
    return { code: 255, stdout: `\n${mark} info 127\n`, stderr: 'client_loop: send disconnect: Broken pipe' };
  };
  const seen = await observeMesh({ node: 'station', run }, { now });
  const unheard = seen.findings.filter(({ why }) => /gave no answer to this: client_loop/.test(why));
  assert.ok(unheard.some(({ command }) => command === 'iw dev mesh0 station dump'));
  assert.ok(!unheard.some(({ command }) => command === 'iw dev mesh0 info'));
  const routing = meshMeasurements(seen, { evidence: [] }).find(({ id }) => id === 'mesh-routing');
  assert.equal(routing?.value, undefined);
  assert.match(routing?.unavailable ?? '', /could not be asked to the end: client_loop: send disconnect/);
});

test('a shell without iw and batctl: each missing tool is told, nothing is taken for an answer', async () => {
  const { spawnSync } = await import('node:child_process');
  const run = async (argv: readonly string[]): Promise<CommandResult> => {
    const [program = '', ...rest] = argv;
    const done = spawnSync(program === 'sh' ? '/bin/sh' : program, rest, {
      env: { PATH: '/nowhere' },
      encoding: 'utf8',
    });
    return { code: done.status ?? 1, stdout: done.stdout, stderr: done.stderr };
  };
  const seen = await observeMesh({ node: 'station', run, interface: 'none0' }, { now });
  assert.deepEqual([seen.radio, seen.stations, seen.batman], [undefined, [], undefined]);
  assert.ok(
    seen.findings.some((finding) => /not found/.test(finding.text)),
    JSON.stringify(seen.findings),
  );
});
