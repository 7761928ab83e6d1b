export interface PcapFileOptions {
  readonly linkType: number;
  /** Bytes kept of each packet; default 262144. */
  readonly snapLength?: number;
  /** Nanosecond timestamps (default) or microseconds. */
  readonly nanoseconds?: boolean;
  /** Default true. */
  readonly littleEndian?: boolean;
}

export interface PacketToWrite {
  /** Nanoseconds since 1970-01-01T00:00:00Z, 0..2^32 seconds. */
  readonly timestampNs: bigint;
  readonly data: Uint8Array;
  /** Length on the wire; default the length of `data`. */
  readonly originalLength?: number;
}

/** Makes the bytes of a classic pcap file: one header, then one record a packet. */
export class PcapWriter {
  readonly #options: Required<PcapFileOptions>;

  constructor(options: PcapFileOptions) {
    this.#options = { snapLength: 262144, nanoseconds: true, littleEndian: true, ...options };
  }

  header(): Uint8Array {
    const { littleEndian, nanoseconds, snapLength, linkType } = this.#options;
    const bytes = new Uint8Array(24);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, littleEndian);
    view.setUint16(4, 2, littleEndian);
    view.setUint16(6, 4, littleEndian);
    view.setUint32(16, snapLength, littleEndian);
    view.setUint32(20, linkType, littleEndian);
    return bytes;
  }

  record(packet: PacketToWrite): Uint8Array {
    const { littleEndian, nanoseconds, snapLength } = this.#options;
    const data = packet.data.subarray(0, snapLength);
    const bytes = new Uint8Array(16 + data.length);
    const view = new DataView(bytes.buffer);
    view.setUint32(0, Number(packet.timestampNs / 1_000_000_000n), littleEndian);
    const fraction = Number(packet.timestampNs % 1_000_000_000n);
    view.setUint32(4, nanoseconds ? fraction : Math.floor(fraction / 1000), littleEndian);
    view.setUint32(8, data.length, littleEndian);
    view.setUint32(12, packet.originalLength ?? packet.data.length, littleEndian);
    bytes.set(data, 16);
    return bytes;
  }
}
