/** What the tools of a mesh node say, as values. Nothing here is judged; whatever was not understood is a finding. */

/** Output that a parser could not read as its tool is known to write it. Never thrown. */
export interface ToolFinding {
  /** Command that printed it, `iw dev mesh0 station dump`. */
  readonly command: string;
  /** Line in its output, from 1; 0 when it is about the output as a whole. */
  readonly line: number;
  /** The line as it stood, at most 200 characters. */
  readonly text: string;
  readonly why: string;
}

/** A value and what was odd on the way to it. */
export interface Parsed<T> {
  readonly value: T;
  readonly findings: readonly ToolFinding[];
}

/** State of a peer link (IEEE 802.11-2020, 14.3.1), as `iw` writes it. */
export type PeerLinkState = 'LISTEN' | 'OPN_SNT' | 'OPN_RCVD' | 'CNF_RCVD' | 'ESTAB' | 'HOLDING' | 'BLOCKED';

/** A neighbour in `iw dev IF station dump`. What the tool did not print is absent. */
export interface MeshStation {
  readonly mac: string;
  readonly interface: string;
  /** Time since the last frame from it, ms. */
  readonly inactiveMs?: number;
  /** Signal of the last frame, dBm; the average over frames beside it. */
  readonly signalDbm?: number;
  readonly signalAverageDbm?: number;
  readonly txBytes?: number;
  readonly rxBytes?: number;
  readonly txPackets?: number;
  readonly rxPackets?: number;
  readonly txRetries?: number;
  readonly txFailed?: number;
  readonly rxDropped?: number;
  /** Mbit/s of the last frame. */
  readonly txBitrateMbps?: number;
  readonly rxBitrateMbps?: number;
  /** Mbit/s that the rate control expects to carry. */
  readonly expectedThroughputMbps?: number;
  readonly peerLink?: PeerLinkState;
  /** Airtime link metric (IEEE 802.11-2020, 14.9), 0.01 TU; absent when the link has none. */
  readonly airtimeMetric?: number;
  readonly connectedToGate?: boolean;
  readonly connectedSeconds?: number;
}

/** Flags of a mesh path (`enum mesh_path_flags` of the kernel). */
export interface MeshPathFlags {
  readonly active: boolean;
  readonly resolving: boolean;
  readonly sequenceValid: boolean;
  readonly fixed: boolean;
  readonly resolved: boolean;
}

/** A line of `iw dev IF mpath dump`. */
export interface MeshPath {
  readonly destination: string;
  readonly nextHop: string;
  readonly interface: string;
  readonly sequence: number;
  /** Airtime to the destination, 0.01 TU. */
  readonly metric: number;
  readonly queued: number;
  /** Time until the path expires, ms; 0 when it has. */
  readonly expiresMs: number;
  readonly rawFlags: number;
  readonly flags: MeshPathFlags;
  readonly hops: number | undefined;
  readonly changes: number | undefined;
}

/** A station behind a mesh gate, from `iw dev IF mpp dump`. */
export interface ProxiedPath {
  readonly destination: string;
  readonly proxy: string;
  readonly interface: string;
}

/** `mesh_hwmp_rootmode` (IEEE 802.11-2020, 14.10.4). */
export type RootMode = 'none' | 'root' | 'proactive-preq' | 'proactive-preq-with-prep' | 'rann' | 'unknown';

/** Parameters of the mesh by their name in `iw`, numbers in the unit that stands behind them. */
export type MeshParameters = Readonly<Record<string, { readonly value: number | string; readonly unit?: string }>>;

/** A channel in `iw dev IF survey dump`. */
export interface ChannelSurvey {
  readonly frequencyMHz: number;
  readonly inUse: boolean;
  readonly noiseDbm?: number;
  readonly activeMs?: number;
  readonly busyMs?: number;
  readonly receiveMs?: number;
  readonly transmitMs?: number;
}

/** An interface in `iw dev` or `iw dev IF info`. */
export interface RadioInterface {
  readonly name: string;
  readonly mac: string | undefined;
  /** `mesh point`, `managed`... */
  readonly type: string | undefined;
  readonly phy: number | undefined;
  /** Absent when it is on no channel: a mesh point that has not joined. */
  readonly frequencyMHz?: number;
  readonly channel?: number;
  readonly widthMHz?: number;
  readonly txPowerDbm?: number;
}

export type BatmanAlgorithm = 'BATMAN_IV' | 'BATMAN_V';

/** Head of every table of batctl. */
export interface BatmanHeader {
  readonly version: string;
  readonly algorithm: string;
  readonly hardInterface: string;
  /** Address by which the others know this node. */
  readonly address: string;
  readonly meshInterface: string;
  readonly meshAddress: string | undefined;
}

/** Quality of a way: BATMAN_IV has a transmit quality of 0..255, BATMAN_V a throughput. */
export interface BatmanQuality {
  readonly tq?: number;
  readonly throughputMbps?: number;
}

export interface BatmanNeighbour extends BatmanQuality {
  readonly mac: string;
  readonly interface: string;
  readonly lastSeenMs: number;
}

/** One way to an originator; `best` is the one in use. */
export interface BatmanOriginator extends BatmanQuality {
  readonly originator: string;
  readonly nextHop: string;
  readonly interface: string;
  readonly lastSeenMs: number;
  readonly best: boolean;
}

export interface BatmanGateway extends BatmanQuality {
  readonly originator: string;
  readonly nextHop: string;
  readonly interface: string;
  readonly chosen: boolean;
  readonly downMbps: number;
  readonly upMbps: number;
}

/** A client behind an originator (`batctl tg`). */
export interface BatmanClient {
  readonly client: string;
  readonly originator: string;
  readonly vid: number;
  readonly best: boolean;
}

export interface BatmanHardInterface {
  readonly name: string;
  readonly mac: string;
  readonly active: boolean;
}

/** `batctl mj`: settings of the mesh interface. */
export interface BatmanSettings {
  readonly version: string;
  readonly algorithm: string;
  readonly address: string | undefined;
  readonly gatewayMode: string | undefined;
  readonly originatorIntervalMs: number | undefined;
  readonly hopPenalty: number | undefined;
  readonly distributedArpTable: boolean | undefined;
  readonly bridgeLoopAvoidance: boolean | undefined;
  readonly isolationMark: number | undefined;
}

/** A run of the throughput meter (`batctl tp`). */
export interface BatmanThroughput {
  readonly durationMs: number;
  readonly bytes: number;
  readonly mbps: number;
}

/** An interface in `iwpan dev`. */
export interface LowpanInterface {
  readonly name: string;
  readonly extendedAddress: string | undefined;
  readonly shortAddress: number | undefined;
  readonly panId: number | undefined;
  readonly type: string | undefined;
}

/** What sysfs says of a network device. */
export interface DeviceState {
  readonly name: string;
  readonly up: boolean;
  readonly operState: string | undefined;
  readonly mtu: number | undefined;
  readonly mac: string | undefined;
  /** The device that it is a part of: `bat0` above `mesh0`. */
  readonly master: string | undefined;
}

/** One look at a node through all its tools. */
export interface MeshObservation {
  readonly node: string;
  /** Interface of the mesh radio. */
  readonly interface: string;
  /** ISO 8601, clock of the harness, before the first command. */
  readonly at: string;
  readonly radio: RadioInterface | undefined;
  readonly stations: readonly MeshStation[];
  readonly paths: readonly MeshPath[];
  readonly proxied: readonly ProxiedPath[];
  readonly parameters: MeshParameters;
  readonly survey: readonly ChannelSurvey[];
  readonly batman:
    | {
        readonly header: BatmanHeader | undefined;
        readonly settings: BatmanSettings | undefined;
        readonly hardInterfaces: readonly BatmanHardInterface[];
        readonly neighbours: readonly BatmanNeighbour[];
        readonly originators: readonly BatmanOriginator[];
        /** Undefined when the list could not be read; empty when no node is a gateway. */
        readonly gateways: readonly BatmanGateway[] | undefined;
        readonly clients: readonly BatmanClient[];
      }
    | undefined;
  readonly lowpan: readonly LowpanInterface[];
  readonly device: DeviceState | undefined;
  /** IPv6 multicast packets of the mesh interface and of batman-adv, in and out, since they were made. */
  readonly multicastPackets?: number;
  /** Why some tools were not heard at all: what is not there may be there. Absent: each has answered, or said that it cannot. */
  readonly brokenOff?: string;
  readonly findings: readonly ToolFinding[];
}
