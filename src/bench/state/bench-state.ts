import { closeSync, openSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';
import type { BenchFault } from '../bench.js';
import type { BenchInterface } from '../capabilities/bench-interface.js';
import type { BenchConfig } from '../file/bench-config.js';

/** What a process needs to use a bench that another one brought up. */
export interface BenchState {
  readonly version: 1;
  readonly file: string;
  readonly sha256: string;
  readonly config: BenchConfig;
  readonly folder: string;
  readonly interfaces: Readonly<Record<string, BenchInterface>>;
  /** Unix socket of the process that brought the bench up. */
  readonly ownerSocket: string;
  /** Unix socket of the simulated inverter, where there is one. */
  readonly inverterSocket: string | undefined;
  /** Unix socket of the simulated multimeter, where there is one. */
  readonly multimeterSocket: string | undefined;
  /** Unix socket of the simulated power line, where there is one. */
  readonly powerLineSocket: string | undefined;
  /** Unix socket of the simulated control pilot, where there is one. */
  readonly pilotLineSocket?: string | undefined;
  /** Unix socket of the proxy on the mesh link, where there is one. */
  readonly proxySocket?: string | undefined;
  /** Written once, by whoever first found the bench broken. */
  readonly faultFile: string;
}

export function writeBenchState(path: string, state: BenchState): void {
  // A reader sees the old file or the new one, never half of it.
  writeFileSync(`${path}.new`, `${JSON.stringify(state, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}

/** @throws PlumblineError BENCH-016 */
export function readBenchState(path: string): BenchState {
  try {
    const state = JSON.parse(readFileSync(path, 'utf8')) as BenchState;
    if (state.version !== 1) throw new Error(`version ${state.version} is not known`);
    return state;
  } catch (cause) {
    throw new PlumblineError('BENCH-016', { place: path, detail: (cause as Error).message, cause });
  }
}

/** The first cause that any process of the run remembered. */
export function readFault(path: string): BenchFault | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as BenchFault;
  } catch {
    return undefined;
  }
}

/** Remembers a cause unless there is one; returns the one that counts. Safe between processes: the file is made once. */
export function rememberFault(path: string, fault: BenchFault): BenchFault {
  let file: number;
  try {
    file = openSync(path, 'wx');
  } catch {
    return readFault(path) ?? fault;
  }
  writeSync(file, JSON.stringify(fault));
  closeSync(file);
  return fault;
}
