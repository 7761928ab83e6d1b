import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';

/** How long a file system may take to make a folder, ms: to start a process alone can take a second on a busy machine. */
const patienceMs = 5000;

export interface ReportsFolderOptions {
  /** Makes a folder and those above it; gets the path as its last argument. Default `mkdir -p`. */
  readonly maker?: readonly string[];
  readonly patienceMs?: number;
}

/**
 * Makes sure that a run can make its folder below `folder`, before anything is started for it. Another process does it,
 * because a file system that does not answer (a dead network mount) would hold this one for ever, and Node's own
 * recursive mkdir never comes back from /proc.
 * @throws PlumblineError RECORD-001 when it is refused, or takes longer than 5 s
 */
export async function prepareReportsFolder(folder: string, options: ReportsFolderOptions = {}): Promise<void> {
  const refuse = (detail: string) => new PlumblineError('RECORD-001', { place: folder, detail });
  const refusal = await makeFolder(folder, options);
  if (refusal !== undefined) throw refuse(refusal);
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
}

/** Resolves to what was said against it; undefined: the folder is there. */
function makeFolder(folder: string, options: ReportsFolderOptions): Promise<string | undefined> {
  const [program = 'mkdir', ...rest] = options.maker ?? ['mkdir', '-p', '--'];
  const child = spawn(program, [...rest, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk: Buffer) => {
    words += chunk.toString();
  });
  return new Promise((resolve) => {
    const patience = options.patienceMs ?? patienceMs;
    const timer = setTimeout(() => {
      resolve(`the file system did not make the folder within ${patience / 1000} s`);
      child.kill('SIGKILL');
      // One that hangs in the kernel cannot be killed: nothing waits for it.
      child.stderr.destroy();
      child.unref();
    }, patience);
    child.once('error', (error) => {
      clearTimeout(timer);
      resolve(error.message);
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve(code === 0 ? undefined : words.trim() || `${program} ended with ${code}`);
    });
  });
}
