import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import type { UdpDatagram } from '../../wire/net/transport-header.js';
import { type KeyLog, type KeyLogYield, looksLikeKeyLog } from '../../wire/tls/key-log.js';

/** A key log line is at most 210 characters; a datagram holds a handful. */
const longestDatagram = 4096;
/** Enough to tell a key log from any other datagram. */
const startLength = 32;
/** A block above this is read in part; 4 MiB hold the secrets of some 20,000 sessions. */
const longestBlock = 1 << 22;

/**
 * Collects the TLS keys that a capture carries: in decryption-secrets blocks, and in UDP datagrams with key log lines, which
 * some test systems broadcast so that their own captures can be read.
 */
export class KeyLogWatch {
  readonly #log: KeyLog;
  #blocks = 0;
  #datagrams = 0;
  #malformed = 0;
  #dropped = 0;
  #first: { readonly packet: PacketOrigin; readonly port: number } | undefined;

  constructor(log: KeyLog) {
    this.#log = log;
  }

  /** Decryption-secrets blocks and datagrams with keys. */
  get count(): number {
    return this.#blocks + this.#datagrams;
  }

  addBlock(data: Uint8Array): void {
    this.#blocks++;
    this.#count(this.#log.add(textOf(data.subarray(0, longestBlock)), 'capture-block'));
  }

  addDatagram(udp: UdpDatagram, packet: PacketOrigin): void {
    if (!looksLikeKeyLog(textOf(udp.payload.subarray(0, startLength)))) return;
    this.#datagrams++;
    this.#first ??= { packet, port: udp.destinationPort };
    this.#count(this.#log.add(textOf(udp.payload.subarray(0, longestDatagram)), 'datagram'));
  }

  account(): string[] {
    const lines: string[] = [];
    if (this.#blocks > 0) lines.push('The file carries a TLS key log (decryption-secrets block).');
    if (this.#first !== undefined) {
      const { packet, port } = this.#first;
      const times = this.#datagrams === 1 ? 'one UDP datagram' : `${this.#datagrams} UDP datagrams`;
      lines.push(`TLS keys travel in clear in ${times} to port ${port} (first in packet ${packet.number}).`);
    }
    if (this.#malformed > 0) lines.push(`${this.#malformed} key log lines in the capture cannot be read.`);
    if (this.#dropped > 0) lines.push(`${this.#dropped} secrets more than can be held at a time were passed over.`);
    return lines;
  }

  #count({ malformed, dropped }: KeyLogYield): void {
    this.#malformed += malformed;
    this.#dropped += dropped;
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
