import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { createInterface } from 'node:readline';

const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-c', '0', 'true']).status === 0;

/** Whether processes stay on the core that they were given. */
export const pinned: boolean = canPin;

/** A process of Node on a core of its own that tells what it has to say as lines of JSON. */
export class Child {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  /** @param core 0 or 1; without taskset, or with one core only, the scheduler decides */
  constructor(core: number, nodeArguments: readonly string[]) {
    const argv = canPin ? ['taskset', '-c', String(core), process.execPath] : [process.execPath];
    const [program, ...rest] = [...argv, ...nodeArguments] as [string, ...string[]];
    this.#child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout! })[Symbol.asyncIterator]();
  }

  /** The next line that is an object with this member. Throws when the process ends first. */
  async next<T>(member: string): Promise<T> {
    for (;;) {
      const { done, value } = await this.#lines.next();
      if (done === true) throw new Error(`the process ended before it said "${member}"`);
      const said = JSON.parse(value) as Record<string, unknown>;
      if (member in said) return said as T;
    }
  }

  /** CPU time of all its threads so far, s. */
  cpuSeconds(): number {
    const stat = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8');
    // Behind the name in parentheses: state is field 3, utime 14, stime 15, in ticks of 10 ms.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'close');
  }
}
