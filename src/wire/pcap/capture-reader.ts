import { ByteQueue } from './byte-queue.js';
import type { CaptureItem } from './capture-item.js';
import { type FormatReader, finding, viewOf } from './format-reader.js';
import { PcapReader, pcapMagic } from './pcap-reader.js';
import { sectionMagic } from './pcapng-blocks.js';
import { PcapngReader } from './pcapng-reader.js';

const otherFormats: readonly (readonly [prefix: number, bytes: number, what: string])[] = [
  [0x1f8b, 2, 'a gzip-compressed file: unpack it first'],
  [0x28b52ffd, 4, 'a zstd-compressed file: unpack it first'],
  [0x504b0304, 4, 'a zip archive: unpack it first'],
  [0x474d4255, 4, 'a NetMon capture: convert it with editcap'],
  [0x736e6f6f, 4, 'a Solaris snoop capture: convert it with editcap'],
];

/**
 * Reads a capture of any length from chunks of bytes, pcap or pcapng by its first four bytes. Holds at most one block
 * (16 MiB) plus one chunk. What is wrong with the file comes out as `finding` items with their offset; it never throws.
 */
export class CaptureReader {
  readonly #queue = new ByteQueue();
  #format: FormatReader | undefined;
  #dead = false;

  /** Everything that is complete with `chunk`. Packets' `data` are views of the chunks. */
  push(chunk: Uint8Array): CaptureItem[] {
    const items: CaptureItem[] = [];
    if (this.#dead) return items;
    this.#queue.append(chunk);
    this.#format ??= this.#recognise(items);
    while (this.#format !== undefined && !this.#dead) {
      const step = this.#format.step(this.#queue, items);
      if (step === 'starved') break;
      if (step === 'dead') this.#dead = true;
    }
    return items;
  }

  /** To be called once after the last chunk: says so where the file breaks off. */
  end(): CaptureItem[] {
    if (this.#dead) return [];
    this.#dead = true;
    const left = this.#queue.available;
    const offset = this.#queue.offset;
    if (offset === 0 && left === 0) return [finding(0, 'capture-empty', 'the file is empty', true)];
    if (left === 0) return [];
    const detail = `the file breaks off: ${left} bytes at the end are not a whole record`;
    return [finding(offset, 'capture-truncated', detail, true)];
  }

  /** True once nothing further can be read. */
  get dead(): boolean {
    return this.#dead;
  }

  #recognise(items: CaptureItem[]): FormatReader | undefined {
    const start = this.#queue.peek(4);
    if (start === undefined) return undefined;
    const magic = viewOf(start).getUint32(0, false);
    if (magic === sectionMagic) return new PcapngReader();
    const classic = pcapMagic(magic);
    if (classic !== undefined) return new PcapReader(classic);
    const other = otherFormats.find(([prefix, bytes]) => magic >>> (32 - 8 * bytes) === prefix);
    const text = other?.[2] ?? 'neither pcap nor pcapng';
    const detail = `the file starts with ${magic.toString(16).padStart(8, '0')}: ${text}`;
    items.push(finding(0, 'capture-magic', detail, true));
    this.#dead = true;
    return undefined;
  }
}
