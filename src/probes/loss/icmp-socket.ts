import { PlumblineError } from '../../base/errors.js';

type RawSocketModule = typeof import('@neuralegion/raw-socket');
export type IcmpSocket = ReturnType<RawSocketModule['createSocket']>;

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
export async function openIcmpSocket(): Promise<IcmpSocket> {
  const raw = await loadRawSocket();
  try {
    const socket = raw.createSocket({
      protocol: raw.Protocol.ICMPv6,
      addressFamily: raw.AddressFamily.IPv6,
      bufferSize: 65_536,
    });
    // A socket error without a listener would end the process; failed sends are told by their callback.
    socket.on('error', () => undefined);
    return socket;
  } catch (cause) {
    throw new PlumblineError('PROBES-011', { detail: cause instanceof Error ? cause.message : String(cause), cause });
  }
}

async function loadRawSocket(): Promise<RawSocketModule> {
  try {
    const loaded = (await import('@neuralegion/raw-socket')) as RawSocketModule & {
      readonly default?: RawSocketModule;
    };
    return loaded.default ?? loaded;
  } catch (cause) {
    const detail = cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    throw new PlumblineError('PROBES-010', { detail, cause });
  }
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
