import { fileURLToPath } from 'node:url';
import { PlumblineError } from '../base/errors.js';
import type { BenchProcess, SpawnOptions } from '../bench/process/bench-process.js';

/** Runs a program where the probe needs it: `(argv, options) => bench.spawn('station', argv, options)`. */
export type SpawnHere = (argv: readonly string[], options?: SpawnOptions) => Promise<BenchProcess>;

/** Command line of a probe's own process: `main` is a module beside the caller, by its URL. */
export function probeArgv(main: string, from: string, args: Readonly<Record<string, string>>): readonly string[] {
  const file = fileURLToPath(new URL(main, from));
  return [process.execPath, file, ...Object.entries(args).flatMap(([name, value]) => [`--${name}`, value])];
}

/** Waits for the orderly end of a probe's process. @throws PlumblineError PROBES-052 with its exit code and log */
export async function endedWell(child: BenchProcess): Promise<void> {
  const { code, signal } = await child.ended;
  if (code === 0) return;
  throw new PlumblineError('PROBES-052', {
    place: child.name,
    detail: `${signal ?? `exit code ${code}`}${child.logFile === undefined ? '' : `, log ${child.logFile}`}`,
  });
}
