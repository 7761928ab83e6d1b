import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import type { Bench } from '../bench.js';
import type { Reading } from '../capabilities/measuring.js';
import type { InstrumentIdentity } from '../capabilities/multimeter.js';
import { inNamespace } from '../embedded/network.js';
import { links, namespaces, wireDevices } from '../embedded/topology.js';
import { runCommand } from '../process/run-command.js';

/** One line of `bench status` and `doctor`. `ok` undefined: a fact, neither good nor bad. */
export interface StatusRow {
  readonly title: string;
  readonly ok: boolean | undefined;
  readonly detail: string;
}

/** What of the bench works now: each namespace and link is looked at, each device is asked. */
export async function benchStatus(bench: Bench): Promise<readonly StatusRow[]> {
  const network = bench.facts.driver === 'embedded' ? await networkRows() : localRows(bench);
  const fault = bench.fault();
  const broken: StatusRow[] =
    fault === undefined ? [] : [{ title: 'bench', ok: false, detail: `broken since ${fault.at}: ${fault.cause}` }];
  return [...broken, ...network, ...(await deviceRows(bench))];
}

async function networkRows(): Promise<readonly StatusRow[]> {
  const listed = (await runCommand(['ip', 'netns', 'list'])).stdout;
  const rows: StatusRow[] = namespaces.map((name) => {
    const there = new RegExp(`^${name}\\b`, 'm').test(listed);
    return { title: `namespace ${name}`, ok: there, detail: there ? 'there' : 'missing' };
  });
  for (const link of links) {
    const ends = [link.station, link.other].map((end) => `${end.namespace} ${end.device}`);
    const states = await Promise.all([link.station, link.other].map((end) => isUp(end.namespace, end.device)));
    const way = link.damageable ? ` through wire (${wireDevices(link.role).bridge})` : '';
    rows.push({ title: `link ${link.role}`, ok: states.every(Boolean), detail: `${ends.join(' to ')}${way}` });
  }
  return rows;
}

async function isUp(namespace: string, device: string): Promise<boolean> {
  const shown = await runCommand(['ip', '-n', namespace, '-o', 'link', 'show', 'dev', device]);
  return shown.code === 0 && shown.stdout.includes('state UP');
}

function localRows(bench: Bench): readonly StatusRow[] {
  return Object.values(bench.interfaces).map(({ role, name, address }) => ({
    title: `interface ${role}`,
    ok: true,
    detail: `${name} ${address}`,
  }));
}

async function deviceRows(bench: Bench): Promise<readonly StatusRow[]> {
  const rows: StatusRow[] = [];
  const seen = new Set<string>();
  for (const { capability, driver, description } of bench.facts.instruments) {
    // A multimeter stands there once for each of its units.
    if (seen.has(capability)) continue;
    seen.add(capability);
    rows.push({ title: capability, ...(await probe(bench, capability, `${driver}: ${description}`)) });
  }
  return rows;
}

/** On the embedded bench only the namespace `vehicle` has a way to the meter. */
async function readPower(bench: Bench): Promise<Reading> {
  if (bench.facts.driver !== 'embedded') return bench.capability('inverter-power').read();
  const main = join(projectRoot(), 'dist/src/bench/keeper/read-power.js');
  const result = await runCommand(inNamespace('vehicle', [process.execPath, main, bench.stateFile]));
  if (result.code !== 0) return { kind: 'unavailable', detail: result.stderr.trim().split('\n')[0] ?? '' };
  return JSON.parse(result.stdout) as Reading;
}

/** Like the meter it is reached from the namespace `vehicle` only. */
async function identifyMultimeter(bench: Bench): Promise<InstrumentIdentity | string> {
  if (bench.facts.driver !== 'embedded') return bench.capability('multimeter').identify();
  const main = join(projectRoot(), 'dist/src/bench/keeper/identify-multimeter.js');
  const result = await runCommand(inNamespace('vehicle', [process.execPath, main, bench.stateFile]));
  if (result.code !== 0) return result.stderr.trim().split('\n')[0] ?? '';
  return JSON.parse(result.stdout) as InstrumentIdentity | string;
}

async function probe(bench: Bench, capability: string, what: string): Promise<Omit<StatusRow, 'title'>> {
  try {
    if (capability === 'inverter-power' && !what.startsWith('operator')) {
      const reading = await readPower(bench);
      if (reading.kind === 'unavailable') return { ok: false, detail: `${what}; ${reading.detail}` };
      return { ok: true, detail: `${what}; shows ${reading.value} W, U = ${reading.U} W (k = 2)` };
    }
    if (capability === 'multimeter') {
      const identity = await identifyMultimeter(bench);
      if (typeof identity === 'string') return { ok: false, detail: `${what}; ${identity}` };
      return { ok: true, detail: `${what}; ${identity.manufacturer} ${identity.model}, serial ${identity.serial}` };
    }
    if (capability === 'gateway') {
      const state = await bench.capability('gateway').state();
      const how = state.running ? `runs (${state.configuration ?? 'its own configuration'})` : 'not started';
      return { ok: state.crash === undefined ? (state.running ? true : undefined) : false, detail: state.crash ?? how };
    }
    if (capability === 'host-shell') {
      const result = await bench.capability('host-shell').run(['true'], { timeoutMs: 15_000 });
      return { ok: result.code === 0, detail: result.code === 0 ? what : `${what}; ${result.stderr.trim()}` };
    }
    return { ok: undefined, detail: what };
  } catch (error) {
    return { ok: false, detail: error instanceof PlumblineError ? error.message : String(error) };
  }
}
