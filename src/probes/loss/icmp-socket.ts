import { ipProtocols } from '../../wire/net/ip-header.js';
import { openRawSocket, type RawSocket } from '../raw-socket.js';

export type IcmpSocket = RawSocket;

/** ICMPv6 types, RFC 4443. */
export const icmpTypes = {
  unreachable: 1,
  packetTooBig: 2,
  echoRequest: 128,
  echoReply: 129,
} as const;

/** Bytes of the header of an echo message (RFC 4443 clause 4.1). */
export const echoHeaderBytes = 8;

/**
 * A raw ICMPv6 socket of this process's network namespace. It hears every ICMPv6 message of the node, not only answers.
 * @throws PlumblineError PROBES-010 package missing, PROBES-011 no right
 */
export function openIcmpSocket(): Promise<IcmpSocket> {
  return openRawSocket(ipProtocols.icmpv6, 65_536);
}

/** An echo request; the kernel fills in its checksum. @param data what comes back unchanged */
export function echoRequest(identifier: number, sequence: number, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(echoHeaderBytes + data.length);
  bytes.writeUInt8(icmpTypes.echoRequest, 0);
  bytes.writeUInt16BE(identifier & 0xffff, 4);
  bytes.writeUInt16BE(sequence & 0xffff, 6);
  bytes.set(data, echoHeaderBytes);
  return bytes;
}
