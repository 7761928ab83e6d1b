import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import { type CaptureCounters, lostPackets, parseCaptureCounters } from './capture-statistics.js';
import { type CaptureRequest, type CaptureTool, chooseCaptureTool } from './capture-tool.js';

export interface CaptureProcessOptions extends CaptureRequest {
  readonly tool?: 'tcpdump' | 'dumpcap' | undefined;
  /** Words in front of the tool's own, to enter a namespace: `['ip', 'netns', 'exec', 'station']`. */
  readonly enter?: readonly string[] | undefined;
  /** ms to wait for the tool to listen, default 10,000. */
  readonly startTimeoutMs?: number | undefined;
}

export interface CaptureEnd {
  readonly tool: string;
  readonly argv: readonly string[];
  readonly counters: CaptureCounters;
  /** Packets known to be lost up to the moment of the stop; undefined where the tool gave no statistics. */
  readonly lost: number | undefined;
  /** Everything that the tool wrote to standard error. */
  readonly words: readonly string[];
  /** PROBES-006 where the capture ended by itself: the interface went away, the disk is full. */
  readonly error: PlumblineError | undefined;
}

const stopTimeoutMs = 10_000;
const keptLines = 200;
const drainTimeoutMs = 5000;
const drainPollMs = 20;
/** tcpdump gets a block that is not full after a second. */
const quietMs = 1500;

/** A running child tcpdump or dumpcap. */
export class CaptureProcess {
  readonly argv: readonly string[];
  readonly tool: CaptureTool;
  readonly pid: number;
  /** Resolves when the tool has ended, for whatever reason. */
  readonly ended: Promise<CaptureEnd>;
  readonly #child: ChildProcess;
  #stopping = false;
  /** What was on the wire when the stop was asked for has been read: what is unread came later. */
  #isDrained = false;
  #onLine: ((line: string) => void) | undefined;

  private constructor(
    child: ChildProcess,
    tool: CaptureTool,
    argv: readonly string[],
    o: CaptureProcessOptions,
    words: string[],
  ) {
    this.#child = child;
    this.pid = child.pid ?? -1;
    this.tool = tool;
    this.argv = argv;
    this.ended = new Promise((resolve) => {
      child.once('close', (code, signal) => {
        // Who waits for an answer gets one without numbers.
        this.#onLine?.('');
        resolve(this.#end(o.interface, words, code, signal));
      });
    });
  }

  /**
   * Starts the tool and waits until it says that it listens.
   * @param onData receives the stream where `output` is `-`
   * @throws PlumblineError PROBES-003 no tool, -004 no right, -005 no such interface, -007 bad filter, -008 did not start
   */
  static async start(o: CaptureProcessOptions, onData?: (chunk: Uint8Array) => void): Promise<CaptureProcess> {
    const tool = chooseCaptureTool(o.tool);
    // The tool ends properly, with its file whole, even where this process is killed.
    const argv = ['setpriv', '--pdeathsig', 'INT', '--', ...(o.enter ?? []), ...tool.argv(o)];
    const [program = '', ...rest] = argv;
    // A group of its own: a Ctrl-C at the terminal must not end the evidence before the run has ended.
    const child = spawn(program, rest, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const words: string[] = [];
    if (onData !== undefined) child.stdout?.on('data', onData);
    else child.stdout?.resume();
    await spawned(child, program);
    const running = new CaptureProcess(child, tool, argv, o, words);
    await running.#listening(o, words);
    return running;
  }

  /**
   * Waits until what was on the wire has arrived, stops the tool with SIGINT and returns its statistics.
   * `error` is set where the capture had already ended by itself.
   */
  async stop(): Promise<CaptureEnd> {
    await Promise.race([this.#drained(), this.ended]);
    if (this.#running) {
      this.#stopping = true;
      this.#child.kill('SIGINT');
    }
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), stopTimeoutMs);
    const end = await this.ended;
    clearTimeout(timer);
    return end;
  }

  /** The tool's counters so far; undefined where it cannot be asked, or has ended. One question at a time. */
  async progress(): Promise<CaptureCounters | undefined> {
    const { progressSignal } = this.tool;
    if (progressSignal === undefined || !this.#running || this.#stopping || this.#onLine !== undefined)
      return undefined;
    return this.#progress(progressSignal);
  }

  /**
   * Waits until the tool has read what was in the kernel's buffer when this was called: on SIGINT tcpdump leaves the rest
   * unread. Nothing tells when a buffer is empty, so the tool is asked until its own counters say so.
   */
  async #drained(): Promise<void> {
    const { progressSignal, settleMs } = this.tool;
    if (progressSignal === undefined) {
      await delay(settleMs);
      return;
    }
    const deadline = performance.now() + drainTimeoutMs;
    let target: number | undefined;
    let latest = { read: -1, at: 0 };
    while (this.#running && performance.now() < deadline) {
      const counters = await this.#progress(progressSignal);
      const read = (counters.captured ?? 0) + (counters.droppedByKernel ?? 0);
      target ??= counters.received;
      if (read !== latest.read) latest = { read, at: performance.now() };
      // Where the kernel counts packets that it does not hand over (the loopback counts each twice), a block's time
      // without a new packet says that none is left.
      const isQuiet = performance.now() - latest.at > quietMs;
      if (target !== undefined && (read >= target || isQuiet)) this.#isDrained = true;
      if (target === undefined || this.#isDrained) return;
      await delay(drainPollMs);
    }
  }

  #progress(signal: NodeJS.Signals): Promise<CaptureCounters> {
    return new Promise((resolve) => {
      const answer = (lines: readonly string[]) => {
        clearTimeout(timer);
        this.#onLine = undefined;
        resolve(parseCaptureCounters(lines));
      };
      const timer = setTimeout(() => answer([]), drainTimeoutMs);
      const earlier = this.#onLine;
      this.#onLine = (line) => {
        earlier?.(line);
        answer([line]);
      };
      this.#child.kill(signal);
    });
  }

  get #running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #listening(o: CaptureProcessOptions, words: string[]): Promise<void> {
    const limit = o.startTimeoutMs ?? 10_000;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#child.kill('SIGKILL');
        reject(new PlumblineError('PROBES-008', { place: o.interface, detail: `${limit} ms; ${words.join(' | ')}` }));
      }, limit);
      createInterface({ input: this.#child.stderr! }).on('line', (line) => {
        // An answer to the question for progress is no closing statistics.
        if (this.#onLine !== undefined && /packets? captured,/.test(line)) {
          this.#onLine(line);
          return;
        }
        words.push(line);
        if (words.length > keptLines) words.shift();
        if (!this.tool.ready.test(line)) return;
        clearTimeout(timer);
        resolve();
      });
      this.ended.then((end) => {
        clearTimeout(timer);
        reject(startError(o, end.words));
      });
    });
  }

  #end(name: string, words: readonly string[], code: number | null, signal: string | null): CaptureEnd {
    const counters = parseCaptureCounters(words);
    const how = signal === null ? `exit code ${code}` : signal;
    const said = words
      .filter((line) => !/^\d+ packet|^Packets|^File:|listening on|^Capturing on/.test(line))
      .join(' | ');
    const error = this.#stopping
      ? undefined
      : new PlumblineError('PROBES-006', { place: name, detail: `${this.tool.name}: ${said === '' ? how : said}` });
    const lost = lostPackets(counters, this.#isDrained);
    return { tool: this.tool.name, argv: this.argv, counters, lost, words: [...words], error };
  }
}

const startErrors = [
  [/no such device|no device named|not up|doesn't exist|cannot find device/i, 'PROBES-005'],
  [/permission|not permitted/i, 'PROBES-004'],
  [/filter expression|capture filter|syntax error/i, 'PROBES-007'],
] as const;

function startError(o: CaptureProcessOptions, words: readonly string[]): PlumblineError {
  const said = words.join(' | ');
  const code = startErrors.find(([pattern]) => pattern.test(said))?.[1] ?? 'PROBES-008';
  const place = code === 'PROBES-007' ? (o.filter ?? o.interface) : o.interface;
  return new PlumblineError(code, { place, detail: said === '' ? 'the tool said nothing' : said });
}

function spawned(child: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (cause) =>
      reject(new PlumblineError('PROBES-003', { place: program, detail: cause.message, cause })),
    );
  });
}

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
