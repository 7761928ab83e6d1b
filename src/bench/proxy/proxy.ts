import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { type RandomSource, systemRandom } from '../../base/random.js';
import { onDynamicPort } from '../../transport/dynamic-port.js';
import { formatEndpoint, withZone } from '../../transport/endpoint.js';
import { ipv6AddressesOf } from '../../transport/interfaces.js';
import type { TlsClientOptions } from '../../transport/tls-options.js';
import { connectV2g, listenV2g, type V2gConnection } from '../../transport/v2g-connection.js';
import { type SdpSecurity, sdpPort } from '../../wire/sdp.js';
import { SeededRandom } from '../devices/seeded-random.js';
import { warmUpSchemas } from './link/followed-schema.js';
import { Holds } from './link/holds.js';
import { RelayConnection } from './link/relay-connection.js';
import { relaySdp } from './link/relay-sdp.js';
import { relayUnread } from './link/relay-unread.js';
import { StationSearch } from './link/station-search.js';
import type { ProxyOptions } from './proxy-options.js';
import { ProxyRecord } from './record/proxy-record.js';
import { type ProxyScript, transparentScript } from './script/proxy-script.js';

/** TCP and TLS towards the station together, ms (V2G_EVCC_CommunicationSetup_Timeout leaves the vehicle 20 s). */
const connectMs = 10_000;

export interface ProxyPorts {
  readonly plain: number;
  /** TLS that the proxy ends itself. */
  readonly tls?: number;
  /** TLS that passes unread. */
  readonly opaque?: number;
  readonly sdp?: number;
}

/** A proxy that stands between vehicle and station. */
export interface RunningProxy {
  readonly ports: ProxyPorts;
  readonly record: ProxyRecord;
  readonly holds: Holds;
  /** Rules that hold from the next message on, in place of those before; their counters begin at 1. */
  use(script: ProxyScript): void;
  /** Ends every connection and stops listening. */
  close(): Promise<void>;
}

/**
 * Opens the vehicle's side and stands ready for the station, which is searched when a vehicle asks for it.
 * @throws PlumblineError BENCH-035 the two sides are the same place, or the record cannot be written; TRANSPORT-005 certificates,
 * TRANSPORT-007 interface, TRANSPORT-008 port
 */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  checkSides(options);
  const proxy = new OpenProxy(options);
  try {
    await proxy.open();
  } catch (error) {
    await proxy.close();
    throw error;
  }
  return proxy;
}

/** One search would find the proxy itself: requests of its own would come back to it for ever. */
function checkSides({ vehicleSide, stationSide }: ProxyOptions): void {
  const own = vehicleSide.sdpPort === false ? undefined : (vehicleSide.sdpPort ?? sdpPort);
  const other = stationSide.sdpDestination?.port ?? sdpPort;
  if (stationSide.secc !== undefined || vehicleSide.interface !== stationSide.interface || own !== other) return;
  const detail = `both sides are ${vehicleSide.interface}: its own search would find the proxy itself`;
  throw new PlumblineError('BENCH-035', { place: vehicleSide.interface, detail });
}

class OpenProxy implements RunningProxy {
  readonly record: ProxyRecord;
  readonly holds = new Holds();
  readonly #options: ProxyOptions;
  readonly #clock;
  readonly #connections = new Set<RelayConnection>();
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #portNumbers: RandomSource;
  #script: ProxyScript;
  #random: () => number;
  #ports: ProxyPorts = { plain: 0 };
  #search: StationSearch | undefined;
  #number = 0;

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.record = new ProxyRecord(this.#clock, options.recordFile, options.onEvent);
    this.#closers.push(async () => this.record.close());
    this.#script = options.script ?? transparentScript;
    this.#portNumbers = options.portNumbers ?? systemRandom;
    this.#random = this.#randomOf(this.#script);
    this.record.knowRules(this.#script.rules.map(({ name }) => name));
  }

  get ports(): ProxyPorts {
    return this.#ports;
  }

  use(script: ProxyScript): void {
    this.#script = script;
    this.#random = this.#randomOf(script);
    const rules = script.rules.map(({ name }) => name);
    this.record.knowRules(rules);
    this.record.append({ event: 'rules', rules });
  }

  async open(): Promise<void> {
    warmUpSchemas();
    const { vehicleSide, stationSide, tls } = this.#options;
    const [address = ''] = ipv6AddressesOf(vehicleSide.interface);
    const host = withZone(address, vehicleSide.interface);
    const search = new StationSearch({
      interface: stationSide.interface,
      ...(stationSide.secc === undefined ? {} : { secc: stationSide.secc }),
      ...(stationSide.sdpDestination === undefined ? {} : { destination: stationSide.sdpDestination }),
      address,
      port: (security) => (security === 'none' ? this.#ports.plain : (this.#ports.tls ?? this.#ports.opaque)),
      clock: this.#clock,
      record: this.record,
    });
    this.#search = search;
    const plain = await this.#listen(host, vehicleSide.port, 'none');
    const secure = tls === undefined ? undefined : await this.#listen(host, undefined, 'tls');
    const opaque = secure === undefined ? await this.#passUnread(host, search) : undefined;
    this.#ports = {
      plain,
      ...(secure === undefined ? {} : { tls: secure }),
      ...(opaque === undefined ? {} : { opaque }),
    };
    const sdp = await this.#answerSdp(search);
    this.#ports = { ...this.#ports, ...(sdp === undefined ? {} : { sdp }) };
    this.record.append({
      event: 'ready',
      plainPort: plain,
      ...(secure === undefined ? {} : { tlsPort: secure }),
      ...(opaque === undefined ? {} : { opaquePort: opaque }),
      ...(sdp === undefined ? {} : { sdpPort: sdp }),
      ...(this.#script.name === undefined ? {} : { script: this.#script.name }),
      rules: this.#script.rules.map(({ name }) => name),
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => connection.close()));
    for (const close of this.#closers.splice(0).reverse()) await close();
  }

  async #listen(host: string, port: number | undefined, security: SdpSecurity): Promise<number> {
    const { part2, part20 } = security === 'tls' ? (this.#options.tls?.asStation ?? {}) : {};
    const only = part2 ?? part20;
    const common = {
      host,
      ...(only === undefined ? {} : { tls: only }),
      ...(part2 === undefined || part20 === undefined ? {} : { tls13: part20 }),
      clock: this.#clock,
      keylog: (line: string) => this.#options.keylog?.('vehicle', line),
      onConnection: (vehicle: V2gConnection) => void this.#connected(vehicle, security),
      onError: (error: Error) =>
        this.record.append({ event: 'problem', place: 'towards the vehicle', text: error.message }),
    };
    const open = (number: number) => listenV2g({ ...common, port: number });
    const listener = port === undefined ? await onDynamicPort(this.#portNumbers, open) : await open(port);
    this.#closers.push(() => listener.close());
    return listener.port;
  }

  async #passUnread(host: string, search: StationSearch): Promise<number> {
    const number = () => ++this.#number;
    const station = () => search.station('tls');
    const common = { host, station, number, record: this.record };
    const relay = await onDynamicPort(this.#portNumbers, (port) => relayUnread({ ...common, port }));
    this.#closers.push(() => relay.close());
    return relay.port;
  }

  async #answerSdp(search: StationSearch): Promise<number | undefined> {
    const { interface: name, sdpPort: port = sdpPort } = this.#options.vehicleSide;
    if (port === false) return undefined;
    const relay = await relaySdp({
      interface: name,
      port,
      answer: (raw, from) => search.answer(raw, from),
      onError: (error) => this.record.append({ event: 'problem', place: `SDP on ${name}`, text: error.message }),
    });
    this.#closers.push(() => relay.close());
    return relay.port;
  }

  async #connected(vehicle: V2gConnection, security: SdpSecurity): Promise<void> {
    const number = ++this.#number;
    const from = formatEndpoint(vehicle.remote);
    let station: V2gConnection;
    try {
      station = await this.#connectStation(vehicle, security);
    } catch (error) {
      const text = `the station cannot be reached: ${error instanceof Error ? error.message : String(error)}`;
      this.record.append({ event: 'problem', place: from, text });
      await vehicle.close('reset');
      return;
    }
    this.record.append({
      event: 'connected',
      connection: number,
      vehicle: from,
      station: formatEndpoint(station.remote),
      ...(vehicle.tls === undefined || station.tls === undefined
        ? {}
        : { tls: { vehicle: words(vehicle), station: words(station) } }),
    });
    const relay = new RelayConnection(number, vehicle, station, {
      rules: () => this.#script.rules,
      holds: this.holds,
      record: this.record,
      clock: this.#clock,
      random: () => this.#random(),
      keys: this.#options.keys ?? [],
    });
    this.#connections.add(relay);
    await relay.run();
    this.#connections.delete(relay);
  }

  async #connectStation(vehicle: V2gConnection, security: SdpSecurity): Promise<V2gConnection> {
    const target = await this.#search?.station(security);
    const { interface: name } = this.#options.stationSide;
    if (target === undefined) throw new PlumblineError('TRANSPORT-001', { place: name, detail: 'nobody answers SDP' });
    const tls = security === 'tls' ? this.#clientTls(vehicle) : undefined;
    return connectV2g({
      host: target.address,
      port: target.port,
      scope: target.scope ?? name,
      timeoutMs: connectMs,
      // Nothing is to be gained by waiting: what the station says next is passed on.
      confirmMs: 0,
      clock: this.#clock,
      keylog: (line) => this.#options.keylog?.('station', line),
      ...(tls === undefined ? {} : { tls }),
    });
  }

  #clientTls(vehicle: V2gConnection): TlsClientOptions {
    const { part2, part20 } = this.#options.tls?.asVehicle ?? {};
    const tls = vehicle.tls?.version === 'TLSv1.3' ? part20 : part2;
    if (tls !== undefined) return tls;
    const detail = `no certificates towards the station for ${vehicle.tls?.version}`;
    throw new PlumblineError('TRANSPORT-005', { place: 'proxy', detail });
  }

  #randomOf(script: ProxyScript): () => number {
    if (this.#options.random !== undefined) return this.#options.random;
    const random = new SeededRandom(script.seed);
    return () => random.uniform();
  }
}

function words({ tls }: V2gConnection): string {
  return `${tls?.version} ${tls?.cipher}`;
}
