import { fileURLToPath } from 'node:url';
import { type ErrorCode, errorTable, PlumblineError } from '../base/errors.js';
import type { BenchProcess, SpawnOptions } from '../bench/process/bench-process.js';

/** Runs a program where the probe needs it: `(argv, options) => bench.spawn('station', argv, options)`. */
export type SpawnHere = (argv: readonly string[], options?: SpawnOptions) => Promise<BenchProcess>;

/** Command line of a probe's own process: `main` is a module beside the caller, by its URL. */
export function probeArgv(main: string, from: string, args: Readonly<Record<string, string>>): readonly string[] {
  const file = fileURLToPath(new URL(main, from));
  return [process.execPath, file, ...Object.entries(args).flatMap(([name, value]) => [`--${name}`, value])];
}

/** How a probe's process tells its parent why it ends: one line on stdout. */
export function tellError(error: unknown): void {
  const known = error instanceof PlumblineError;
  const { code, place, detail } = known ? error : { code: undefined, place: undefined, detail: String(error) };
  console.log(`failed ${JSON.stringify({ code, place, detail })}`);
  console.error(known ? error.toString() : error);
  process.exitCode = known ? error.exit : 3;
}

/** The error that a line of `tellError` stands for; `undefined` for any other line. */
export function errorTold(line: string): PlumblineError | undefined {
  if (!line.startsWith('failed {')) return undefined;
  const told = JSON.parse(line.slice('failed '.length)) as { code?: string; place?: string; detail?: string };
  const code = told.code !== undefined && told.code in errorTable ? (told.code as ErrorCode) : 'PROBES-052';
  return new PlumblineError(code, {
    ...(told.place === undefined ? {} : { place: told.place }),
    ...(told.detail === undefined ? {} : { detail: told.detail }),
  });
}

/**
 * Waits for the orderly end of a probe's process.
 * @param told the error that the process told, once it has ended
 * @throws PlumblineError what the process told, else PROBES-052 with its exit code and log
 */
export async function endedWell(child: BenchProcess, told: () => PlumblineError | undefined): Promise<void> {
  const { code, signal } = await child.ended;
  const error = told();
  if (error !== undefined) throw error;
  if (code === 0) return;
  throw new PlumblineError('PROBES-052', {
    place: child.name,
    detail: `${signal ?? `exit code ${code}`}${child.logFile === undefined ? '' : `, log ${child.logFile}`}`,
  });
}
