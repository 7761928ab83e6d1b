// Test packets of the Simple Two-way Active Measurement Protocol: RFC 8762 clauses 4.2.1 (sender) and 4.3.1 (reflector),
// unauthenticated mode, with the session identifier of RFC 8972 clause 3 in bytes that the former leaves zero.

/** UDP port registered for STAMP. */
export const stampPort = 862;
/** Length of an unauthenticated test packet of either side, bytes; longer ones are padded. */
export const stampLength = 44;

/** RFC 8762 clause 4.2.1, "Error Estimate": quality of the clock behind a time stamp. */
export interface ErrorEstimate {
  /** S: the clock is synchronised to UTC by an external source. */
  readonly synchronised: boolean;
  /** Z: false = NTP 32.32 format, true = truncated PTPv2. */
  readonly ptp: boolean;
  /** 0..63; the error is multiplier * 2^-32 * 2^scale seconds. */
  readonly scale: number;
  /** 1..255. */
  readonly multiplier: number;
}

export interface SenderPacket {
  readonly sequence: number;
  /** Wall clock, ns since 1970. */
  readonly timestamp: bigint;
  readonly error: ErrorEstimate;
  readonly ssid: number;
}

export interface ReflectorPacket {
  /** Counter of the reflector, one a packet it received in this session (stateful mode, RFC 8762 clause 4). */
  readonly sequence: number;
  /** T3, when the reflector sent, ns since 1970. */
  readonly timestamp: bigint;
  readonly error: ErrorEstimate;
  readonly ssid: number;
  /** T2, when the reflector received, ns since 1970. */
  readonly receiveTimestamp: bigint;
  readonly senderSequence: number;
  readonly senderTimestamp: bigint;
  readonly senderError: ErrorEstimate;
  readonly senderTtl: number;
}

/** Seconds from 1900 (NTP era 0) to 1970. */
const ntpOffset = 2_208_988_800n;
const second = 1_000_000_000n;

function writeTime(view: DataView, offset: number, ns: bigint, ptp: boolean): void {
  const seconds = ns / second + (ptp ? 0n : ntpOffset);
  const rest = ns % second;
  view.setUint32(offset, Number(seconds & 0xffffffffn));
  // NTP counts 2^-32 s, rounded up so that reading it back gives the same nanosecond.
  view.setUint32(offset + 4, Number(ptp ? rest : ((rest << 32n) + second - 1n) / second));
}

function readTime(view: DataView, offset: number, ptp: boolean): bigint {
  const seconds = BigInt(view.getUint32(offset));
  const rest = BigInt(view.getUint32(offset + 4));
  if (ptp) return seconds * second + rest;
  // RFC 2030 clause 3: a most significant bit of 0 means the era that begins in 2036.
  const era = seconds < 0x80000000n ? 1n << 32n : 0n;
  return (seconds + era - ntpOffset) * second + ((rest * second) >> 32n);
}

function errorBits(error: ErrorEstimate): number {
  return (
    (error.synchronised ? 0x8000 : 0) |
    (error.ptp ? 0x4000 : 0) |
    ((error.scale & 0x3f) << 8) |
    (error.multiplier & 0xff)
  );
}

function readError(bits: number): ErrorEstimate {
  return {
    synchronised: (bits & 0x8000) !== 0,
    ptp: (bits & 0x4000) !== 0,
    scale: (bits >> 8) & 0x3f,
    multiplier: bits & 0xff,
  };
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @param length whole length in bytes, 44 or more; the rest is zero padding */
export function encodeSender(packet: SenderPacket, length = stampLength): Uint8Array {
  const bytes = new Uint8Array(Math.max(stampLength, length));
  const view = viewOf(bytes);
  view.setUint32(0, packet.sequence);
  writeTime(view, 4, packet.timestamp, packet.error.ptp);
  view.setUint16(12, errorBits(packet.error));
  view.setUint16(14, packet.ssid);
  return bytes;
}

/** Reads a sender's packet; `undefined` when it is too short or its error estimate is invalid (multiplier 0). */
export function decodeSender(bytes: Uint8Array): SenderPacket | undefined {
  if (bytes.length < stampLength) return undefined;
  const view = viewOf(bytes);
  const error = readError(view.getUint16(12));
  if (error.multiplier === 0) return undefined;
  return { sequence: view.getUint32(0), timestamp: readTime(view, 4, error.ptp), error, ssid: view.getUint16(14) };
}

/** @param length whole length in bytes; a reflector answers with the length it received (RFC 8762 clause 4.3) */
export function encodeReflector(packet: ReflectorPacket, length = stampLength): Uint8Array {
  // The first 16 bytes are laid out as in the sender's packet.
  const bytes = encodeSender(packet, length);
  const view = viewOf(bytes);
  writeTime(view, 16, packet.receiveTimestamp, packet.error.ptp);
  view.setUint32(24, packet.senderSequence);
  writeTime(view, 28, packet.senderTimestamp, packet.senderError.ptp);
  view.setUint16(36, errorBits(packet.senderError));
  view.setUint8(40, packet.senderTtl);
  return bytes;
}

/** Reads a reflector's packet; `undefined` as for `decodeSender`. */
export function decodeReflector(bytes: Uint8Array): ReflectorPacket | undefined {
  if (bytes.length < stampLength) return undefined;
  const view = viewOf(bytes);
  const error = readError(view.getUint16(12));
  const senderError = readError(view.getUint16(36));
  if (error.multiplier === 0) return undefined;
  return {
    sequence: view.getUint32(0),
    timestamp: readTime(view, 4, error.ptp),
    error,
    ssid: view.getUint16(14),
    receiveTimestamp: readTime(view, 16, error.ptp),
    senderSequence: view.getUint32(24),
    senderTimestamp: readTime(view, 28, senderError.ptp),
    senderError,
    senderTtl: view.getUint8(40),
  };
}
