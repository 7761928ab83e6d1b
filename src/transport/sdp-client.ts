import type { RemoteInfo } from 'node:dgram';
import { type Clock, systemClock } from '../base/clock.js';
import { formatIpv6 } from '../wire/net/addresses.js';
import { encodeSdpRequest, type SdpSecurity, type SdpSecurityCode, sdpMulticast, sdpPort } from '../wire/sdp.js';
import { encodeV2gtp, payloadTypes } from '../wire/v2gtp.js';
import { type Endpoint, endpointOf, isLinkLocal, splitZone } from './endpoint.js';
import { ipv6AddressesOf } from './interfaces.js';
import { readSdpResponse } from './sdp-datagram.js';
import { bindUdp6, closeUdp, sendDatagram } from './udp-socket.js';

export interface DiscoverSeccOptions {
  /** Network interface that the request leaves by: `eth1`. */
  readonly interface: string;
  readonly security: SdpSecurity;
  /** Requests before giving up. Default 50 (ISO 15118-2, 7.10.1; timers.yaml). */
  readonly attempts?: number;
  /** Wait after each request, ms. Default 250 (V2G_EVCC_Sdp_Timeout). */
  readonly intervalMs?: number;
  /** Sent as it is in place of a correct request: whole datagram, V2GTP header included. */
  readonly rawRequest?: Uint8Array;
  /** How long to listen on after the first usable answer, for second ones, ms. Default 0. */
  readonly lingerMs?: number;
  /** Default `ff02::1` port 15118. */
  readonly destination?: { readonly address: string; readonly port: number };
  /** Ends the search early, with what there is. */
  readonly signal?: AbortSignal;
  readonly clock?: Clock;
}

/** A datagram that came back. */
export interface SdpAnswer {
  readonly from: Endpoint;
  /** Monotonic ns of receipt. */
  readonly at: bigint;
  readonly raw: Uint8Array;
  /** What it says, as far as it can be read; codes that are reserved stay numbers. */
  readonly value?: {
    readonly address: string;
    readonly port: number;
    readonly security: SdpSecurityCode;
    readonly transport: 'tcp' | 'udp' | number;
  };
  /** Everything that is wrong with it; empty: a correct SECC Discovery Response. */
  readonly violations: readonly string[];
  /** What is allowed and worth telling: another security than asked for, an address that is not the sender's. */
  readonly notes: readonly string[];
  /** Whether an EVCC can connect to what it says, whatever else is wrong with it. */
  readonly usable: boolean;
}

export interface SdpOutcome {
  readonly interface: string;
  /** `error`: the kernel did not send it. */
  readonly requests: readonly { readonly at: bigint; readonly raw: Uint8Array; readonly error?: string }[];
  readonly answers: readonly SdpAnswer[];
  /** Where the SECC is, from the first usable answer; undefined: nobody usable answered. */
  readonly secc?: Endpoint & { readonly security: SdpSecurity };
}

/**
 * Looks for an SECC on one interface. Silence and bad answers are an outcome, not an exception.
 * @throws TRANSPORT-007 the interface cannot be used, TRANSPORT-008 no UDP socket
 */
export async function discoverSecc(options: DiscoverSeccOptions): Promise<SdpOutcome> {
  const clock = options.clock ?? systemClock;
  const [source] = ipv6AddressesOf(options.interface);
  const zone = `%${options.interface}`;
  const bindTo = source !== undefined && isLinkLocal(source) ? `${source}${zone}` : (source ?? '::');
  const socket = await bindUdp6(bindTo, 0);
  const destination = options.destination ?? { address: sdpMulticast, port: sdpPort };
  const target = needsZone(destination.address) ? `${destination.address}${zone}` : destination.address;
  const request = options.rawRequest ?? correctRequest(options.security);
  const requests: { at: bigint; raw: Uint8Array; error?: string }[] = [];
  const answers: SdpAnswer[] = [];
  let wake = () => {};
  socket.on('error', () => wake());
  socket.on('message', (raw: Buffer, from: RemoteInfo) => {
    answers.push(
      readAnswer(new Uint8Array(raw), from, clock.monotonicNs(), options.interface, options.security, destination),
    );
    wake();
  });
  const pause = (ms: number, until: () => boolean) =>
    new Promise<void>((resolve) => {
      const done = () => {
        cancel();
        options.signal?.removeEventListener('abort', done);
        wake = () => {};
        resolve();
      };
      const cancel = clock.after(ms, done);
      wake = () => {
        if (until()) done();
      };
      options.signal?.addEventListener('abort', done, { once: true });
      wake();
    });
  const found = () => answers.some((answer) => answer.usable);
  try {
    // [V2G2-144]: the interface is chosen here, never by the routing table.
    if (isMulticast(target)) socket.setMulticastInterface(`::${zone}`);
    for (let attempt = 0; attempt < (options.attempts ?? 50); attempt++) {
      if (options.signal?.aborted === true || found()) break;
      const at = clock.monotonicNs();
      const error = await sendDatagram(socket, request, destination.port, target);
      requests.push({ at, raw: request, ...(error === undefined ? {} : { error: error.message }) });
      await pause(options.intervalMs ?? 250, found);
    }
    if (found() && (options.lingerMs ?? 0) > 0) await pause(options.lingerMs ?? 0, () => false);
  } finally {
    await closeUdp(socket);
  }
  const secc = seccOf(
    answers.find((answer) => answer.usable),
    options.interface,
  );
  return { interface: options.interface, requests, answers, ...(secc === undefined ? {} : { secc }) };
}

/** The whole datagram of a correct SECC Discovery Request. */
export function correctRequest(security: SdpSecurity): Uint8Array {
  return encodeV2gtp(payloadTypes.sdpRequest, encodeSdpRequest({ security, transport: 'tcp' }));
}

function readAnswer(
  raw: Uint8Array,
  from: RemoteInfo,
  at: bigint,
  interfaceName: string,
  asked: SdpSecurity,
  destination: { readonly port: number },
): SdpAnswer {
  const { value, violations: inside } = readSdpResponse(raw);
  const violations = [...inside];
  const notes: string[] = [];
  const sender = endpointOf(from.address, from.port, interfaceName);
  if (sender.port !== destination.port) {
    violations.push(`sdp-source-port: the answer comes from port ${sender.port}, not ${destination.port}`);
  }
  if (value === undefined) return { from: sender, at, raw, violations, notes, usable: false };
  const address = formatIpv6(value.address);
  if (address !== splitZone(sender.address).address)
    notes.push(`the answer names ${address} and comes from ${sender.address}`);
  if (value.security !== asked) notes.push(`asked for ${asked}, answered ${value.security}`);
  const frameFaults = inside.some((text) => text.startsWith('v2gtp-') || text.startsWith('sdp-payload-type'));
  const usable = !frameFaults && typeof value.security === 'string' && value.transport === 'tcp' && value.port > 0;
  const said = { address, port: value.port, security: value.security, transport: value.transport };
  return { from: sender, at, raw, value: said, violations, notes, usable };
}

function seccOf(answer: SdpAnswer | undefined, interfaceName: string): SdpOutcome['secc'] {
  const value = answer?.value;
  if (value === undefined || typeof value.security === 'number') return undefined;
  return { ...endpointOf(value.address, value.port, interfaceName), security: value.security };
}

function needsZone(address: string): boolean {
  return !address.includes('%') && (isLinkLocal(address) || isMulticast(address));
}

function isMulticast(address: string): boolean {
  return /^ff/i.test(address);
}
