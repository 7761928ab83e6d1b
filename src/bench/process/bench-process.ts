export interface SpawnOptions {
  /** For messages and the name of the log file. */
  readonly name?: string;
  readonly cwd?: string;
  /** Added to the environment of the harness. */
  readonly env?: Readonly<Record<string, string>>;
  /** Resolve only once a line of stdout matches; without it as soon as the process runs. */
  readonly ready?: RegExp;
  /** How long `ready` may take, ms; default 10000. */
  readonly readyTimeoutMs?: number;
  /** stdout and stderr are written here; default `<bench folder>/logs/<name>.log`. `inherit` passes the terminal through. */
  readonly log?: string | 'inherit';
  /** Called for each full line of stdout. */
  readonly onLine?: (line: string) => void;
  /** Signal and patience of an orderly stop; default SIGTERM and 3000 ms, then SIGKILL to the whole tree. */
  readonly stopSignal?: NodeJS.Signals;
  readonly stopTimeoutMs?: number;
  /** Keep stdin open as a pipe (`stdin`); default closed. */
  readonly stdin?: 'pipe' | 'ignore';
}

export interface ProcessEnd {
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
}

/** A process of the bench. */
export interface BenchProcess {
  readonly name: string;
  readonly pid: number;
  readonly logFile: string | undefined;
  /** The line that matched `ready`, if asked for. */
  readonly readyLine: string | undefined;
  readonly running: boolean;
  /** Resolves when it has ended; never rejects. */
  readonly ended: Promise<ProcessEnd>;
  /** Sends text to stdin (`stdin: 'pipe'`). */
  write(text: string): void;
  signal(signal: NodeJS.Signals): void;
  /** Orderly stop of the whole process tree; idempotent. */
  stop(): Promise<ProcessEnd>;
  /** SIGKILL to the whole process tree. */
  kill(): Promise<ProcessEnd>;
}
