import { ByteSpans } from '../http/byte-spans.js';
import type { PacketOrigin, StreamPiece } from '../net/tcp-half.js';

/** One application data unit of Modbus TCP (MODBUS Messaging on TCP/IP 1.0b, 3.1.3). */
export interface ModbusFrame {
  readonly transaction: number;
  readonly unit: number;
  /** Function code as sent; above 127 an exception. */
  readonly code: number;
  /** What follows the function code. */
  readonly data: Uint8Array;
  readonly first: PacketOrigin;
  readonly last: PacketOrigin;
}

const headerLength = 7;
/** Unit, function code and 252 bytes (4.1 of the application protocol, 253 bytes of PDU). */
const longestLength = 254;
const functions = new Set([1, 2, 3, 4, 5, 6, 7, 8, 11, 12, 15, 16, 17, 20, 21, 22, 23, 24, 43]);

/** Whether bytes begin like a request of Modbus TCP; `undefined`: too few to tell. */
export function looksLikeModbus(bytes: Uint8Array): boolean | undefined {
  if (bytes.length < headerLength + 1) return undefined;
  const length = ((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0);
  const protocol = ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0);
  return protocol === 0 && length >= 2 && length <= longestLength && functions.has((bytes[7] ?? 0) & 0x7f);
}

/** Cuts one direction of a Modbus TCP connection into frames. Bytes that are none end it: nothing finds the next start. */
export class ModbusFrames {
  readonly #queue = new ByteSpans();
  /** False once bytes came that are no frame, or bytes are missing. */
  readable = true;

  push(piece: StreamPiece): ModbusFrame[] {
    const out: ModbusFrame[] = [];
    if (piece.kind === 'gap') this.readable = false;
    if (!this.readable || piece.kind === 'gap') return out;
    this.#queue.append(piece.bytes, piece.origin);
    for (let frame = this.#next(); frame !== undefined; frame = this.#next()) out.push(frame);
    return out;
  }

  #next(): ModbusFrame | undefined {
    const { bytes } = this.#queue;
    const looks = looksLikeModbus(bytes);
    if (looks !== true) {
      if (looks === false) this.readable = false;
      return undefined;
    }
    const size = 6 + (((bytes[4] ?? 0) << 8) | (bytes[5] ?? 0));
    if (bytes.length < size) return undefined;
    const first = this.#queue.originAt(0);
    const last = this.#queue.originAt(size - 1);
    const frame = this.#queue.take(size);
    if (first === undefined || last === undefined) return undefined;
    const transaction = ((frame[0] ?? 0) << 8) | (frame[1] ?? 0);
    return { transaction, unit: frame[6]!, code: frame[7]!, data: frame.slice(8), first, last };
  }
}

/** Registers or coils that a request writes. */
export interface ModbusWrite {
  readonly address: number;
  /** 16-bit values; coils as 0 and 1. */
  readonly values: readonly number[];
}

/** What a request writes (functions 5, 6, 15, 16, 22, 23); `undefined` where it only reads, or is cut short. */
export function modbusWrite({ code, data }: Pick<ModbusFrame, 'code' | 'data'>): ModbusWrite | undefined {
  const word = (at: number) => ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
  const words = (at: number, count: number) => Array.from({ length: count }, (_, i) => word(at + 2 * i));
  switch (code) {
    case 5:
      return data.length < 4 ? undefined : { address: word(0), values: [word(2) === 0xff00 ? 1 : 0] };
    case 6:
      return data.length < 4 ? undefined : { address: word(0), values: [word(2)] };
    case 15: {
      const count = word(2);
      if (data.length < 5 + Math.ceil(count / 8)) return undefined;
      const bit = (i: number) => ((data[5 + (i >> 3)] ?? 0) >> (i & 7)) & 1;
      return { address: word(0), values: Array.from({ length: count }, (_, i) => bit(i)) };
    }
    case 16:
      return data.length < 5 + 2 * word(2) ? undefined : { address: word(0), values: words(5, word(2)) };
    case 22:
      return data.length < 6 ? undefined : { address: word(0), values: words(2, 2) };
    case 23:
      return data.length < 9 + 2 * word(6) ? undefined : { address: word(4), values: words(9, word(6)) };
    default:
      return undefined;
  }
}
