/**
 * SECC discovery protocol payloads. ISO 15118-2:2014, 7.10.1, tables 13 to 16; ISO 15118-20:2022, 7.10.1.
 * The functions here handle the payload only; `encodeV2gtp(payloadTypes.sdpRequest, ...)` puts the header in front.
 */
import type { FrameViolation } from './v2gtp.js';

/** UDP port that an SECC listens on ([V2G2-142]). */
export const sdpPort = 15118;
/** Link-local all-nodes address that requests go to ([V2G2-137]). */
export const sdpMulticast = 'ff02::1';

export type SdpSecurity = 'tls' | 'none';
export type SdpTransport = 'tcp' | 'udp';

/** `unknown` with the byte where the code is reserved; on encoding any byte may be given as a number to break the rule. */
export type SdpSecurityCode = SdpSecurity | number;
export type SdpTransportCode = SdpTransport | number;

export interface SdpRequest {
  readonly security: SdpSecurityCode;
  readonly transport: SdpTransportCode;
}

export interface SdpResponse extends SdpRequest {
  /** IPv6 address of the SECC, 16 bytes in network order. */
  readonly address: Uint8Array;
  /** TCP port of the SECC, 0..65535; the standard wants 49152..65535 ([V2G2-060] and table 6). */
  readonly port: number;
}

export interface SdpDecoded<T> {
  /** Undefined where too few bytes are there to tell. */
  readonly value: T | undefined;
  readonly violations: readonly FrameViolation[];
}

const securityBytes: Readonly<Record<SdpSecurity, number>> = { tls: 0x00, none: 0x10 };
const transportBytes: Readonly<Record<SdpTransport, number>> = { tcp: 0x00, udp: 0x10 };
const requestLength = 2;
const responseLength = 20;

/** Two bytes: security, transport protocol. */
export function encodeSdpRequest(request: SdpRequest): Uint8Array {
  return Uint8Array.of(securityByte(request.security), transportByte(request.transport));
}

/**
 * Twenty bytes: address, port, security, transport protocol.
 * @throws RangeError where the address has not 16 bytes: that is a fault of the caller, not of the wire
 */
export function encodeSdpResponse(response: SdpResponse): Uint8Array {
  if (response.address.length !== 16)
    throw new RangeError(`an IPv6 address has 16 bytes, got ${response.address.length}`);
  const payload = new Uint8Array(responseLength);
  payload.set(response.address, 0);
  payload[16] = (response.port >> 8) & 0xff;
  payload[17] = response.port & 0xff;
  payload[18] = securityByte(response.security);
  payload[19] = transportByte(response.transport);
  return payload;
}

/** Reads the payload of an SDP request. Never throws. */
export function decodeSdpRequest(payload: Uint8Array): SdpDecoded<SdpRequest> {
  const violations = checkLength(payload, requestLength, 'sdp-request-length');
  const security = payload[0];
  const transport = payload[1];
  if (security === undefined || transport === undefined) return { value: undefined, violations };
  return { value: readOptions(security, transport, 0, violations), violations };
}

/** Reads the payload of an SDP response. Never throws. */
export function decodeSdpResponse(payload: Uint8Array): SdpDecoded<SdpResponse> {
  const violations = checkLength(payload, responseLength, 'sdp-response-length');
  const security = payload[18];
  const transport = payload[19];
  if (security === undefined || transport === undefined) return { value: undefined, violations };
  const address = payload.slice(0, 16);
  const port = (payload[16]! << 8) | payload[17]!;
  if (!(address[0] === 0xfe && (address[1]! & 0xc0) === 0x80)) {
    violations.push({ offset: 0, rule: 'sdp-address', detail: 'the SECC address is not link-local (fe80::/10)' });
  }
  if (port < 49152) {
    const detail = `port ${port} is outside the dynamic range 49152..65535`;
    violations.push({ offset: 16, rule: 'sdp-port', detail });
  }
  return { value: { address, port, ...readOptions(security, transport, 18, violations) }, violations };
}

function readOptions(security: number, transport: number, offset: number, violations: FrameViolation[]): SdpRequest {
  const securityCode = security === 0x00 ? 'tls' : security === 0x10 ? 'none' : security;
  const transportCode = transport === 0x00 ? 'tcp' : transport === 0x10 ? 'udp' : transport;
  if (typeof securityCode === 'number') {
    violations.push({ offset, rule: 'sdp-security', detail: `security code 0x${security.toString(16)} is reserved` });
  }
  if (transportCode !== 'tcp') {
    const detail = `transport protocol 0x${transport.toString(16).padStart(2, '0')} is reserved, only TCP (0x00) is allowed`;
    violations.push({ offset: offset + 1, rule: 'sdp-transport', detail });
  }
  return { security: securityCode, transport: transportCode };
}

function checkLength(payload: Uint8Array, expected: number, rule: string): FrameViolation[] {
  if (payload.length === expected) return [];
  const detail = `the payload has ${payload.length} bytes, expected ${expected}`;
  return [{ offset: Math.min(payload.length, expected), rule, detail }];
}

function securityByte(code: SdpSecurityCode): number {
  return typeof code === 'number' ? code & 0xff : securityBytes[code];
}

function transportByte(code: SdpTransportCode): number {
  return typeof code === 'number' ? code & 0xff : transportBytes[code];
}
