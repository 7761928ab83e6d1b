/** Runs a command where the server runs, as `HostShell.run` of the bench does. */
export type RunAtServer = (
  argv: readonly string[],
) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr?: string }>;

/** CPU of the server's threads since their start: `PID/TID` to seconds on a core, and ready without one. */
export interface ServerCpu {
  readonly threads: ReadonlyMap<string, { readonly ranS: number; readonly waitedS: number }>;
  readonly cores: number;
}

/** What the server used during a level. */
export interface ServerUse {
  /** CPU seconds of all its threads. */
  readonly cpuSeconds: number;
  readonly cores: number;
  /** CPU seconds of its busiest thread, and the time that this thread was ready without a core. */
  readonly threadCpuSeconds: number;
  readonly threadWaitSeconds: number;
}

/** Processes that listen on a TCP port, by `ss` (iproute2); empty when it tells none: without the right, or not there. */
export async function listenersOn(run: RunAtServer, port: number): Promise<readonly number[]> {
  const { code, stdout } = await run(['ss', '-Hltnp', `sport = :${port}`]).catch(() => ({ code: 1, stdout: '' }));
  if (code !== 0) return [];
  return [...new Set([...stdout.matchAll(/pid=(\d+)/g)].map((match) => Number(match[1])))];
}

/** Reads schedstat of every thread (ns on a core, ns ready). `undefined` where the host does not tell. */
export async function readServerCpu(run: RunAtServer, pids: readonly number[]): Promise<ServerCpu | undefined> {
  if (pids.length === 0) return undefined;
  const folders = pids.map((pid) => `/proc/${pid}/task/*`).join(' ');
  const script = `nproc; for t in ${folders}; do [ -r $t/schedstat ] && echo "$t $(cat $t/schedstat)"; done; true`;
  const { code, stdout } = await run(['sh', '-c', script]).catch(() => ({ code: 1, stdout: '' }));
  return code === 0 ? parseServerCpu(stdout) : undefined;
}

export function parseServerCpu(text: string): ServerCpu | undefined {
  const [first = '', ...lines] = text.trim().split('\n');
  const threads = new Map<string, { ranS: number; waitedS: number }>();
  for (const line of lines) {
    const match = /^\/proc\/(\d+)\/task\/(\d+) (\d+) (\d+) \d+$/.exec(line);
    if (match !== null)
      threads.set(`${match[1]}/${match[2]}`, { ranS: Number(match[3]) / 1e9, waitedS: Number(match[4]) / 1e9 });
  }
  const cores = Number(first);
  return threads.size === 0 || !(cores >= 1) ? undefined : { threads, cores };
}

/** What was used between two readings. A thread that began in between counts from its beginning. */
export function serverUse(before: ServerCpu | undefined, after: ServerCpu | undefined): ServerUse | undefined {
  if (before === undefined || after === undefined) return undefined;
  const used = [...after.threads].map(([id, { ranS, waitedS }]) => ({
    ran: Math.max(0, ranS - (before.threads.get(id)?.ranS ?? 0)),
    waited: Math.max(0, waitedS - (before.threads.get(id)?.waitedS ?? 0)),
  }));
  const busiest = used.reduce((most, one) => (one.ran > most.ran ? one : most));
  return {
    cpuSeconds: used.reduce((sum, { ran }) => sum + ran, 0),
    cores: after.cores,
    threadCpuSeconds: busiest.ran,
    threadWaitSeconds: busiest.waited,
  };
}
