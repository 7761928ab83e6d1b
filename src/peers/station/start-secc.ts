import { fileURLToPath } from 'node:url';
import { scriptText } from './script-json.js';
import { readSeccEvent, type SeccEvent } from './secc-event.js';
import type { SeccScript } from './secc-script.js';

const program = fileURLToPath(new URL('./secc-main.js', import.meta.url));
const startMs = 15_000;

/** What is needed of a process to steer the SECC in it. */
export interface SeccProcess {
  write(text: string): void;
  stop(): Promise<unknown>;
}

/** Starts a program at the station's place. */
export type SpawnSecc = (
  argv: readonly string[],
  options: {
    readonly name: string;
    readonly ready: RegExp;
    readonly readyTimeoutMs: number;
    readonly stdin: 'pipe';
    readonly onLine: (line: string) => void;
  },
) => Promise<SeccProcess>;

/** The tester's SECC as the test sees it: what it has told, in order, and what is still to come. */
export class SeccHandle {
  readonly events: SeccEvent[] = [];
  readonly #waiting = new Set<() => void>();
  #process: SeccProcess | undefined;

  /** Starts it in a process of its own; it answers discovery when this resolves. @throws what `spawn` throws */
  static async start(spawn: SpawnSecc, script: SeccScript): Promise<SeccHandle> {
    const handle = new SeccHandle();
    handle.#process = await spawn([process.execPath, program, scriptText(script)], {
      name: 'scripted-secc',
      ready: /"event":"ready"/,
      readyTimeoutMs: startMs,
      stdin: 'pipe',
      onLine: (line) => handle.#take(line),
    });
    return handle;
  }

  /** Gives the answer that the script holds. */
  go(): void {
    this.#process?.write('go\n');
  }

  /** Makes it send SECC Discovery Requests itself; `asked` tells who has answered. */
  ask(): void {
    this.#process?.write('ask\n');
  }

  /** What `find` finds in the events, as soon as it does; undefined after `timeoutMs`. */
  until<T>(find: (events: readonly SeccEvent[]) => T | undefined, timeoutMs: number): Promise<T | undefined> {
    const now = find(this.events);
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve) => {
      const end = (value: T | undefined) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(value);
      };
      const look = () => {
        const value = find(this.events);
        if (value !== undefined) end(value);
      };
      const timer = setTimeout(() => end(undefined), timeoutMs);
      this.#waiting.add(look);
    });
  }

  async stop(): Promise<void> {
    await this.#process?.stop();
  }

  #take(line: string): void {
    const event = readSeccEvent(line);
    if (event === undefined) return;
    this.events.push(event);
    for (const look of [...this.#waiting]) look();
  }
}
