/** What a capture file holds, in the order of the file. Produced by `CaptureReader`; all offsets are bytes from its start. */

export type CaptureFormat = 'pcap' | 'pcapng';

/** Data link types of the tcpdump registry that `dissectPacket` understands. */
export const linkTypes = {
  null: 0,
  ethernet: 1,
  rawBsd: 12,
  raw: 101,
  loop: 108,
  sll: 113,
  ipv4: 228,
  ipv6: 229,
  sll2: 276,
} as const;

/** Start of a file or, in pcapng, of a section; interface numbers start again at 0. */
export interface CaptureSection {
  readonly kind: 'section';
  readonly offset: number;
  readonly format: CaptureFormat;
  readonly littleEndian: boolean;
  /** Format version as major.minor. */
  readonly version: string;
  readonly hardware?: string;
  readonly os?: string;
  readonly application?: string;
  readonly comments: readonly string[];
}

export interface CaptureInterface {
  readonly kind: 'interface';
  readonly offset: number;
  /** Number within its section; always 0 in pcap. */
  readonly id: number;
  readonly linkType: number;
  /** Bytes kept of each packet; 0 = no limit. */
  readonly snapLength: number;
  readonly name?: string;
  readonly description?: string;
  /** Resolution of the timestamps in nanoseconds; may be below 1. */
  readonly resolutionNs: number;
  readonly comments: readonly string[];
}

export interface CapturePacket {
  readonly kind: 'packet';
  readonly offset: number;
  /** 1 for the first packet of the file, as Wireshark counts. */
  readonly number: number;
  readonly interfaceId: number;
  readonly linkType: number;
  /** Nanoseconds since 1970-01-01T00:00:00Z; undefined in a pcapng simple packet block, which carries no time. */
  readonly timestampNs: bigint | undefined;
  /** Length on the wire in bytes; more than `data.length` where the snap length cut the packet. */
  readonly originalLength: number;
  /** A view into the chunk that was pushed, without a copy: copy what is kept longer than that chunk. */
  readonly data: Uint8Array;
  readonly comments: readonly string[];
  /** Packets that the capture lost on this interface before this one, where the file says so. */
  readonly dropCount?: number;
}

/** A decryption-secrets block, e.g. a TLS key log. */
export interface CaptureSecrets {
  readonly kind: 'secrets';
  readonly offset: number;
  readonly type: number;
  readonly data: Uint8Array;
}

/** TLS key log (NSS format) in a decryption-secrets block: "TLSK". */
export const tlsKeyLogSecrets = 0x544c534b;

/** Counters of an interface statistics block; undefined where the file does not carry the counter. */
export interface CaptureStatistics {
  readonly kind: 'statistics';
  readonly offset: number;
  readonly interfaceId: number;
  /** Packets that the interface received. */
  readonly received?: number;
  /** Packets dropped by the interface for lack of resources. */
  readonly interfaceDropped?: number;
  /** Packets that the filter accepted. */
  readonly accepted?: number;
  /** Packets dropped by the operating system. */
  readonly osDropped?: number;
  /** Packets delivered to the capturing process. */
  readonly delivered?: number;
}

/** Something wrong with the file itself. */
export interface CaptureFinding {
  readonly kind: 'finding';
  readonly offset: number;
  /** Stable name of the rule, e.g. `pcap-record-length`. */
  readonly rule: string;
  readonly detail: string;
  /** True: nothing after `offset` can be read. */
  readonly fatal: boolean;
}

export type CaptureItem =
  | CaptureSection
  | CaptureInterface
  | CapturePacket
  | CaptureSecrets
  | CaptureStatistics
  | CaptureFinding;
