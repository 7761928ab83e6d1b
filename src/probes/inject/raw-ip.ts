import { networkInterfaces } from 'node:os';
import { PlumblineError } from '../../base/errors.js';
import { parseIpv6 } from '../../wire/net/addresses.js';
import { ipv6Checksum } from '../../wire/net/checksum.js';
import { ipProtocols } from '../../wire/net/ip-header.js';
import { openRawSocket } from '../raw-socket.js';

export interface RawUdpDatagram {
  /** IPv6 address of ours that the checksum counts with, without scope. */
  readonly source: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly payload: Uint8Array;
  /** Breaks the header on purpose: values as they shall stand in the datagram, 0..65535. */
  readonly faults?: { readonly length?: number; readonly checksum?: number };
}

export interface RawIpSender {
  /**
   * Sends the bytes after the IPv6 header. For ICMPv6 the kernel fills in the checksum.
   * @param destination IPv6 address, with scope where it is link-local: `ff02::1%mesh0`
   * @throws PlumblineError PROBES-005 unknown scope, PROBES-012 not sent (as rejections)
   */
  send(bytes: Uint8Array, destination: string): Promise<void>;
  close(): void;
}

/**
 * Opens a raw IPv6 socket for one protocol in the caller's own network namespace.
 * @throws PlumblineError PROBES-010 package missing, PROBES-011 no right
 */
export async function openRawIp(protocol: 'icmpv6' | 'udp'): Promise<RawIpSender> {
  const socket = await openRawSocket(protocol === 'udp' ? ipProtocols.udp : ipProtocols.icmpv6);
  return {
    send(bytes, destination) {
      const scope = destination.split('%')[1];
      // The module would take an unknown scope for none and send through whatever interface comes first.
      if (scope !== undefined && networkInterfaces()[scope] === undefined) {
        const detail = 'no interface of this name has an address';
        return Promise.reject(new PlumblineError('PROBES-005', { place: scope, detail }));
      }
      const buffer = Buffer.from(bytes);
      return new Promise((resolve, reject) => {
        const failed = (cause: unknown): void => {
          const detail = cause instanceof Error ? cause.message : String(cause);
          reject(new PlumblineError('PROBES-012', { place: destination, detail, cause }));
        };
        try {
          socket.send(buffer, 0, buffer.length, destination, (error: Error | null) => {
            if (error === null || error === undefined) resolve();
            else failed(error);
          });
        } catch (cause) {
          failed(cause);
        }
      });
    },
    close: () => void socket.close(),
  };
}

/**
 * A UDP datagram with its checksum over the IPv6 pseudo-header (RFC 8200, 8.1), or broken as `faults` say.
 * @param destination the address without or with scope
 * @throws RangeError where an address is not IPv6
 */
export function buildUdp(datagram: RawUdpDatagram, destination: string): Uint8Array {
  const from = parseIpv6(datagram.source);
  const to = parseIpv6(destination.split('%')[0] ?? '');
  if (from === undefined || to === undefined) throw new RangeError('source and destination must be IPv6 addresses');
  const bytes = new Uint8Array(8 + datagram.payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, datagram.sourcePort);
  view.setUint16(2, datagram.destinationPort);
  view.setUint16(4, datagram.faults?.length ?? bytes.length);
  bytes.set(datagram.payload, 8);
  // RFC 8200, 8.1: a computed 0 is sent as 0xffff.
  const checksum = datagram.faults?.checksum ?? (ipv6Checksum(from, to, ipProtocols.udp, bytes) || 0xffff);
  view.setUint16(6, checksum);
  return bytes;
}
