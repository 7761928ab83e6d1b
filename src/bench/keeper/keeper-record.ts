import { lstatSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';

/** A process that cannot be mistaken for another one that got its pid later. */
export interface NamedProcess {
  readonly pid: number;
  /** Start time in clock ticks since boot. */
  readonly startTime: string;
}

/** What `bench up` leaves for `bench status`, `exec` and `down`. */
export interface KeeperRecord {
  readonly version: 1;
  readonly benchName: string;
  readonly file: string;
  /** ISO 8601. */
  readonly since: string;
  /** Outermost process: when it dies the kernel takes the rest. */
  readonly outer: NamedProcess;
  /** Process 1 of the private namespaces; undefined on a bench without them. */
  readonly init: NamedProcess | undefined;
}

/** Places of a kept bench; all in one folder that only this user can enter. */
export interface KeeperPaths {
  readonly folder: string;
  readonly record: string;
  readonly socket: string;
  /** Socket of {@link serveExec}. */
  readonly execSocket: string;
  readonly log: string;
}

/**
 * `PLUMBLINE_STATE`, else a folder of this user under the temporary folder; not under /run, which the bench hides from
 * itself. @throws PlumblineError BENCH-016 when somebody else owns the folder
 */
export function keeperPaths(): KeeperPaths {
  const uid = process.getuid?.() ?? 0;
  const folder = process.env['PLUMBLINE_STATE'] ?? join(tmpdir(), `plumbline-${uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  if (!stat.isDirectory() || stat.uid !== uid || (stat.mode & 0o022) !== 0) {
    const detail = 'it belongs to somebody else, or others may write to it';
    throw new PlumblineError('BENCH-016', {
      place: folder,
      detail,
      cure: 'set PLUMBLINE_STATE to a folder of your own',
    });
  }
  return {
    folder,
    record: join(folder, 'keeper.json'),
    socket: join(folder, 'keeper.sock'),
    execSocket: join(folder, 'exec.sock'),
    log: join(folder, 'keeper.log'),
  };
}

export function readKeeperRecord(path: string): KeeperRecord | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as KeeperRecord;
  } catch {
    return undefined;
  }
}

export function writeKeeperRecord(path: string, record: KeeperRecord): void {
  writeFileSync(`${path}.new`, `${JSON.stringify(record, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
