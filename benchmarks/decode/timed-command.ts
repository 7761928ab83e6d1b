import { spawn } from 'node:child_process';

export interface TimedRun {
  readonly wallSeconds: number;
  /** User and system time of the program and its children. */
  readonly cpuSeconds: number;
  /** Where the program says it. */
  readonly maxRssMib: number | undefined;
}

/** Runs a program with its output thrown away. @throws Error with its last words where it fails */
export function timedCommand(argv: readonly string[]): Promise<TimedRun> {
  const began = performance.now();
  // `times` of the shell: its second line is what the children took.
  const child = spawn('sh', ['-c', '"$@" >/dev/null; echo "status $?"; times', 'sh', ...argv], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err = (err + text).slice(-4000)));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      const wallSeconds = (performance.now() - began) / 1000;
      const [status, , children = ''] = out.trim().split('\n');
      if (status !== 'status 0') {
        reject(new Error(`${argv.join(' ')}: ${status ?? ''} ${err}`));
        return;
      }
      const cpuSeconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
        (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
        0,
      );
      const rss = /"maxRssKib":(\d+)/.exec(err)?.[1];
      resolve({ wallSeconds, cpuSeconds, maxRssMib: rss === undefined ? undefined : Number(rss) / 1024 });
    });
  });
}
