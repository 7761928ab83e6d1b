import type { ModemFirmware } from './firmware-version.js';
import type { ToneMapSnr } from './tone-map-snr.js';

/** A station in the network of the modem, with average PHY rates in Mbit/s. */
export interface PlcStation {
  readonly mac: string;
  readonly tei: number;
  /** Address of a host behind it. */
  readonly bridgedAddress: string;
  readonly txMbps: number;
  readonly rxMbps: number;
}

export interface PlcNetwork {
  readonly nid: string;
  readonly snid: number;
  readonly tei: number;
  /** 0 station, 1 proxy coordinator, 2 central coordinator. */
  readonly role: number;
  readonly ccoMac: string;
  readonly stations: readonly PlcStation[];
}

/** Tone map with which the modem receives from a peer. */
export interface PeerSnr {
  readonly peer: string;
  readonly snr: ToneMapSnr;
  /** Receive gain as the modem tells it. */
  readonly gain: number;
}

/** Something that a modem did which it should not. */
export interface PlcFinding {
  /** `modem-silent`, `modem-garbage`, `modem-refused`, `several-modems`, `tone-map-illegal`, `tone-map-short`, `tone-map-empty`, `interface-lost`. */
  readonly rule: string;
  readonly detail: string;
}

/** What could be found out about a power line from one of its modems. */
export interface PlcLink {
  readonly interface: string;
  /** Undefined when the modem did not answer VS_SW_VER; `cause` then says how it failed. */
  readonly modem: { readonly mac: string; readonly firmware: ModemFirmware; readonly answeredInMs: number } | undefined;
  readonly cause: string | undefined;
  /** Why the line could not be asked, or not to the end, through no fault of the modem: silence then says nothing of it. */
  readonly unasked?: string;
  /** VS_PL_LNK_STATUS; undefined where the modem does not tell. */
  readonly linked: boolean | undefined;
  readonly networks: readonly PlcNetwork[];
  readonly peers: readonly PeerSnr[];
  readonly findings: readonly PlcFinding[];
}
