import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import type { BenchProcess, ProcessEnd, SpawnOptions } from './bench-process.js';
import { descendants, isSameProcess, killTree, processStat, signalProcess } from './process-tree.js';
import { commandEnvironment } from './run-command.js';

interface SpawnPlan extends SpawnOptions {
  readonly name: string;
  readonly log: string | 'inherit';
}

/**
 * Starts a process as leader of its own group, collects its output in a log, and waits for its ready line if asked to.
 * @throws PlumblineError BENCH-002 no such program, BENCH-007 not ready in time, BENCH-008 ended before it was ready
 */
export async function spawnProcess(argv: readonly string[], plan: SpawnPlan): Promise<BenchProcess> {
  const [program = '', ...rest] = argv;
  const inherit = plan.log === 'inherit';
  const output = inherit && plan.ready === undefined && plan.onLine === undefined ? 'inherit' : 'pipe';
  const child = spawn(program, rest, {
    ...(plan.cwd === undefined ? {} : { cwd: plan.cwd }),
    env: commandEnvironment(plan.env),
    detached: true,
    stdio: [plan.stdin === 'pipe' ? 'pipe' : 'ignore', output, inherit ? 'inherit' : 'pipe'],
  });
  const log = inherit ? undefined : openLog(plan.log);
  const ended = endOf(child, log);
  child.stdin?.on('error', () => undefined);
  await started(child, program);
  collect(child, log, inherit, plan.onLine);
  const readyLine = plan.ready === undefined ? undefined : await waitReady(child, ended, plan, plan.ready);
  return handle(child, plan, ended, readyLine);
}

function openLog(path: string): WriteStream {
  mkdirSync(dirname(path), { recursive: true });
  return createWriteStream(path, { flags: 'a' });
}

/** Longest time that output of what a process left behind is waited for once it has ended itself, ms. */
const lateOutputMs = 500;

/** Resolves when the process has ended and its output is in the log. */
function endOf(child: ChildProcess, log: WriteStream | undefined): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    let late: NodeJS.Timeout | undefined;
    child.once('exit', () => {
      // A daemon that it started may hold its output open for ever.
      late = setTimeout(() => {
        child.stdout?.destroy();
        child.stderr?.destroy();
      }, lateOutputMs);
    });
    child.once('close', (code, signal) => {
      clearTimeout(late);
      const end = { code: code ?? undefined, signal: signal ?? undefined };
      if (log === undefined) resolve(end);
      else log.end(() => resolve(end));
    });
    child.once('error', () => resolve({ code: 127, signal: undefined }));
  });
}

function started(child: ChildProcess, program: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new PlumblineError('BENCH-002', { place: program, detail: error.message, cause: error })),
    );
  });
}

function collect(
  child: ChildProcess,
  log: WriteStream | undefined,
  inherit: boolean,
  onLine: ((line: string) => void) | undefined,
): void {
  child.stdout?.on('data', (chunk: Buffer) => {
    if (inherit) process.stdout.write(chunk);
    else log?.write(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => log?.write(chunk));
  if (onLine !== undefined && child.stdout !== null) createInterface({ input: child.stdout }).on('line', onLine);
}

function waitReady(child: ChildProcess, ended: Promise<ProcessEnd>, plan: SpawnPlan, ready: RegExp): Promise<string> {
  const limit = plan.readyTimeoutMs ?? 10_000;
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: child.stdout! });
    const timer = setTimeout(() => {
      killTree(child.pid!);
      reject(new PlumblineError('BENCH-007', { place: plan.name, detail: `${limit} ms; ${tail(plan.log)}` }));
    }, limit);
    lines.on('line', (line) => {
      if (!ready.test(line)) return;
      clearTimeout(timer);
      lines.removeAllListeners('line');
      resolve(line);
    });
    ended.then((end) => {
      clearTimeout(timer);
      const how = end.signal ?? `exit code ${end.code}`;
      reject(new PlumblineError('BENCH-008', { place: plan.name, detail: `${how}; ${tail(plan.log)}` }));
    });
  });
}

function tail(log: string): string {
  if (log === 'inherit') return 'its output is above';
  try {
    const last = readFileSync(log, 'utf8').trim().split('\n').slice(-3).join(' | ');
    return `${log}: ${last || 'empty'}`;
  } catch {
    return `${log}: empty`;
  }
}

function handle(
  child: ChildProcess,
  plan: SpawnPlan,
  ended: Promise<ProcessEnd>,
  readyLine: string | undefined,
): BenchProcess {
  const pid = child.pid!;
  const isRunning = () => child.exitCode === null && child.signalCode === null;
  const kill = () => {
    if (isRunning()) killTree(pid);
    return ended;
  };
  const stop = async () => {
    if (!isRunning()) return ended;
    const below = descendants(pid).map((child) => ({ pid: child, startTime: processStat(child)?.startTime ?? '' }));
    const timer = setTimeout(kill, plan.stopTimeoutMs ?? 3000);
    // The group gets the signal too: a shell between us and the program would not pass it on.
    if (!signalProcess(-pid, plan.stopSignal ?? 'SIGTERM')) child.kill(plan.stopSignal ?? 'SIGTERM');
    if (isRunning()) await new Promise((resolve) => child.once('exit', resolve));
    clearTimeout(timer);
    // What left the group (a browser, a daemon) was not asked: it ends with the process that started it.
    for (const left of below) if (isSameProcess(left.pid, left.startTime)) signalProcess(left.pid, 'SIGKILL');
    return ended;
  };
  return {
    name: plan.name,
    pid,
    logFile: plan.log === 'inherit' ? undefined : plan.log,
    readyLine,
    get running() {
      return isRunning();
    },
    ended,
    write: (text) => child.stdin?.write(text),
    signal: (signal) => {
      child.kill(signal);
    },
    stop,
    kill,
  };
}
