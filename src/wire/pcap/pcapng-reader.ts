import type { ByteQueue } from './byte-queue.js';
import type { CaptureItem } from './capture-item.js';
import { type FormatReader, type FormatStep, finding, maxBlockBytes, viewOf } from './format-reader.js';
import { blockTypes, byteOrderMagic } from './pcapng-blocks.js';
import { optionCodes, optionCount, optionText, type PcapngOptions, readOptions } from './pcapng-options.js';
import { type TimestampScale, timestampScale } from './timestamp-resolution.js';

interface KnownInterface {
  readonly linkType: number;
  readonly snapLength: number;
  readonly scale: TimestampScale;
}

/** One block without its frame: the body between the two length fields. */
interface Block {
  readonly type: number;
  readonly offset: number;
  readonly body: Uint8Array;
  readonly view: DataView;
}

/** Reader of pcapng (draft-ietf-opsawg-pcapng): several sections, both byte orders, any timestamp resolution. */
export class PcapngReader implements FormatReader {
  #littleEndian = false;
  #interfaces: KnownInterface[] = [];
  #number = 0;

  step(queue: ByteQueue, items: CaptureItem[]): FormatStep {
    const head = queue.peek(12);
    if (head === undefined) return 'starved';
    const offset = queue.offset;
    const headView = viewOf(head);
    if (headView.getUint32(0, false) === blockTypes.sectionHeader) {
      const order = headView.getUint32(8, true);
      if (order === byteOrderMagic) this.#littleEndian = true;
      else if (headView.getUint32(8, false) === byteOrderMagic) this.#littleEndian = false;
      else {
        const detail = `byte-order magic 0x${order.toString(16)} is neither 1a2b3c4d nor 4d3c2b1a`;
        items.push(finding(offset + 8, 'pcapng-byte-order', detail, true));
        return 'dead';
      }
    }
    const type = headView.getUint32(0, this.#littleEndian);
    const length = headView.getUint32(4, this.#littleEndian);
    if (length < 12 || length % 4 !== 0 || length > maxBlockBytes) {
      const detail = `block type 0x${type.toString(16)} claims ${length} bytes; allowed are multiples of 4 from 12 to ${maxBlockBytes}`;
      items.push(finding(offset + 4, 'pcapng-block-length', detail, true));
      return 'dead';
    }
    const bytes = queue.peek(length);
    if (bytes === undefined) return 'starved';
    const trailing = viewOf(bytes).getUint32(length - 4, this.#littleEndian);
    if (trailing !== length) {
      const detail = `block starts with length ${length} and ends with ${trailing}`;
      items.push(finding(offset + length - 4, 'pcapng-block-trailer', detail));
    }
    const body = bytes.subarray(8, length - 4);
    this.#block({ type, offset, body, view: viewOf(body) }, items);
    queue.skip(length);
    return 'more';
  }

  #block(block: Block, items: CaptureItem[]): void {
    switch (block.type) {
      case blockTypes.sectionHeader:
        this.#section(block, items);
        break;
      case blockTypes.interfaceDescription:
        this.#interface(block, items);
        break;
      case blockTypes.enhancedPacket:
        this.#enhancedPacket(block, items);
        break;
      case blockTypes.packet:
        this.#oldPacket(block, items);
        break;
      case blockTypes.simplePacket:
        this.#simplePacket(block, items);
        break;
      case blockTypes.interfaceStatistics:
        this.#statistics(block, items);
        break;
      case blockTypes.decryptionSecrets:
        this.#secrets(block, items);
        break;
      default:
        // Name resolution, custom and unknown blocks: to be skipped (section 3.1 of the draft).
        break;
    }
  }

  #section(block: Block, items: CaptureItem[]): void {
    if (!this.#holds(block, 16, items)) return;
    const { view, offset } = block;
    this.#interfaces = [];
    const version = `${view.getUint16(4, this.#littleEndian)}.${view.getUint16(6, this.#littleEndian)}`;
    const options = this.#options(block, 16, items);
    const hardware = optionText(options, optionCodes.sectionHardware);
    const os = optionText(options, optionCodes.sectionOs);
    const application = optionText(options, optionCodes.sectionApplication);
    items.push({
      kind: 'section',
      offset,
      format: 'pcapng',
      littleEndian: this.#littleEndian,
      version,
      ...(hardware === undefined ? {} : { hardware }),
      ...(os === undefined ? {} : { os }),
      ...(application === undefined ? {} : { application }),
      comments: options.comments,
    });
    // 1.2 is written by some tools and is to be read as 1.0.
    if (version !== '1.0' && version !== '1.2') {
      items.push(finding(offset + 12, 'pcapng-version', `format version ${version}, expected 1.0`));
    }
  }

  #interface(block: Block, items: CaptureItem[]): void {
    if (!this.#holds(block, 8, items)) return;
    const { view, offset } = block;
    const options = this.#options(block, 8, items);
    const shift = options.values.get(optionCodes.interfaceOffset);
    const shiftSeconds = shift?.length === 8 ? viewOf(shift).getBigInt64(0, this.#littleEndian) : 0n;
    const scale = timestampScale(options.values.get(optionCodes.interfaceResolution)?.[0], shiftSeconds);
    const linkType = view.getUint16(0, this.#littleEndian);
    const snapLength = view.getUint32(4, this.#littleEndian);
    const id = this.#interfaces.length;
    this.#interfaces.push({ linkType, snapLength, scale });
    const name = optionText(options, optionCodes.interfaceName);
    const description = optionText(options, optionCodes.interfaceDescription);
    items.push({
      kind: 'interface',
      offset,
      id,
      linkType,
      snapLength,
      ...(name === undefined ? {} : { name }),
      ...(description === undefined ? {} : { description }),
      resolutionNs: scale.resolutionNs,
      comments: options.comments,
    });
  }

  #enhancedPacket(block: Block, items: CaptureItem[]): void {
    if (!this.#holds(block, 20, items)) return;
    const id = block.view.getUint32(0, this.#littleEndian);
    this.#timedPacket(block, id, 4, undefined, items);
  }

  #oldPacket(block: Block, items: CaptureItem[]): void {
    if (!this.#holds(block, 20, items)) return;
    const id = block.view.getUint16(0, this.#littleEndian);
    const drops = block.view.getUint16(2, this.#littleEndian);
    this.#timedPacket(block, id, 4, drops === 0xffff ? undefined : drops, items);
  }

  /** Both packet blocks go on alike from the timestamp: high, low, captured length, original length, data, options. */
  #timedPacket(block: Block, id: number, at: number, drops: number | undefined, items: CaptureItem[]): void {
    const { view, offset, body } = block;
    const captured = view.getUint32(at + 8, this.#littleEndian);
    const originalLength = view.getUint32(at + 12, this.#littleEndian);
    const start = at + 16;
    const known = this.#interfaceOf(id, offset, items);
    if (known === undefined) return;
    if (captured > body.length - start) {
      const detail = `packet ${this.#number} claims ${captured} bytes, its block holds ${body.length - start}`;
      items.push(finding(offset + 8 + at + 8, 'pcapng-packet-length', detail));
      return;
    }
    const ticks =
      (BigInt(view.getUint32(at, this.#littleEndian)) << 32n) | BigInt(view.getUint32(at + 4, this.#littleEndian));
    const options = this.#options(block, start + ((captured + 3) & ~3), items);
    const dropCount = drops ?? optionCount(options, optionCodes.packetDropCount, this.#littleEndian);
    items.push({
      kind: 'packet',
      offset,
      number: this.#number,
      interfaceId: id,
      linkType: known.linkType,
      timestampNs: known.scale.toNs(ticks),
      originalLength,
      data: body.subarray(start, start + captured),
      comments: options.comments,
      ...(dropCount === undefined ? {} : { dropCount }),
    });
  }

  #simplePacket(block: Block, items: CaptureItem[]): void {
    if (!this.#holds(block, 4, items)) return;
    const { view, offset, body } = block;
    const known = this.#interfaceOf(0, offset, items);
    if (known === undefined) return;
    const originalLength = view.getUint32(0, this.#littleEndian);
    const limit = known.snapLength === 0 ? body.length - 4 : Math.min(known.snapLength, body.length - 4);
    items.push({
      kind: 'packet',
      offset,
      number: this.#number,
      interfaceId: 0,
      linkType: known.linkType,
      timestampNs: undefined,
      originalLength,
      data: body.subarray(4, 4 + Math.min(originalLength, limit)),
      comments: [],
    });
  }

  #statistics(block: Block, items: CaptureItem[]): void {
    if (!this.#holds(block, 12, items)) return;
    const options = this.#options(block, 12, items);
    const count = (code: number): number | undefined => optionCount(options, code, this.#littleEndian);
    const received = count(optionCodes.statisticsReceived);
    const interfaceDropped = count(optionCodes.statisticsInterfaceDropped);
    const accepted = count(optionCodes.statisticsAccepted);
    const osDropped = count(optionCodes.statisticsOsDropped);
    const delivered = count(optionCodes.statisticsDelivered);
    items.push({
      kind: 'statistics',
      offset: block.offset,
      interfaceId: block.view.getUint32(0, this.#littleEndian),
      ...(received === undefined ? {} : { received }),
      ...(interfaceDropped === undefined ? {} : { interfaceDropped }),
      ...(accepted === undefined ? {} : { accepted }),
      ...(osDropped === undefined ? {} : { osDropped }),
      ...(delivered === undefined ? {} : { delivered }),
    });
  }

  #secrets(block: Block, items: CaptureItem[]): void {
    if (!this.#holds(block, 8, items)) return;
    const { view, offset, body } = block;
    const length = view.getUint32(4, this.#littleEndian);
    if (length > body.length - 8) {
      const detail = `secrets claim ${length} bytes, their block holds ${body.length - 8}`;
      items.push(finding(offset + 12, 'pcapng-secrets-length', detail));
    }
    items.push({
      kind: 'secrets',
      offset,
      type: view.getUint32(0, this.#littleEndian),
      data: body.slice(8, 8 + length),
    });
  }

  /** Counts the packet, so that numbers agree with Wireshark's even where a packet cannot be read. */
  #interfaceOf(id: number, offset: number, items: CaptureItem[]): KnownInterface | undefined {
    this.#number++;
    const known = this.#interfaces[id];
    if (known === undefined) {
      const detail = `packet ${this.#number} names interface ${id}, its section describes ${this.#interfaces.length}`;
      items.push(finding(offset + 8, 'pcapng-interface', detail));
    }
    return known;
  }

  #holds(block: Block, length: number, items: CaptureItem[]): boolean {
    if (block.body.length >= length) return true;
    const detail = `block type 0x${block.type.toString(16)} has ${block.body.length} bytes, its fixed fields take ${length}`;
    items.push(finding(block.offset, 'pcapng-block-short', detail));
    return false;
  }

  #options(block: Block, at: number, items: CaptureItem[]): PcapngOptions {
    const options = readOptions(block.body.subarray(Math.min(at, block.body.length)), this.#littleEndian);
    if (options.brokenAt !== undefined) {
      items.push(finding(block.offset + 8 + at + options.brokenAt, 'pcapng-option', 'an option runs over its block'));
    }
    return options;
  }
}
