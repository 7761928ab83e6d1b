import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';

export type CaptureToolName = 'tcpdump' | 'dumpcap';

/**
 * `prompt`: each packet is handed over at once; good up to some 30,000 packets/s.
 * `bulk`: the kernel hands over blocks, for load tests; a packet may take a second to the file, and so may a stop.
 */
export type CaptureMode = 'prompt' | 'bulk';

export interface CaptureRequest {
  readonly interface: string;
  /** Path of the file, or `-` for a stream. */
  readonly output: string;
  /** pcap-filter expression. */
  readonly filter?: string | undefined;
  /** Bytes kept of each packet, 64..262144; default 65535, so that segments joined by the kernel stay whole. */
  readonly snapLength?: number | undefined;
  readonly mode?: CaptureMode | undefined;
  /** KiB of the kernel's buffer, 64..2097151; default 65536. */
  readonly bufferKib?: number | undefined;
}

export interface CaptureTool {
  readonly name: CaptureToolName;
  argv(request: CaptureRequest): readonly string[];
  /** Line on standard error that says that the capture runs. */
  readonly ready: RegExp;
  /** Signal at which the tool says how much it has read; undefined where it has none. */
  readonly progressSignal: NodeJS.Signals | undefined;
  /** Without such a signal: ms after which what was on the wire before a stop has reached the tool. */
  readonly settleMs: number;
}

/** Kernel buffer: 64 MiB lost nothing at 650,000 packets/s; the default of 2 MiB loses at 100,000. */
const defaultBufferKib = 65536;
const defaultSnapLength = 65535;

const tcpdump: CaptureTool = {
  name: 'tcpdump',
  argv: ({ interface: name, output, filter, snapLength, mode, bufferKib }) => [
    'tcpdump',
    ...['-i', name, '-n', '-B', String(bufferKib ?? defaultBufferKib), '-s', String(snapLength ?? defaultSnapLength)],
    '--time-stamp-precision=nano',
    ...(mode === 'bulk' ? [] : ['--immediate-mode']),
    ...(output === '-' ? ['-U'] : []),
    // Debian's build would otherwise hand the file to a user that may not write there.
    ...(process.getuid?.() === 0 ? ['-Z', 'root'] : []),
    ...['-w', output],
    ...(filter === undefined ? [] : [filter]),
  ],
  ready: /listening on /,
  progressSignal: 'SIGUSR1',
  settleMs: 0,
};

const dumpcap: CaptureTool = {
  name: 'dumpcap',
  argv: ({ interface: name, output, filter, snapLength, bufferKib = defaultBufferKib }) => [
    'dumpcap',
    ...[
      '-q',
      '-i',
      name,
      '-B',
      String(Math.max(1, Math.round(bufferKib / 1024))),
      '-s',
      String(snapLength ?? defaultSnapLength),
    ],
    ...(filter === undefined ? [] : ['-f', filter]),
    ...['-w', output],
  ],
  ready: /^File: /,
  // dumpcap reads with a timeout of 250 ms and has no immediate mode.
  progressSignal: undefined,
  settleMs: 300,
};

const tools: Readonly<Record<CaptureToolName, CaptureTool>> = { tcpdump, dumpcap };

/**
 * The tool to capture with: tcpdump, or dumpcap where tcpdump cannot run. As root of an unprivileged user namespace
 * tcpdump fails: it calls initgroups(), which such namespaces forbid.
 * @throws PlumblineError PROBES-003 where no usable tool is installed
 */
export function chooseCaptureTool(wanted?: CaptureToolName): CaptureTool {
  const order: readonly CaptureToolName[] =
    wanted !== undefined ? [wanted] : groupsAreForbidden() ? ['dumpcap'] : ['tcpdump', 'dumpcap'];
  for (const name of order) if (isInstalled(name)) return tools[name];
  const cure =
    order[0] === 'dumpcap' ? { cure: 'without root type: sudo apt-get install wireshark-common (it has dumpcap)' } : {};
  throw new PlumblineError('PROBES-003', { detail: order.join(' or '), ...cure });
}

function groupsAreForbidden(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    return readFileSync('/proc/self/setgroups', 'utf8').trim() === 'deny';
  } catch {
    return false;
  }
}

function isInstalled(name: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/sbin'];
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
