import type { RemoteInfo } from 'node:dgram';
import { PlumblineError } from '../base/errors.js';
import { encodeSdpResponse, type SdpRequest, type SdpSecurityCode, sdpMulticast, sdpPort } from '../wire/sdp.js';
import { encodeV2gtp, payloadTypes } from '../wire/v2gtp.js';
import { addressBytes, type Endpoint, endpointOf, splitZone } from './endpoint.js';
import { ipv6AddressesOf } from './interfaces.js';
import { readSdpRequest } from './sdp-datagram.js';
import { plainTlsCause } from './tls-cause.js';
import { bindUdp6, closeUdp, sendDatagram } from './udp-socket.js';

/** What the server answers with; `raw` replaces the whole datagram, faults and all. */
export type SdpReply =
  | {
      /** IPv6 literal of the SECC; a zone is left out. */
      readonly address: string;
      readonly port: number;
      readonly security: SdpSecurityCode;
    }
  | { readonly raw: Uint8Array };

export interface ServeSdpOptions {
  /** Network interface on which ff02::1 is joined; datagrams of other interfaces are not looked at. */
  readonly interface: string;
  /** Default 15118. 0 lets the kernel choose (tests). */
  readonly port?: number;
  /** Called for each correct request; undefined: no answer. */
  answer(request: SdpRequest, from: Endpoint): SdpReply | undefined;
  /** A datagram that is no correct request: it gets no answer ([V2G2-800]). */
  onMalformed?(raw: Uint8Array, violations: readonly string[], from: Endpoint): void;
  /** What a faulty server answers to such a datagram; undefined, as the standard has it: nothing. */
  answerMalformed?(raw: Uint8Array, from: Endpoint): SdpReply | undefined;
  /** An answer could not be sent, or the socket broke. */
  onError?(error: Error): void;
}

export interface SdpService {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Answers SECC Discovery Requests on one interface.
 * @throws TRANSPORT-007 the interface cannot be used, TRANSPORT-008 the port is taken
 */
export async function serveSdp(options: ServeSdpOptions): Promise<SdpService> {
  const addresses = ipv6AddressesOf(options.interface);
  const socket = await bindUdp6('::', options.port ?? sdpPort);
  try {
    socket.addMembership(sdpMulticast, `::%${options.interface}`);
  } catch (error) {
    await closeUdp(socket);
    throw new PlumblineError('TRANSPORT-007', { place: options.interface, detail: plainTlsCause(error), cause: error });
  }
  const ours = (from: RemoteInfo) => {
    const { address, scope } = splitZone(from.address);
    // Without a zone the kernel does not say where it came from: global and loopback addresses, as tests use them.
    return scope === undefined ? true : scope === options.interface || addresses.includes(address);
  };
  socket.on('error', (error) => options.onError?.(error));
  socket.on('message', (bytes: Buffer, from: RemoteInfo) => {
    if (!ours(from)) return;
    const raw = new Uint8Array(bytes);
    const sender = endpointOf(from.address, from.port, options.interface);
    const { value, violations } = readSdpRequest(raw);
    if (value === undefined || violations.length > 0) {
      options.onMalformed?.(raw, violations, sender);
      send(options.answerMalformed?.(raw, sender), from);
      return;
    }
    send(options.answer(value, sender), from);
  });
  function send(reply: SdpReply | undefined, from: RemoteInfo): void {
    if (reply === undefined) return;
    const datagram = 'raw' in reply ? reply.raw : correctResponse(reply);
    void sendDatagram(socket, datagram, from.port, from.address).then((error) => {
      if (error !== undefined) options.onError?.(error);
    });
  }
  return { port: socket.address().port, close: () => closeUdp(socket) };
}

/** The whole datagram of an SECC Discovery Response. */
export function correctResponse(reply: Exclude<SdpReply, { raw: Uint8Array }>): Uint8Array {
  const { port, security } = reply;
  const payload = encodeSdpResponse({ address: addressBytes(reply.address), port, security, transport: 'tcp' });
  return encodeV2gtp(payloadTypes.sdpResponse, payload);
}
