import { readFileSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';
import { OwnFrames } from './own-frames.js';

export interface RawEthernetOptions {
  /** Name of the interface in the caller's own network namespace. */
  readonly interface: string;
  /** pcap-filter expression for received frames, e.g. `ether proto 0x88e1`; default: nothing is received. */
  readonly filter?: string;
  /** Frames that this port itself sends are not received; default they are, as by every capture. */
  readonly skipOwn?: boolean;
  /** Called for each received frame with a copy of it. No timestamps: evidence comes from an evidence capture. */
  readonly onFrame?: (frame: Uint8Array) => void;
}

export interface RawEthernetPort {
  /**
   * Sends one frame, destination and source address and EtherType included, up to 1514 bytes on a usual link. Frames below
   * 60 bytes are padded with zeros, as a network card would.
   * @throws PlumblineError TRANSPORT-074
   */
  send(frame: Uint8Array): void;
  close(): void;
}

/** Matches no frame: Ethernet never carries this EtherType. */
const nothing = 'ether proto 0xffff';
const kernelBufferBytes = 4 << 20;
const largestFrame = 65535;
const smallestFrame = 60;

/** Keeps the memory of each open handle alive, whatever the caller forgets (see cap.d.ts). */
const openHandles = new Map<object, Buffer>();

/**
 * Opens an interface for raw Ethernet frames (HomePlug management messages: EtherType 0x88E1) in this process and its
 * network namespace. For processes of their own only (the injector, the port of `start-raw-port.ts`, the simulated power line). The native module aborts its
 * process when the interface goes away under an open handle, and can crash it when handles come and go.
 * @throws PlumblineError TRANSPORT-070 package missing, -071 no such interface, -072 no right, -073 bad filter
 */
export async function openRawEthernet(options: RawEthernetOptions): Promise<RawEthernetPort> {
  if (!interfaceExists(options.interface)) {
    throw new PlumblineError('TRANSPORT-071', {
      place: options.interface,
      detail: 'no such interface in this namespace',
    });
  }
  const { Cap } = await loadCap();
  const handle = new Cap();
  const memory = Buffer.alloc(largestFrame);
  try {
    handle.open(options.interface, options.filter ?? nothing, kernelBufferBytes, memory);
  } catch (cause) {
    throw openError(options.interface, cause);
  }
  const { onFrame } = options;
  const own = options.skipOwn === true ? new OwnFrames() : undefined;
  openHandles.set(handle, memory);
  handle.on('packet', (bytes) => {
    const frame = Uint8Array.from(memory.subarray(0, Math.min(bytes, largestFrame)));
    if (own?.take(frame) !== true) onFrame?.(frame);
  });
  return {
    send(frame) {
      const padded = Buffer.alloc(Math.max(frame.length, smallestFrame));
      padded.set(frame);
      own?.add(padded);
      try {
        handle.send(padded, padded.length);
      } catch (cause) {
        throw new PlumblineError('TRANSPORT-074', { place: options.interface, detail: wordsOf(cause), cause });
      }
    },
    close() {
      if (openHandles.delete(handle)) handle.close();
    },
  };
}

/** By the kernel's list for this process's network namespace. */
function interfaceExists(name: string): boolean {
  const lines = readFileSync('/proc/self/net/dev', 'utf8').split('\n');
  return lines.some((line) => line.trim().startsWith(`${name}:`));
}

async function loadCap(): Promise<typeof import('cap').default> {
  try {
    return (await import('cap')).default;
  } catch (cause) {
    throw new PlumblineError('TRANSPORT-070', { detail: wordsOf(cause), cause });
  }
}

function openError(name: string, cause: unknown): PlumblineError {
  const detail = wordsOf(cause);
  if (/permission|not permitted/i.test(detail))
    return new PlumblineError('TRANSPORT-072', { place: name, detail, cause });
  if (/syntax error|filter/i.test(detail)) return new PlumblineError('TRANSPORT-073', { place: name, detail, cause });
  return new PlumblineError('TRANSPORT-071', { place: name, detail, cause });
}

function wordsOf(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0] ?? '';
}
