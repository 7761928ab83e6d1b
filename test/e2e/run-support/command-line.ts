import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { plumbline } from '../../../src/bench/drivers/gateway-program.js';

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Words before the command: setpriv and the like. */
  readonly by?: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Longest time for one command, ms: a run of a few cases takes 15 s, and several times that on a busy machine. */
const patienceMs = 180_000;

function words(args: readonly string[], by: readonly string[] = []): readonly [string, ...string[]] {
  return [...by, ...plumbline(), ...args] as unknown as [string, ...string[]];
}

/** Runs `plumbline ARGS` to its end. */
export function command(args: readonly string[], { by, cwd, env }: CommandOptions = {}): Promise<Ended> {
  const [program, ...rest] = words(args, by);
  const options = { encoding: 'utf8', timeout: patienceMs, cwd, env: { ...process.env, ...env } } as const;
  return new Promise((resolve) => {
    const child = execFile(program, rest, options, (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

/** Starts `plumbline ARGS`; the caller awaits or ends it. */
export function start(args: readonly string[], { by, cwd, env }: CommandOptions = {}): ChildProcess {
  const [program, ...rest] = words(args, by);
  return spawn(program, rest, { stdio: ['ignore', 'ignore', 'ignore'], cwd, env: { ...process.env, ...env } });
}
