import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { systemClock } from '../../src/base/clock.js';
import { projectRoot } from '../../src/base/project-root.js';
import { systemRandom } from '../../src/base/random.js';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { SlacStation } from '../../src/gateway/slac/slac-station.js';
import type { SlacStationEvent } from '../../src/gateway/slac/slac-station-options.js';
import { SlacVehicle } from '../../src/peers/slac/slac-vehicle.js';
import { startRawPort } from '../../src/transport/raw/start-raw-port.js';
import { missing } from '../support/find-program.js';
import { type RunningLine, startLine } from '../support/line-process.js';

const skip = missing('pev', 'evse', 'ip', 'unshare');
if (skip !== false) console.error(`slac-interop: ${skip}; package plc-utils-extra`);
else if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

const ev = '02:00:00:00:0a:01';
const cs = '02:00:00:00:0e:01';
const flat = (db: number) => Array.from({ length: 58 }, () => db);
const pevIni = `[default]
vehicle identifier = AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA
network membership key = 50D3E4933F855B7040784DF815AA8DB7
network identifier = B0F2E695666B03
attenuation threshold = 40
msound pause = 20
charge time = 1
settle time = 1
`;
const evseIni = `[default]
time to sound = 6
number of sounds = 10
response type = 1
station identifier = BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB
network membership key = B59319D7E8157BA001B018669CCEE30D
network identifier = 026BCBA5354E08
settle time = 1
charge time = 1
`;

const gatewayYaml = `interfaces: { vehicle: eth1, port: 0 }
evse: { id: DE*PLB*E00001*1, energy_transfer_modes: [AC_three_phase_core], control_pilot: none, meter_id: M1 }
limits: { ac: { nominal_voltage_v: 230, max_current_a: 32 } }
schedule: [{ id: 1, power: [{ from_s: 0, power_w: 22000 }] }]
security: { tls: off }
authorization: { mode: automatic }
slac: {}
state_file: FOLDER/state.json
log: { level: info }
`;

describe('SLAC with pev and evse of plc-utils through the simulated line', { skip }, () => {
  let line: RunningLine;
  const folder = mkdtempSync(join(tmpdir(), 'slac-'));
  before(async () => {
    writeFileSync(join(folder, 'pev.ini'), pevIni);
    writeFileSync(join(folder, 'evse.ini'), evseIni);
    line = await startLine([
      { namespace: 'ev', mac: ev },
      { namespace: 'cs', mac: cs },
    ]);
  });
  after(async () => {
    await line?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** `timeout` ends a tool that never gives up by itself. */
  const tool = (namespace: string, program: string, seconds: number) =>
    runCommand(
      line.inside(namespace, ['sh', '-c', `timeout ${seconds} ${program} -v -i eth1 -p ${folder}/${program}.ini 2>&1`]),
      { timeoutMs: (seconds + 2) * 1000 },
    );
  /** The tools tell what they do on standard error. */
  const background = (namespace: string, program: string) =>
    spawnProcess(line.inside(namespace, ['sh', '-c', `exec ${program} -v -i eth1 -p ${folder}/${program}.ini 2>&1`]), {
      name: program,
      log: join(folder, `${program}.log`),
      ready: /Listening/,
    });

  async function ourStation(settings: { readonly identifiers?: 'any' } = {}) {
    const events: SlacStationEvent[] = [];
    const port = await startRawPort({
      interface: 'eth1',
      enter: line.inside('cs', []),
      onFrame: (frame) => station.receive(frame),
    });
    const station: SlacStation = new SlacStation({
      mac: cs,
      clock: systemClock,
      random: systemRandom,
      send: (frame) => port.send(frame),
      onEvent: (event) => events.push(event),
      ...settings,
    });
    await station.start();
    station.pilotChanged('B');
    return { station, events, close: () => port.close() };
  }

  async function ourVehicle(settings: {
    readonly indirectDb?: number;
    readonly timers?: { TT_matching_repetition: number };
  }) {
    const port = await startRawPort({
      interface: 'eth1',
      enter: line.inside('ev', []),
      onFrame: (frame) => vehicle.receive(frame),
    });
    const vehicle: SlacVehicle = new SlacVehicle({
      mac: ev,
      clock: systemClock,
      random: systemRandom,
      send: (frame) => port.send(frame),
      ...settings,
    });
    try {
      return await vehicle.match();
    } finally {
      await port.close();
    }
  }

  it('pev and evse find each other', async () => {
    await line.control.set(1, { attenuationDb: flat(21) });
    const evse = await background('cs', 'evse');
    const { stdout } = await tool('ev', 'pev', 12);
    await evse.stop();
    assert.match(stdout, /CM_SLAC_MATCH\.CNF/);
    assert.match(stdout, /MatchedState|Connected|Charging/);
  });

  it('pev gives an evse up that it hears too weakly', async () => {
    await line.control.set(1, { attenuationDb: flat(56) });
    const evse = await background('cs', 'evse');
    const { stdout } = await tool('ev', 'pev', 8);
    await evse.stop();
    assert.match(stdout, /--> CM_ATTEN_CHAR\.RSP/);
    assert.doesNotMatch(stdout, /CM_SLAC_MATCH\.CNF/);
  });

  it('pev alone finds nobody', async () => {
    const { stdout } = await tool('ev', 'pev', 4);
    assert.match(stdout, /<-- CM_SLAC_PARAM\.CNF \?/);
    assert.doesNotMatch(stdout, /CM_START_ATTEN_CHAR/);
  });

  it('pev matches with our charger', async () => {
    await line.control.set(1, { attenuationDb: flat(21) });
    const ours = await ourStation({ identifiers: 'any' });
    const { stdout } = await tool('ev', 'pev', 12);
    await ours.close();
    ours.station.close();
    assert.match(stdout, /<-- CM_SLAC_MATCH\.CNF/);
    assert.ok(
      ours.events.some(({ kind }) => kind === 'matched'),
      JSON.stringify(ours.events),
    );
    const report = ours.events.find((event) => event.kind === 'attenuation');
    assert.deepEqual([report?.sounds, report?.meanDb], [10, 21]);
  });

  it('our vehicle matches with evse', async () => {
    await line.control.set(1, { attenuationDb: flat(9) });
    const evse = await background('cs', 'evse');
    const outcome = await ourVehicle({});
    await evse.stop();
    assert.equal(outcome.kind, 'matched', JSON.stringify(outcome));
    assert.ok(outcome.kind === 'matched');
    assert.equal(outcome.match.station, cs);
    assert.equal(outcome.match.nmk, 'B59319D7E8157BA001B018669CCEE30D');
    assert.equal(outcome.match.meanDb, 9);
    assert.ok(outcome.match.joinMs !== undefined);
  });

  it('our vehicle does not take an evse that is too far, and tells how far', async () => {
    await line.control.set(1, { attenuationDb: flat(56) });
    const evse = await background('cs', 'evse');
    const outcome = await ourVehicle({ timers: { TT_matching_repetition: 3000 } });
    await evse.stop();
    assert.ok(outcome.kind === 'failed');
    assert.equal(outcome.failure, 'all-too-far');
    assert.match(outcome.detail, /56\.00 dB/);
  });

  it('our vehicle and our charger match over real sockets', async () => {
    await line.control.set(1, { attenuationDb: flat(7) });
    const ours = await ourStation();
    const outcome = await ourVehicle({});
    assert.equal(outcome.kind, 'matched', JSON.stringify(outcome));
    await ours.close();
    ours.station.close();
  });

  it('the reference gateway with a section slac matches our vehicle', async () => {
    await line.control.set(1, { attenuationDb: flat(7) });
    await runCommand(line.inside('cs', ['ip', 'address', 'add', 'fe80::1/64', 'dev', 'eth1', 'nodad']));
    const file = join(folder, 'gateway.yaml');
    writeFileSync(file, gatewayYaml.replaceAll('FOLDER', folder));
    const program = join(projectRoot(), 'bin', 'plumbline');
    const seen: string[] = [];
    const gateway = await spawnProcess(line.inside('cs', [process.execPath, program, 'gateway', '--config', file]), {
      name: 'gateway',
      log: join(folder, 'gateway.log'),
      ready: /"step":"waiting"/,
      readyTimeoutMs: 20_000,
      onLine: (text) => seen.push(text),
    });
    const outcome = await ourVehicle({});
    await gateway.stop();
    assert.equal(outcome.kind, 'matched', JSON.stringify(outcome));
    assert.ok(seen.some((text) => text.includes('"step":"matched"')));
  });
});
