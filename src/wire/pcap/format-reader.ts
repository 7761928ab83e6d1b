import type { ByteQueue } from './byte-queue.js';
import type { CaptureFinding, CaptureItem } from './capture-item.js';

/** Largest packet record that is believed, bytes. libpcap itself stops at 262,144; loopback devices reach 65,549. */
export const maxPacketBytes = 1 << 20;
/** Largest pcapng block that is believed, bytes (Wireshark's own bound). */
export const maxBlockBytes = 16 << 20;

/** `items` were read; `done` says that nothing after this can be read. */
export type FormatStep = 'more' | 'starved' | 'dead';

/** Reads one file format from a queue of bytes. */
export interface FormatReader {
  /** Takes one record or block off the queue and appends what it says to `items`. */
  step(queue: ByteQueue, items: CaptureItem[]): FormatStep;
}

export function finding(offset: number, rule: string, detail: string, fatal = false): CaptureFinding {
  return { kind: 'finding', offset, rule, detail, fatal };
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
