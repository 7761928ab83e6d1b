import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { BenchProcess, ProcessEnd } from '../../src/bench/process/bench-process.js';
import type { SpawnHere } from '../../src/probes/probe-process.js';

/** Runs a probe's process on this machine, without a bench. */
export const spawnHere: SpawnHere = async (argv, options = {}) => {
  const [command, ...args] = argv;
  const child = spawn(command!, args, { stdio: [options.stdin ?? 'ignore', 'pipe', 'inherit'] });
  const ended = new Promise<ProcessEnd>((resolve) => {
    child.once('close', (code, signal) => resolve({ code: code ?? undefined, signal: signal ?? undefined }));
  });
  const lines = createInterface({ input: child.stdout! });
  const readyLine = await new Promise<string | undefined>((resolve) => {
    lines.on('line', (line) => {
      options.onLine?.(line);
      if (options.ready?.test(line)) resolve(line);
    });
    if (options.ready === undefined) resolve(undefined);
    void ended.then(() => resolve(undefined));
  });
  const finish = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const handle: BenchProcess = {
    name: options.name ?? command!,
    pid: child.pid!,
    logFile: undefined,
    readyLine,
    get running() {
      return child.exitCode === null && child.signalCode === null;
    },
    ended,
    write: (text) => void child.stdin?.write(text),
    signal: (signal) => void child.kill(signal),
    stop: () => finish('SIGTERM'),
    kill: () => finish('SIGKILL'),
  };
  return handle;
};
