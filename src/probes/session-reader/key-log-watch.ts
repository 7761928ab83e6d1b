import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import type { UdpDatagram } from '../../wire/net/transport-header.js';

/** Labels of the NSS key log format that carry what decryption needs. */
const labels = [
  'CLIENT_RANDOM ',
  'CLIENT_HANDSHAKE_TRAFFIC_SECRET ',
  'SERVER_HANDSHAKE_TRAFFIC_SECRET ',
  'CLIENT_TRAFFIC_SECRET_0 ',
  'SERVER_TRAFFIC_SECRET_0 ',
];
const longestLabel = Math.max(...labels.map((label) => label.length));

/**
 * Notices TLS keys in a capture: in decryption-secrets blocks, and in UDP datagrams with key log lines, which some test
 * systems broadcast so that their own captures can be read.
 */
export class KeyLogWatch {
  #blocks = 0;
  #datagrams = 0;
  #first: { readonly packet: PacketOrigin; readonly port: number } | undefined;

  /** Decryption-secrets blocks and datagrams with keys. */
  get count(): number {
    return this.#blocks + this.#datagrams;
  }

  addBlock(): void {
    this.#blocks++;
  }

  addDatagram(udp: UdpDatagram, packet: PacketOrigin): void {
    const start = String.fromCharCode(...udp.payload.subarray(0, longestLabel));
    if (!labels.some((label) => start.startsWith(label))) return;
    this.#datagrams++;
    this.#first ??= { packet, port: udp.destinationPort };
  }

  account(): string[] {
    const lines: string[] = [];
    if (this.#blocks > 0) lines.push('The file carries a TLS key log (decryption-secrets block).');
    if (this.#first !== undefined) {
      const { packet, port } = this.#first;
      const times = this.#datagrams === 1 ? 'one UDP datagram' : `${this.#datagrams} UDP datagrams`;
      lines.push(`TLS keys travel in clear in ${times} to port ${port} (first in packet ${packet.number}).`);
    }
    if (lines.length > 0) lines.push('This version does not decrypt yet; Wireshark does with these keys.');
    return lines;
  }
}
