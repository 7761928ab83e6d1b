import { spawn } from 'node:child_process';
import { PlumblineError } from '../../base/errors.js';
import type { CommandResult } from '../capabilities/host-shell.js';

/** Folders that hold the network tools but are not on the path of an ordinary user on Debian. */
const systemFolders = ['/usr/local/sbin', '/usr/sbin', '/sbin'];

/** The environment of a command, with the system folders on its path. */
export function commandEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const path = (process.env['PATH'] ?? '').split(':');
  const missing = systemFolders.filter((folder) => !path.includes(folder));
  return { ...process.env, ...extra, PATH: [...path, ...missing].join(':') };
}

/**
 * Runs a short command and collects its output. The exit code is part of the result; 124 means that it was killed after
 * `timeoutMs` (default 10000), 125 that it was killed because it printed more than `maxBytes` (default: no limit).
 * @throws PlumblineError BENCH-002 when the program does not exist
 */
export function runCommand(
  argv: readonly string[],
  options: { readonly input?: string; readonly timeoutMs?: number; readonly maxBytes?: number } = {},
): Promise<CommandResult> {
  const [program = '', ...rest] = argv;
  return new Promise((resolve, reject) => {
    const child = spawn(program, rest, { env: commandEnvironment(), stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let printed = 0;
    let timedOut = false;
    let tooMuch = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGKILL');
    }, options.timeoutMs ?? 10_000);
    const takes = (text: string): boolean => {
      printed += text.length;
      if (printed <= (options.maxBytes ?? Number.POSITIVE_INFINITY)) return true;
      if (!tooMuch) child.kill('SIGKILL');
      tooMuch = true;
      return false;
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (takes(text)) stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (takes(text)) stderr += text;
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      reject(new PlumblineError('BENCH-002', { place: program, detail: error.message, cause: error }));
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (tooMuch) {
        resolve({ code: 125, stdout, stderr: `stopped: it printed more than ${options.maxBytes} bytes\n${stderr}` });
        return;
      }
      const ended = timedOut ? 124 : (code ?? 128 + signalNumber(signal));
      resolve({ code: ended, stdout, stderr });
    });
    // A program may end without reading its input; the exit code tells.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/**
 * As {@link runCommand}, for commands that must succeed.
 * @throws PlumblineError BENCH-006 with the last line of stderr
 */
export async function mustRun(argv: readonly string[], input?: string): Promise<string> {
  const result = await runCommand(argv, input === undefined ? {} : { input });
  if (result.code !== 0) {
    const said = result.stderr.trim() || result.stdout.trim() || `exit code ${result.code}`;
    throw new PlumblineError('BENCH-006', { place: argv.join(' '), detail: said });
  }
  return result.stdout;
}

const signalNumbers: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGKILL: 9, SIGTERM: 15 };

/** Number of a signal, for exit codes 128 + n as shells give them; 1 for the rare ones. */
export function signalNumber(signal: NodeJS.Signals | null | undefined): number {
  return signal ? (signalNumbers[signal] ?? 1) : 1;
}
