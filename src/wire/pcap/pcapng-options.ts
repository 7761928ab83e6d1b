import { viewOf } from './format-reader.js';

/** Option codes (draft-ietf-opsawg-pcapng, section 3.5 and the blocks' own tables). */
export const optionCodes = {
  end: 0,
  comment: 1,
  sectionHardware: 2,
  sectionOs: 3,
  sectionApplication: 4,
  interfaceName: 2,
  interfaceDescription: 3,
  interfaceResolution: 9,
  interfaceOffset: 14,
  packetDropCount: 4,
  statisticsReceived: 4,
  statisticsInterfaceDropped: 5,
  statisticsAccepted: 6,
  statisticsOsDropped: 7,
  statisticsDelivered: 8,
} as const;

export interface PcapngOptions {
  /** First value of each code. */
  readonly values: ReadonlyMap<number, Uint8Array>;
  readonly comments: readonly string[];
  /** Where the list breaks off, relative to its start; undefined where it is whole. */
  readonly brokenAt: number | undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: false });
const none: PcapngOptions = { values: new Map(), comments: [], brokenAt: undefined };

/** Reads an option list: code u16, length u16, value padded to four bytes, until code 0 or the end. Never throws. */
export function readOptions(bytes: Uint8Array, littleEndian: boolean): PcapngOptions {
  if (bytes.length === 0) return none;
  const view = viewOf(bytes);
  const values = new Map<number, Uint8Array>();
  const comments: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    if (at + 4 > bytes.length) return { values, comments, brokenAt: at };
    const code = view.getUint16(at, littleEndian);
    const length = view.getUint16(at + 2, littleEndian);
    if (code === optionCodes.end) break;
    if (at + 4 + length > bytes.length) return { values, comments, brokenAt: at };
    const value = bytes.subarray(at + 4, at + 4 + length);
    if (code === optionCodes.comment) comments.push(utf8.decode(value));
    else if (!values.has(code)) values.set(code, value.slice());
    at += 4 + ((length + 3) & ~3);
  }
  return { values, comments, brokenAt: undefined };
}

/** Text of an option, without the zero bytes that some writers append. */
export function optionText(options: PcapngOptions, code: number): string | undefined {
  const value = options.values.get(code);
  return value === undefined ? undefined : utf8.decode(value).replaceAll('\0', '');
}

/** Unsigned 64-bit option as a number (exact below 2^53). */
export function optionCount(options: PcapngOptions, code: number, littleEndian: boolean): number | undefined {
  const value = options.values.get(code);
  if (value === undefined || value.length < 8) return undefined;
  return Number(viewOf(value).getBigUint64(0, littleEndian));
}
