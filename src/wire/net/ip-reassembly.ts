import type { IpPacket } from './ip-header.js';

interface Pile {
  readonly pieces: { readonly offset: number; readonly bytes: Uint8Array }[];
  bytes: number;
  /** Whole length, known from the last piece. */
  total: number | undefined;
  readonly since: bigint;
}

const maxPiles = 64;
const maxPacketBytes = 65535;
/** Age after which an incomplete packet is given up (RFC 8200, 4.5: 60 s). */
const maxAgeNs = 60_000_000_000n;

/** Puts fragments of IPv4 and IPv6 together. Holds at most 64 incomplete packets. */
export class IpReassembly {
  readonly #piles = new Map<string, Pile>();
  #abandoned = 0;

  /** Packets that were given up incomplete. */
  get abandoned(): number {
    return this.#abandoned + this.#piles.size;
  }

  /** The packet itself where it is whole, the reassembled one with its last fragment, otherwise undefined. */
  add(packet: IpPacket, timestampNs: bigint): IpPacket | undefined {
    const { fragment } = packet;
    if (fragment === undefined) return packet;
    const key = `${packet.source.join()}>${packet.destination.join()}#${fragment.identification}/${packet.version === 4 ? packet.protocol : ''}`;
    this.#expire(timestampNs);
    const pile = this.#piles.get(key) ?? this.#newPile(key, timestampNs);
    const end = fragment.offset + packet.payload.length;
    if (end > maxPacketBytes || packet.missing > 0) return undefined;
    if (pile.pieces.every((piece) => piece.offset !== fragment.offset)) {
      pile.pieces.push({ offset: fragment.offset, bytes: packet.payload.slice() });
      pile.bytes += packet.payload.length;
    }
    if (!fragment.more) pile.total = end;
    if (pile.total === undefined || pile.bytes < pile.total) return undefined;
    const payload = assemble(pile, pile.total);
    if (payload === undefined) return undefined;
    this.#piles.delete(key);
    return { ...packet, fragment: undefined, payload };
  }

  #newPile(key: string, since: bigint): Pile {
    const oldest = this.#piles.keys().next();
    if (this.#piles.size >= maxPiles && oldest.done !== true) {
      this.#piles.delete(oldest.value);
      this.#abandoned++;
    }
    const pile: Pile = { pieces: [], bytes: 0, total: undefined, since };
    this.#piles.set(key, pile);
    return pile;
  }

  #expire(now: bigint): void {
    for (const [key, pile] of this.#piles) {
      if (now - pile.since < maxAgeNs) continue;
      this.#piles.delete(key);
      this.#abandoned++;
    }
  }
}

/** The payload, or undefined where a hole is left. Overlaps: the earlier offset wins. */
function assemble(pile: Pile, total: number): Uint8Array | undefined {
  const payload = new Uint8Array(total);
  let filled = 0;
  for (const piece of [...pile.pieces].sort((a, b) => a.offset - b.offset)) {
    if (piece.offset > filled) return undefined;
    const fresh = piece.bytes.subarray(filled - piece.offset, total - piece.offset);
    payload.set(fresh, filled);
    filled += fresh.length;
  }
  return filled === total ? payload : undefined;
}
