/**
 * V2G transfer protocol: the eight header bytes in front of every message on TCP and of every SDP datagram.
 * ISO 15118-2:2014, 7.8.3, table 9; ISO 15118-20:2022, 7.8.3; DIN SPEC 70121, 8.7.3.
 */

/** Payload types. `exi` and `sap` share a number: -2 and DIN send every EXI message with the number of the handshake. */
export const payloadTypes = {
  exi: 0x8001,
  sap: 0x8001,
  iso20Main: 0x8002,
  iso20Ac: 0x8003,
  iso20Dc: 0x8004,
  iso20Acdp: 0x8005,
  iso20Wpt: 0x8006,
  iso20ScheduleRenegotiation: 0x8101,
  iso20MeteringConfirmation: 0x8102,
  iso20AcdpSystemStatus: 0x8103,
  iso20ParkingStatus: 0x8104,
  sdpRequest: 0x9000,
  sdpResponse: 0x9001,
  sdpRequestWireless: 0x9002,
  sdpResponseWireless: 0x9003,
} as const;

export const v2gtpHeaderLength = 8;
export const v2gtpVersion = 0x01;
export const v2gtpInverseVersion = 0xfe;

/** One rule that a frame breaks. `offset` counts bytes from the start of what was decoded. */
export interface FrameViolation {
  readonly offset: number;
  /** Stable name of the rule, e.g. `v2gtp-version`. */
  readonly rule: string;
  readonly detail: string;
}

export interface V2gtpHeader {
  /** 0..0xffff; undefined where fewer than four bytes are there. */
  readonly payloadType: number | undefined;
  /** Payload length in bytes as the header claims it, 0..2^32-1; undefined where fewer than eight bytes are there. */
  readonly length: number | undefined;
  readonly violations: readonly FrameViolation[];
}

/** Ways to break the header on purpose. */
export interface V2gtpFaults {
  /** First byte instead of 0x01. */
  readonly version?: number;
  /** Second byte instead of 0xFE. */
  readonly inverseVersion?: number;
  /** Length field instead of the payload's true length. */
  readonly length?: number;
}

const names: Readonly<Record<number, string>> = {
  32769: 'EXI message',
  32770: 'ISO 15118-20 main stream',
  32771: 'ISO 15118-20 AC main stream',
  32772: 'ISO 15118-20 DC main stream',
  32773: 'ISO 15118-20 ACDP main stream',
  32774: 'ISO 15118-20 WPT main stream',
  33025: 'ISO 15118-20 schedule renegotiation',
  33026: 'ISO 15118-20 metering confirmation',
  33027: 'ISO 15118-20 ACDP system status',
  33028: 'ISO 15118-20 parking status',
  36864: 'SDP request',
  36865: 'SDP response',
  36866: 'SDP request (wireless)',
  36867: 'SDP response (wireless)',
};

/** Words for a payload type; `undefined` for reserved and manufacturer numbers. */
export function payloadTypeName(payloadType: number): string | undefined {
  return names[payloadType];
}

/**
 * Header and payload in one buffer.
 * @param payloadType 0..0xffff
 * @param faults breaks the header on purpose; each value is cut to the width of its field
 */
export function encodeV2gtp(payloadType: number, payload: Uint8Array, faults: V2gtpFaults = {}): Uint8Array {
  const frame = new Uint8Array(v2gtpHeaderLength + payload.length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, faults.version ?? v2gtpVersion);
  view.setUint8(1, faults.inverseVersion ?? v2gtpInverseVersion);
  view.setUint16(2, payloadType);
  view.setUint32(4, faults.length ?? payload.length);
  frame.set(payload, v2gtpHeaderLength);
  return frame;
}

/** Reads the header at the start of `bytes`; what it breaks is in `violations`. Never throws. */
export function decodeV2gtpHeader(bytes: Uint8Array): V2gtpHeader {
  const violations: FrameViolation[] = [];
  const version = bytes[0];
  const inverse = bytes[1];
  if (bytes.length < v2gtpHeaderLength) {
    const detail = `${bytes.length} bytes are there, the header has ${v2gtpHeaderLength}`;
    violations.push({ offset: bytes.length, rule: 'v2gtp-header-truncated', detail });
  }
  if (version !== undefined && version !== v2gtpVersion) {
    const detail = `protocol version ${hexByte(version)}, expected 0x01`;
    violations.push({ offset: 0, rule: 'v2gtp-version', detail });
  }
  if (inverse !== undefined && inverse !== v2gtpInverseVersion) {
    const detail = `inverse protocol version ${hexByte(inverse)}, expected 0xFE`;
    violations.push({ offset: 1, rule: 'v2gtp-inverse-version', detail });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const payloadType = bytes.length >= 4 ? view.getUint16(2) : undefined;
  const length = bytes.length >= v2gtpHeaderLength ? view.getUint32(4) : undefined;
  if (payloadType !== undefined && names[payloadType] === undefined && payloadType < 0xa000) {
    const detail = `payload type 0x${payloadType.toString(16).toUpperCase().padStart(4, '0')} is reserved`;
    violations.push({ offset: 2, rule: 'v2gtp-payload-type', detail });
  }
  return { payloadType, length, violations };
}

function hexByte(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(2, '0')}`;
}
