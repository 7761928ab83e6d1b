import type { IpPacket } from '../../wire/net/ip-header.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import type { UdpDatagram } from '../../wire/net/transport-header.js';
import { decodeSdpRequest, decodeSdpResponse, sdpPort } from '../../wire/sdp.js';
import { decodeV2gtpHeader, type FrameViolation, payloadTypes, v2gtpHeaderLength } from '../../wire/v2gtp.js';
import { endpointText } from './endpoint-text.js';
import type { SdpEvent } from './session-event.js';

/** An SDP exchange as far as it got. */
export interface SdpExchange {
  requests: number;
  readonly from: string;
  readonly firstRequest: PacketOrigin;
  answered: boolean;
}

/** A flood of requests from made-up ports must not grow the memory: what is oldest is forgotten. */
const maxRemembered = 4096;

/** Reads SDP datagrams and remembers which TCP endpoints were announced and which requests went unanswered. */
export class SdpWatch {
  readonly #announced = new Set<string>();
  readonly #exchanges = new Map<string, SdpExchange>();

  /** Requests without an answer that were forgotten, because too many came after them. */
  forgotten = 0;

  /** True where a response announced this endpoint (`[fe80::1]:50000`). */
  isAnnounced(endpoint: string): boolean {
    return this.#announced.has(endpoint);
  }

  /** Exchanges by the address of the asking vehicle, in the order of the capture. */
  get exchanges(): readonly SdpExchange[] {
    return [...this.#exchanges.values()];
  }

  /** The event of a datagram from or to the SDP port; undefined for others. */
  add(ip: IpPacket, udp: UdpDatagram, packet: PacketOrigin): SdpEvent | undefined {
    const toServer = udp.destinationPort === sdpPort;
    if (!toServer && udp.sourcePort !== sdpPort) return undefined;
    const from = endpointText(ip.source, udp.sourcePort);
    const to = endpointText(ip.destination, udp.destinationPort);
    const header = decodeV2gtpHeader(udp.payload);
    const payload = udp.payload.subarray(v2gtpHeaderLength);
    const violations = [...header.violations, ...lengthViolations(header.length, payload.length)];
    const base = { kind: 'sdp', packet, from, to } as const;
    if (header.payloadType === payloadTypes.sdpRequest) {
      const { value, violations: more } = decodeSdpRequest(payload);
      this.#asked(from, packet);
      const findings = [...violations, ...more].map(toFinding);
      return { ...base, message: 'request', request: value, response: undefined, findings };
    }
    if (header.payloadType === payloadTypes.sdpResponse) {
      const { value, violations: more } = decodeSdpResponse(payload);
      if (value !== undefined) this.#announce(endpointText(value.address, value.port));
      const exchange = this.#exchanges.get(to);
      if (exchange !== undefined) exchange.answered = true;
      const findings = [...violations, ...more].map(toFinding);
      return { ...base, message: 'response', request: undefined, response: value, findings };
    }
    if (toServer) this.#asked(from, packet);
    return {
      ...base,
      message: 'unreadable',
      request: undefined,
      response: undefined,
      findings: violations.map(toFinding),
    };
  }

  #asked(from: string, packet: PacketOrigin): void {
    const known = this.#exchanges.get(from);
    if (known !== undefined) {
      known.requests++;
      return;
    }
    this.#exchanges.set(from, { requests: 1, from, firstRequest: packet, answered: false });
    const [oldest] = this.#exchanges.values();
    if (this.#exchanges.size <= maxRemembered || oldest === undefined) return;
    this.#exchanges.delete(oldest.from);
    if (!oldest.answered) this.forgotten++;
  }

  #announce(endpoint: string): void {
    // Last in the set = announced last.
    this.#announced.delete(endpoint);
    this.#announced.add(endpoint);
    const [oldest] = this.#announced;
    if (this.#announced.size > maxRemembered && oldest !== undefined) this.#announced.delete(oldest);
  }
}

function lengthViolations(claimed: number | undefined, actual: number): FrameViolation[] {
  if (claimed === undefined || claimed === actual) return [];
  const detail = `the header claims ${claimed} bytes of payload, the datagram holds ${actual}`;
  return [{ offset: 4, rule: 'v2gtp-length', detail }];
}

function toFinding(violation: FrameViolation): { rule: string; detail: string } {
  return { rule: violation.rule, detail: violation.detail };
}
