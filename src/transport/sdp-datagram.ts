import { decodeSdpRequest, decodeSdpResponse, type SdpRequest, type SdpResponse } from '../wire/sdp.js';
import { decodeV2gtpHeader, type FrameViolation, payloadTypes, v2gtpHeaderLength } from '../wire/v2gtp.js';

/** A datagram of SDP, read as far as it goes; `violations` empty: correct. */
export interface SdpDatagram<T> {
  readonly value: T | undefined;
  readonly violations: readonly string[];
}

/** Header and payload of an SECC Discovery Request (ISO 15118-2, 7.10.1.4). Never throws. */
export function readSdpRequest(raw: Uint8Array): SdpDatagram<SdpRequest> {
  return read(raw, payloadTypes.sdpRequest, decodeSdpRequest);
}

/** Header and payload of an SECC Discovery Response (ISO 15118-2, 7.10.1.5). Never throws. */
export function readSdpResponse(raw: Uint8Array): SdpDatagram<SdpResponse> {
  return read(raw, payloadTypes.sdpResponse, decodeSdpResponse);
}

function read<T>(
  raw: Uint8Array,
  payloadType: number,
  decode: (payload: Uint8Array) => { readonly value: T | undefined; readonly violations: readonly FrameViolation[] },
): SdpDatagram<T> {
  const header = decodeV2gtpHeader(raw);
  const violations = header.violations.map((violation) => `${violation.rule}: ${violation.detail}`);
  const payload = raw.subarray(v2gtpHeaderLength);
  if (header.payloadType !== undefined && header.payloadType !== payloadType) {
    violations.push(`sdp-payload-type: 0x${hex(header.payloadType)}, expected 0x${hex(payloadType)}`);
  }
  if (header.length !== undefined && header.length !== payload.length) {
    violations.push(`v2gtp-length: the header announces ${header.length} bytes, ${payload.length} are there`);
  }
  const { value, violations: inside } = decode(payload);
  violations.push(...inside.map((violation) => `${violation.rule}: ${violation.detail}`));
  return { value, violations };
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(4, '0');
}
