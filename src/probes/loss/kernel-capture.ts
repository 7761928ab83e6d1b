import { PlumblineError } from '../../base/errors.js';
import type { BenchProcess } from '../../bench/process/bench-process.js';
import type { SpawnHere } from '../probe-process.js';

export interface KernelCapture {
  readonly file: string;
  /** Ends the capture; packets that the kernel dropped before the file, `undefined` where the tool did not say. */
  stop(): Promise<number | undefined>;
}

/** Enough for the headers of a test packet and its 44 bytes. */
const snapBytes = 160;

/**
 * Captures the test packets of one end with the kernel's stamps (ns), through the bench's own way to run programs there.
 * @throws PlumblineError PROBES-008 when tcpdump does not listen
 */
export async function startKernelCapture(options: {
  readonly spawn: SpawnHere;
  readonly interface: string;
  readonly port: number;
  readonly file: string;
  readonly name: string;
}): Promise<KernelCapture> {
  const { file, name } = options;
  const argv = ['-i', options.interface, '-s', String(snapBytes), '-B', '8192', '--immediate-mode', '-n'];
  const rest = ['--time-stamp-precision=nano', '-U', '-w', file, `udp port ${options.port}`];
  let dropped: number | undefined;
  let words = '';
  // The tool talks on standard error only: the shell turns it to where the bench listens for lines.
  let tool: BenchProcess;
  try {
    tool = await options.spawn(['sh', '-c', 'exec tcpdump "$@" 2>&1', 'tcpdump', ...argv, ...rest], {
      name,
      ready: /listening on/,
      stopSignal: 'SIGINT',
      onLine: (line) => {
        words = line;
        const found = /^(\d+) packets? dropped by kernel/.exec(line)?.[1];
        if (found !== undefined) dropped = Number(found);
      },
    });
  } catch (cause) {
    throw new PlumblineError('PROBES-008', { place: options.interface, detail: words, cause });
  }
  return {
    file,
    async stop() {
      // Writes out what it has read: without it the last packets can be missing from the file.
      tool.signal('SIGUSR2');
      tool.signal('SIGINT');
      await tool.ended;
      return dropped;
    },
  };
}
