import type { ByteQueue } from './byte-queue.js';
import type { CaptureItem } from './capture-item.js';
import { type FormatReader, type FormatStep, finding, maxPacketBytes, viewOf } from './format-reader.js';

/** Magic numbers of the classic format, read big-endian. */
interface PcapMagic {
  readonly littleEndian: boolean;
  /** Nanoseconds of one unit of the sub-second field. */
  readonly unitNs: number;
  /** The format of a patched libpcap carries eight more bytes in each record header. */
  readonly recordHeader: 16 | 24;
}

const magics: ReadonlyMap<number, PcapMagic> = new Map([
  [0xa1b2c3d4, { littleEndian: false, unitNs: 1000, recordHeader: 16 }],
  [0xd4c3b2a1, { littleEndian: true, unitNs: 1000, recordHeader: 16 }],
  [0xa1b23c4d, { littleEndian: false, unitNs: 1, recordHeader: 16 }],
  [0x4d3cb2a1, { littleEndian: true, unitNs: 1, recordHeader: 16 }],
  [0xa1b2cd34, { littleEndian: false, unitNs: 1000, recordHeader: 24 }],
  [0x34cdb2a1, { littleEndian: true, unitNs: 1000, recordHeader: 24 }],
]);

const fileHeaderLength = 24;

/** What the first four bytes (read big-endian) say, or undefined where they are not of the classic format. */
export function pcapMagic(magic: number): PcapMagic | undefined {
  return magics.get(magic);
}

/** Reader of the classic pcap format (draft-ietf-opsawg-pcap): both byte orders, micro- and nanoseconds. */
export class PcapReader implements FormatReader {
  readonly #magic: PcapMagic;
  #started = false;
  #linkType = 0;
  #snapLength = 0;
  #number = 0;

  constructor(magic: PcapMagic) {
    this.#magic = magic;
  }

  step(queue: ByteQueue, items: CaptureItem[]): FormatStep {
    return this.#started ? this.#record(queue, items) : this.#header(queue, items);
  }

  #header(queue: ByteQueue, items: CaptureItem[]): FormatStep {
    const bytes = queue.peek(fileHeaderLength);
    if (bytes === undefined) return 'starved';
    const { littleEndian, unitNs } = this.#magic;
    const view = viewOf(bytes);
    const version = `${view.getUint16(4, littleEndian)}.${view.getUint16(6, littleEndian)}`;
    this.#snapLength = view.getUint32(16, littleEndian);
    // The upper bits tell the length of a frame check sequence at the end of each packet, which nothing here needs.
    this.#linkType = view.getUint32(20, littleEndian) & 0xffff;
    items.push({ kind: 'section', offset: 0, format: 'pcap', littleEndian, version, comments: [] });
    if (version !== '2.4') items.push(finding(4, 'pcap-version', `format version ${version}, expected 2.4`));
    items.push({
      kind: 'interface',
      offset: 0,
      id: 0,
      linkType: this.#linkType,
      snapLength: this.#snapLength,
      resolutionNs: unitNs,
      comments: [],
    });
    queue.skip(fileHeaderLength);
    this.#started = true;
    return 'more';
  }

  #record(queue: ByteQueue, items: CaptureItem[]): FormatStep {
    const { littleEndian, unitNs, recordHeader } = this.#magic;
    const header = queue.peek(recordHeader);
    if (header === undefined) return 'starved';
    const offset = queue.offset;
    const headerView = viewOf(header);
    const captured = headerView.getUint32(8, littleEndian);
    const original = headerView.getUint32(12, littleEndian);
    if (captured > maxPacketBytes) {
      const detail = `record ${this.#number + 1} claims ${captured} bytes, more than ${maxPacketBytes}`;
      items.push(finding(offset + 8, 'pcap-record-length', detail, true));
      return 'dead';
    }
    const record = queue.peek(recordHeader + captured);
    if (record === undefined) return 'starved';
    const seconds = headerView.getUint32(0, littleEndian);
    const fraction = headerView.getUint32(4, littleEndian);
    this.#number++;
    if (fraction * unitNs >= 1_000_000_000) {
      const detail = `packet ${this.#number}: sub-second part ${fraction} is a second or more`;
      items.push(finding(offset + 4, 'pcap-timestamp', detail));
    }
    if (captured > original) {
      const detail = `packet ${this.#number}: captured length ${captured} is over its original length ${original}`;
      items.push(finding(offset + 8, 'pcap-original-length', detail));
    }
    items.push({
      kind: 'packet',
      offset,
      number: this.#number,
      interfaceId: 0,
      linkType: this.#linkType,
      timestampNs: BigInt(seconds) * 1_000_000_000n + BigInt(fraction * unitNs),
      originalLength: original,
      data: record.subarray(recordHeader),
      comments: [],
    });
    queue.skip(recordHeader + captured);
    return 'more';
  }
}
