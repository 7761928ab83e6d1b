import type { PacketToWrite } from './pcap-writer.js';
import { blockTypes, byteOrderMagic } from './pcapng-blocks.js';
import { optionCodes } from './pcapng-options.js';

export interface InterfaceToWrite {
  readonly linkType: number;
  readonly name?: string;
  readonly description?: string;
  /** Default 262144. */
  readonly snapLength?: number;
}

export interface PcapngPacketToWrite extends PacketToWrite {
  /** Number of the interface block, default 0. */
  readonly interfaceId?: number;
  readonly comments?: readonly string[];
}

export interface StatisticsToWrite {
  readonly interfaceId?: number;
  readonly timestampNs: bigint;
  readonly received?: number;
  readonly osDropped?: number;
}

type Option = readonly [code: number, value: Uint8Array];

const nanosecondResolution = 9;
const utf8 = new TextEncoder();

/** Makes the blocks of a pcapng file with nanosecond timestamps. */
export class PcapngWriter {
  readonly #littleEndian: boolean;

  constructor(littleEndian = true) {
    this.#littleEndian = littleEndian;
  }

  sectionHeader(facts: { readonly application?: string; readonly comments?: readonly string[] } = {}): Uint8Array {
    const fixed = new Uint8Array(16);
    const view = new DataView(fixed.buffer);
    view.setUint32(0, byteOrderMagic, this.#littleEndian);
    view.setUint16(4, 1, this.#littleEndian);
    // Section length -1: not known beforehand.
    view.setBigInt64(8, -1n, this.#littleEndian);
    const options = [...texts(optionCodes.sectionApplication, facts.application), ...commentOptions(facts.comments)];
    return this.#block(blockTypes.sectionHeader, [fixed, this.#options(options)]);
  }

  interfaceBlock(described: InterfaceToWrite): Uint8Array {
    const fixed = new Uint8Array(8);
    const view = new DataView(fixed.buffer);
    view.setUint16(0, described.linkType, this.#littleEndian);
    view.setUint32(4, described.snapLength ?? 262144, this.#littleEndian);
    const options: Option[] = [
      ...texts(optionCodes.interfaceName, described.name),
      ...texts(optionCodes.interfaceDescription, described.description),
      [optionCodes.interfaceResolution, Uint8Array.of(nanosecondResolution)],
    ];
    return this.#block(blockTypes.interfaceDescription, [fixed, this.#options(options)]);
  }

  packet(packet: PcapngPacketToWrite): Uint8Array {
    const fixed = new Uint8Array(20);
    const view = new DataView(fixed.buffer);
    view.setUint32(0, packet.interfaceId ?? 0, this.#littleEndian);
    view.setUint32(4, Number((packet.timestampNs >> 32n) & 0xffffffffn), this.#littleEndian);
    view.setUint32(8, Number(packet.timestampNs & 0xffffffffn), this.#littleEndian);
    view.setUint32(12, packet.data.length, this.#littleEndian);
    view.setUint32(16, packet.originalLength ?? packet.data.length, this.#littleEndian);
    const options = this.#options(commentOptions(packet.comments));
    return this.#block(blockTypes.enhancedPacket, [fixed, padded(packet.data), options]);
  }

  /** A decryption-secrets block; it must stand before the packets that it opens. */
  secrets(type: number, data: Uint8Array): Uint8Array {
    const fixed = new Uint8Array(8);
    const view = new DataView(fixed.buffer);
    view.setUint32(0, type, this.#littleEndian);
    view.setUint32(4, data.length, this.#littleEndian);
    return this.#block(blockTypes.decryptionSecrets, [fixed, padded(data)]);
  }

  statistics(counted: StatisticsToWrite): Uint8Array {
    const fixed = new Uint8Array(12);
    const view = new DataView(fixed.buffer);
    view.setUint32(0, counted.interfaceId ?? 0, this.#littleEndian);
    view.setUint32(4, Number((counted.timestampNs >> 32n) & 0xffffffffn), this.#littleEndian);
    view.setUint32(8, Number(counted.timestampNs & 0xffffffffn), this.#littleEndian);
    const options = [
      ...this.#count(optionCodes.statisticsReceived, counted.received),
      ...this.#count(optionCodes.statisticsOsDropped, counted.osDropped),
    ];
    return this.#block(blockTypes.interfaceStatistics, [fixed, this.#options(options)]);
  }

  #count(code: number, value: number | undefined): Option[] {
    if (value === undefined) return [];
    const bytes = new Uint8Array(8);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(value), this.#littleEndian);
    return [[code, bytes]];
  }

  #options(options: readonly Option[]): Uint8Array {
    if (options.length === 0) return new Uint8Array(0);
    const parts = options.map(([code, value]) => joined([this.#optionHead(code, value.length), padded(value)]));
    return joined([...parts, this.#optionHead(optionCodes.end, 0)]);
  }

  #optionHead(code: number, length: number): Uint8Array {
    const head = new Uint8Array(4);
    const view = new DataView(head.buffer);
    view.setUint16(0, code, this.#littleEndian);
    view.setUint16(2, length, this.#littleEndian);
    return head;
  }

  #block(type: number, parts: readonly Uint8Array[]): Uint8Array {
    const length = 12 + parts.reduce((sum, part) => sum + part.length, 0);
    const block = new Uint8Array(length);
    const view = new DataView(block.buffer);
    view.setUint32(0, type, this.#littleEndian);
    view.setUint32(4, length, this.#littleEndian);
    block.set(joined(parts), 8);
    view.setUint32(length - 4, length, this.#littleEndian);
    return block;
  }
}

function texts(code: number, text: string | undefined): Option[] {
  return text === undefined ? [] : [[code, utf8.encode(text)]];
}

function commentOptions(comments: readonly string[] = []): Option[] {
  return comments.flatMap((comment) => texts(optionCodes.comment, comment));
}

function padded(bytes: Uint8Array): Uint8Array {
  if (bytes.length % 4 === 0) return bytes;
  const result = new Uint8Array((bytes.length + 3) & ~3);
  result.set(bytes);
  return result;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}
