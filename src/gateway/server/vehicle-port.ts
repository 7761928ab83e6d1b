import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import type { RandomSource } from '../../base/random.js';
import { onDynamicPort } from '../../transport/dynamic-port.js';
import { iso15118Part2, type TlsProfile } from '../../transport/tls-profiles.js';
import {
  type ListenV2gOptions,
  listenV2g,
  type TlsServerOptions,
  type V2gConnection,
  type V2gListener,
} from '../../transport/v2g-connection.js';
import type { Iso20TlsMaterial, TlsMaterial } from '../certificates.js';

/** TLS of a port: that of ISO 15118-2, that of ISO 15118-20, or both by what the vehicle offers. At least one is there. */
export interface PortSecurity {
  /** A profile of its own and vehicle roots have only faulty stations. */
  readonly iso2: (TlsMaterial & Partial<Pick<Iso20TlsMaterial, 'profile' | 'vehicleRoots'>>) | undefined;
  readonly iso20: (Iso20TlsMaterial & FaultyServing) | undefined;
}

/** How only faulty stations serve. */
type FaultyServing = Pick<TlsServerOptions, 'admitsUntrusted' | 'second' | 'followsClient'>;

export interface VehiclePortOptions {
  readonly host: string;
  readonly scope: string;
  /** 0: a free one of the dynamic range. */
  readonly port: number;
  /** Port of an earlier start, taken again where `port` is 0 and it is free. */
  readonly earlier: number | undefined;
  /** undefined: plain TCP. */
  readonly tls: PortSecurity | undefined;
  readonly maxPayload: number;
  readonly clock: Clock;
  readonly random: RandomSource;
  /** Of a gateway whose door has a fault: when a connection goes on. */
  readonly admit?: ListenV2gOptions['admit'];
  onConnection(connection: V2gConnection): void;
  onError(error: Error): void;
}

/** A TCP or TLS port that can be closed and opened again under the same number. */
export class VehiclePort {
  readonly #o: VehiclePortOptions;
  #port: number;
  #listener: V2gListener | undefined;
  #opening: Promise<void> | undefined;

  constructor(options: VehiclePortOptions) {
    this.#o = options;
    this.#port = options.port;
  }

  get port(): number {
    return this.#port;
  }

  get isOpen(): boolean {
    return this.#listener !== undefined;
  }

  /** @throws GATEWAY-022 */
  open(): Promise<void> {
    if (this.#listener !== undefined) return Promise.resolve();
    this.#opening ??= this.#open().finally(() => {
      this.#opening = undefined;
    });
    return this.#opening;
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    const listener = this.#listener;
    this.#listener = undefined;
    await listener?.close();
  }

  async #open(): Promise<void> {
    const open = async (port: number) => {
      this.#listener = await this.#listen(port);
      this.#port = port;
    };
    try {
      await (this.#port === 0 ? onDynamicPort(this.#o.random, open, this.#o.earlier) : open(this.#port));
    } catch (error) {
      throw new PlumblineError('GATEWAY-022', {
        place: `[${this.#o.host}%${this.#o.scope}]:${this.#port === 0 ? 'dynamic' : this.#port}`,
        detail: error instanceof PlumblineError ? (error.detail ?? error.message) : (error as Error).message,
        cause: error,
      });
    }
  }

  #listen(port: number): Promise<V2gListener> {
    const { host, scope, tls, maxPayload, clock, admit, onConnection, onError } = this.#o;
    const door = admit === undefined ? {} : { admit };
    const common = { host, scope, port, maxPayload, clock, ...door, onConnection, onError };
    if (tls === undefined) return listenV2g(common);
    const part2 = tls.iso2 === undefined ? undefined : serverOptions(tls.iso2.profile ?? iso15118Part2, tls.iso2);
    const part20 = tls.iso20 === undefined ? undefined : serverOptions(tls.iso20.profile, tls.iso20);
    if (part2 !== undefined && part20 !== undefined) return listenV2g({ ...common, tls: part2, tls13: part20 });
    const only = part2 ?? part20;
    // Never plain TCP on a port that is for TLS.
    if (only === undefined) throw new PlumblineError('GATEWAY-010', { detail: 'TLS without any certificate' });
    return listenV2g({ ...common, tls: only });
  }
}

type ServedMaterial = TlsMaterial & { readonly vehicleRoots?: readonly string[] } & FaultyServing;

function serverOptions(
  profile: TlsProfile,
  { chain, key, ocspResponse, others, vehicleRoots, admitsUntrusted, second, followsClient }: ServedMaterial,
): TlsServerOptions {
  return {
    profile,
    chain,
    key,
    ...(vehicleRoots === undefined ? {} : { clientRoots: vehicleRoots }),
    ...(admitsUntrusted === undefined ? {} : { admitsUntrusted }),
    ...(second === undefined ? {} : { second }),
    ...(followsClient === undefined ? {} : { followsClient }),
    ...(ocspResponse === undefined ? {} : { ocspResponse }),
    ...(others === undefined ? {} : { others }),
  };
}
