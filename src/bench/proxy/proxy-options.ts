import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import type { Endpoint } from '../../transport/endpoint.js';
import type { TlsClientOptions, TlsServerOptions } from '../../transport/tls-options.js';
import type { SignerKey } from './change/signer-key.js';
import type { RecordedEvent } from './record/proxy-event.js';
import type { ProxyScript, Side } from './script/proxy-script.js';

/** TLS on both sides. The version that the vehicle agrees on with the proxy is the one that the proxy asks the station for. */
export interface ProxyTls {
  /** Towards the vehicle the proxy is the SECC: TLS 1.2 (ISO 15118-2) and TLS 1.3 (-20), one or both. */
  readonly asStation: { readonly part2?: TlsServerOptions; readonly part20?: TlsServerOptions };
  /** Towards the station it is the EVCC. */
  readonly asVehicle: { readonly part2?: TlsClientOptions; readonly part20?: TlsClientOptions };
}

export interface ProxyOptions {
  readonly vehicleSide: {
    /** Interface to the vehicle; the proxy listens on its first (link-local) IPv6 address. */
    readonly interface: string;
    /** TCP port without TLS; default: a free one of the range that an SECC may announce. */
    readonly port?: number;
    /** UDP port of SDP; default 15118; false: no SDP. */
    readonly sdpPort?: number | false;
  };
  readonly stationSide: {
    /** Interface to the station, on which it is searched by SDP. */
    readonly interface: string;
    /** Where the station is, in place of SDP. */
    readonly secc?: Endpoint;
    /** Default ff02::1 port 15118. */
    readonly sdpDestination?: { readonly address: string; readonly port: number };
  };
  /** Without it TLS passes unread. */
  readonly tls?: ProxyTls;
  readonly script?: ProxyScript;
  /** Keys of signers, for signed messages that are changed. */
  readonly keys?: readonly SignerKey[];
  /** File to which every event is appended as a line of JSON. */
  readonly recordFile?: string;
  readonly onEvent?: (event: RecordedEvent) => void;
  /** Lines of the NSS key log of either side. */
  readonly keylog?: (side: Side, line: string) => void;
  readonly clock?: Clock;
  /** Uniform in 0..1, in place of the generator that the script seeds. */
  readonly random?: () => number;
  /** What chooses the ports that are announced; default: the operating system's random source. */
  readonly portNumbers?: RandomSource;
}
