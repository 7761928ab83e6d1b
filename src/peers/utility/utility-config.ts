import type { Sep2ProfileName } from '../../transport/sep2/sep2-profiles.js';

/** How a utility server is set up; a file for `utility-main` (JSON or YAML). */
export interface UtilityConfig {
  readonly listen: {
    /** Address; default `::` (all). A link-local one with its zone: `fe80::1%eth1`. */
    readonly host?: string;
    /** 0 or absent: any free port. */
    readonly port?: number;
  };
  /** Default both: old and new devices on one port. */
  readonly profiles?: readonly Sep2ProfileName[];
  /** PEM files. */
  readonly certificate: string;
  readonly key: string;
  /** Roots that devices must come from, PEM files. */
  readonly trust: readonly string[];
  /** Advertised by DNS-SD (`_smartenergy._tcp`) on this interface; absent: found by URI alone. */
  readonly advertise?: { readonly interface: string; readonly instance?: string };
  /** Put before every path: `/envoy` makes `/envoy/dcap`. Default none. A client must follow links, not guess paths. */
  readonly prefix?: string;
  /** Devices that are registered out of band. Others register by POST of an EndDevice when `inBandRegistration`. */
  readonly devices: readonly DeviceConfig[];
  /** Default true. */
  readonly inBandRegistration?: boolean;
  /** LFDIs of certificates that may register other devices than themselves. */
  readonly aggregators?: readonly string[];
  /** PIN of devices that register in band; default 111115, with its check digit. */
  readonly pin?: number;
  readonly programs?: readonly ProgramConfig[];
  /** pollRate (GET) or postRate (`mup`) by resource, s; default 300 for all. */
  readonly pollRates?: Partial<Record<PolledResource, number>>;
  /** Namespace of what is written: the published 2.1 or the draft that older clients speak. Default `published`. */
  readonly namespace?: 'published' | 'draft';
  /** Whether lists may be subscribed to. Default true. */
  readonly subscriptions?: boolean;
  /** Whether the server answers a flow reservation request by granting it. Default `grant`. */
  readonly flowReservations?: 'grant' | 'hold' | 'refuse';
  /** Wall clock offset of the Time resource, s. Default 0. */
  readonly clockOffsetS?: number;
  /** Quality of the Time resource (IEEE 2030.5-2018, 10.2.2): 3 external authority .. 7 uncoordinated. Default 4. */
  readonly timeQuality?: number;
  /** Offset of local time and DST rules of the Time resource, s. Default UTC without DST. */
  readonly timeZone?: {
    readonly tzOffsetS: number;
    readonly dstOffsetS?: number;
    readonly dstStartS?: number;
    readonly dstEndS?: number;
  };
  /** Largest request body, octets. Default 1 MiB. */
  readonly maxBodyBytes?: number;
  /** Time for a request's headers, ms (slow-loris). Default 10 000. */
  readonly headersTimeoutMs?: number;
  /** Time for a whole request, ms. Default 30 000. */
  readonly requestTimeoutMs?: number;
  /** Idle connections are closed after so long, ms; default 600 000 (twice the poll rate of CSIP). */
  readonly idleTimeoutMs?: number;
}

export type PolledResource =
  | 'dcap'
  | 'tm'
  | 'sdev'
  | 'edev'
  | 'fsa'
  | 'derp'
  | 'der'
  | 'mup'
  | 'upt'
  | 'tp'
  | 'drp'
  | 'frq'
  | 'frp'
  | 'lel'
  | 'sub';

export interface DeviceConfig {
  /** Forty hexadecimal digits; `lfdiOf(der)` makes them of a certificate. */
  readonly lfdi: string;
  /** PIN with its check digit; default 111115. null: no Registration resource. */
  readonly pin?: number | null;
  /** mRIDs or names of its programs; default all. */
  readonly programs?: readonly string[];
  /** LFDI of the aggregator whose certificate speaks for it; default itself. */
  readonly managedBy?: string;
  /** How many DER it has. Default 1. */
  readonly ders?: number;
  /** CSIP-AUS; absent: no ConnectionPointLink until the device puts one. */
  readonly connectionPoint?: string;
}

export interface ProgramConfig {
  /** For commands: `service-point`. */
  readonly name: string;
  /** 0 to 255, the lower the stronger (IEEE 2030.5-2018, 10.10.4). */
  readonly primacy: number;
  /** 32 hexadecimal digits; default made at random. */
  readonly mRID?: string;
  readonly description?: string;
  /** DefaultDERControl; absent: none. */
  readonly default?: DefaultControl;
}

/** Active power, W; with a multiplier when the value asks for it. */
export type Watts = number | { readonly value: number; readonly multiplier: number };

/** What a control asks for, in plain numbers: W for active power, hundredths of a percent where the schema has them. */
export interface ControlBase {
  readonly opModConnect?: boolean;
  readonly opModEnergize?: boolean;
  /** Hundredths of a percent of setMaxW. */
  readonly opModFixedW?: number;
  /** Hundredths of a percent of setMaxW. */
  readonly opModMaxLimW?: number;
  readonly opModTargetW?: Watts;
  readonly opModTargetVar?: Watts;
  /** CSIP-AUS, W. */
  readonly opModImpLimW?: Watts;
  readonly opModExpLimW?: Watts;
  readonly opModGenLimW?: Watts;
  readonly opModLoadLimW?: Watts;
  readonly opModStorageTargetW?: Watts;
  /** Hundredths of a second. */
  readonly rampTms?: number;
  /** Anything else of the schema, in the codec's form (curve links, power factor). */
  readonly other?: Readonly<Record<string, unknown>>;
}

export interface DefaultControl {
  readonly base: ControlBase;
  /** Hundredths of a percent of rated W per second. */
  readonly setGradW?: number;
  readonly setSoftGradW?: number;
  /** Hundredths of a second. */
  readonly setESDelay?: number;
}
