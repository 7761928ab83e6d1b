import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import { type LoadedBenchFile, loadBenchFile } from '../file/load-bench-file.js';
import { findLocalInterfaces } from '../local-interfaces.js';
import { defaultBenchFile } from '../open-bench.js';
import { hasNamespaceRights, privateCommand } from '../private-namespaces.js';
import { runCommand } from '../process/run-command.js';
import { bad, type DoctorRow, fact, good } from './check-row.js';
import { hasProgram, machineChecks } from './machine-checks.js';

export type { DoctorRow } from './check-row.js';

/** Looks at the machine and at a bench file; each thing that can be tried is tried, in namespaces that vanish. */
export async function examine(benchFile = defaultBenchFile()): Promise<readonly DoctorRow[]> {
  return [...(await machineChecks()), ...(await namespaceChecks()), ...(await benchChecks(benchFile))];
}

async function namespaceChecks(): Promise<readonly DoctorRow[]> {
  if (!hasProgram('unshare')) {
    return [bad('namespaces', 'private namespaces', 'unshare is missing', 'apt-get install util-linux')];
  }
  const how = hasNamespaceRights() ? 'as root' : 'without root, in a user namespace';
  const trial = join(projectRoot(), 'dist/src/bench/doctor/trial.js');
  const result = await runCommand(privateCommand([process.execPath, trial]), { timeoutMs: 30_000 });
  const title = 'private namespaces';
  try {
    const rows = JSON.parse(result.stdout) as readonly DoctorRow[];
    return [good('namespaces', title, how), ...rows];
  } catch {
    const said = result.stderr.trim().split('\n')[0] || `exit code ${result.code}`;
    const { cure } = new PlumblineError('BENCH-001');
    return [bad('namespaces', title, `${how}: ${said}`, cure)];
  }
}

async function benchChecks(path: string): Promise<readonly DoctorRow[]> {
  let loaded: LoadedBenchFile;
  try {
    loaded = loadBenchFile(path);
  } catch (error) {
    return [refused('bench-file', 'bench file', error)];
  }
  const { config } = loaded;
  const rows: DoctorRow[] = [good('bench-file', 'bench file', `${config.name}, driver ${config.driver}`)];
  if (config.driver === 'local-interfaces') rows.push(...(await interfaceRows(loaded)));
  for (const [name, capability] of Object.entries(config.capabilities)) rows.push(...calibrationRow(name, capability));
  return rows;
}

/** Each role by itself, so that one missing interface does not hide another. */
async function interfaceRows({ config }: LoadedBenchFile): Promise<readonly DoctorRow[]> {
  const rows: DoctorRow[] = [];
  for (const [role, wanted] of Object.entries(config.interfaces ?? {})) {
    try {
      const found = await findLocalInterfaces({ ...config, interfaces: { [role]: wanted } });
      const { name, address, mac } = found[role]!;
      rows.push(good(`interface-${role}`, `interface ${role}`, `${name}, ${address || 'no address'}, ${mac}`));
    } catch (error) {
      rows.push(refused(`interface-${role}`, `interface ${role}`, error));
    }
  }
  return rows;
}

function calibrationRow(name: string, config: Readonly<Record<string, unknown>>): readonly DoctorRow[] {
  if (config['instrument'] === undefined) return [];
  const title = `calibration of ${name}`;
  const due = config['calibration_due'];
  const instrument = String(config['instrument']);
  if (due === undefined) return [fact(`calibration-${name}`, title, `${instrument}: no due date is given`)];
  const today = new Date().toISOString().slice(0, 10);
  if (String(due) >= today) return [good(`calibration-${name}`, title, `${instrument}: good until ${due}`)];
  const cure = 'have it calibrated, or say in the report that it was not';
  return [bad(`calibration-${name}`, title, `${instrument}: ran out on ${due}`, cure)];
}

function refused(id: string, title: string, error: unknown): DoctorRow {
  if (error instanceof PlumblineError) return bad(id, title, error.message, error.cure);
  throw error;
}
