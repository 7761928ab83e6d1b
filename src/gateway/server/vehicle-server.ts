import type { Clock } from '../../base/clock.js';
import type { RandomSource } from '../../base/random.js';
import { formatEndpoint } from '../../transport/endpoint.js';
import { type SdpReply, type SdpService, serveSdp } from '../../transport/sdp-server.js';
import type { V2gConnection } from '../../transport/v2g-connection.js';
import type { SdpSecurityCode } from '../../wire/sdp.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import type { Evse } from '../evse/evse.js';
import type { Faults } from '../faults/faults.js';
import { FaultySdp } from '../faults/faulty-sdp.js';
import type { GatewayLog } from '../log/gateway-log.js';
import type { PilotState } from '../session/station.js';
import type { PortNumbers } from '../state/gateway-state.js';
import type { CodecPort } from './codec-port.js';
import { ConnectionDriver } from './connection-driver.js';
import { DiscoveryWindow } from './discovery-window.js';
import { faultyDoor } from './faulty-door.js';
import { type PortSecurity, VehiclePort } from './vehicle-port.js';

export interface VehicleServerOptions {
  readonly config: GatewayConfig;
  /** Address on the vehicle interface. */
  readonly address: string;
  readonly tls: PortSecurity | undefined;
  /** Ports of an earlier start. */
  readonly earlierPorts: PortNumbers;
  readonly evse: Evse;
  readonly codec: CodecPort;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
  readonly faults: Faults;
}

/** Everything on the vehicle's side: SDP, the ports that it announces, the connections. */
export class VehicleServer {
  readonly #o: VehicleServerOptions;
  readonly #drivers = new Map<ConnectionDriver, Promise<void>>();
  readonly #ports: { readonly none?: VehiclePort; readonly tls?: VehiclePort };
  readonly #window: DiscoveryWindow;
  readonly #faultySdp: FaultySdp;
  #sdp: SdpService | undefined;
  #count = 0;
  #stopping = false;
  /** When the vehicle was plugged in that has not connected yet; undefined where no pilot tells. */
  #pluggedAtMs: number | undefined;

  constructor(options: VehicleServerOptions) {
    this.#o = options;
    const { config, clock } = options;
    this.#faultySdp = new FaultySdp(options.faults);
    const mode = config.security.tls;
    this.#ports = {
      ...(mode === 'enforced' ? {} : { none: this.#port(config.interfaces.port, 'none') }),
      // Where both are offered, the configured port is that of plain TCP and TLS takes a free one.
      ...(mode === 'off' ? {} : { tls: this.#port(mode === 'enforced' ? config.interfaces.port : 0, 'tls') }),
    };
    this.#window = new DiscoveryWindow(clock, config.timers.communication_setup_s * 1000, () => this.#closeWindow());
    options.evse.pilot.onChange((state, before) => {
      if (!isPlugged(before) && isPlugged(state)) this.#pluggedAtMs = this.#nowMs();
      if (state === 'E' || state === 'F') options.log.event('pilot-fault', { state });
      if (state === 'A' || state === 'E' || state === 'F') void this.#endAll(`control pilot ${state}`);
    });
  }

  /** Ports that are announced; undefined where a security is not served. */
  get ports(): PortNumbers {
    const { none, tls } = this.#ports;
    return { ...(none === undefined ? {} : { none: none.port }), ...(tls === undefined ? {} : { tls: tls.port }) };
  }

  /** UDP port of SDP; undefined where it is off or not started. */
  get sdpPort(): number | undefined {
    return this.#sdp?.port;
  }

  get drivers(): readonly ConnectionDriver[] {
    return [...this.#drivers.keys()];
  }

  /** @throws GATEWAY-022, TRANSPORT-007, TRANSPORT-008 */
  async start(): Promise<void> {
    await this.#openPorts();
    const { interfaces } = this.#o.config;
    if (!interfaces.sdp) return;
    this.#sdp = await serveSdp({
      interface: interfaces.vehicle,
      port: interfaces.sdp_port,
      answer: (request, from) => this.#answer(request.security, formatEndpoint(from)),
      onMalformed: (_raw, violations, from) =>
        this.#o.log.event('sdp-ignored', { remote: formatEndpoint(from), detail: violations.join('; ') }),
      answerMalformed: (raw, from) => {
        const wanted = this.#faultySdp.takeMalformed(raw);
        return wanted === undefined ? undefined : this.#answer(wanted, formatEndpoint(from));
      },
      onError: (error) => this.#o.log.event('listen-error', { detail: error.message }),
    });
  }

  /** Stops discovery, ends every session and waits until their power is off. */
  async stop(reason: string): Promise<void> {
    this.#stopping = true;
    this.#window.cancel();
    await this.#sdp?.close();
    await Promise.all([this.#ports.none?.close(), this.#ports.tls?.close()]);
    await this.#endAll(reason);
  }

  #answer(wanted: SdpSecurityCode, remote: string): SdpReply | undefined {
    const { evse, log, address, config } = this.#o;
    if (evse.pilot.observed && !isPlugged(evse.pilot.state)) {
      log.event('sdp-ignored', { remote, detail: `control pilot ${evse.pilot.state}` });
      return undefined;
    }
    const setupS = config.timers.communication_setup_s;
    if (this.#pluggedAtMs !== undefined && this.#nowMs() - this.#pluggedAtMs > setupS * 1000) {
      // The SDP server of this vehicle is stopped (V2G2-723): its time began when it was plugged in.
      log.event('sdp-ignored', { remote, detail: `nobody has connected within ${setupS} s of plugging in` });
      return undefined;
    }
    // What is not served is answered with what is: the vehicle decides whether it goes on (V2G2-623).
    const security =
      wanted === 'tls'
        ? this.#ports.tls === undefined
          ? 'none'
          : 'tls'
        : this.#ports.none === undefined
          ? 'tls'
          : 'none';
    const port = this.#ports[security]!.port;
    if (this.#drivers.size === 0) this.#window.answered();
    void this.#openPorts().catch((error: Error) => log.event('listen-error', { detail: error.message }));
    log.event('sdp-answered', { remote, security, port });
    return this.#faultySdp.spoil({ address, port, security });
  }

  #nowMs(): number {
    return Number(this.#o.clock.monotonicNs() / 1_000_000n);
  }

  async #openPorts(): Promise<void> {
    for (const port of [this.#ports.none, this.#ports.tls]) {
      if (port === undefined || port.isOpen || this.#stopping) continue;
      await port.open();
      this.#o.log.event('discovery-window-opened', { port: port.port });
    }
  }

  #closeWindow(): void {
    this.#o.log.event('discovery-window-closed', { after_s: this.#o.config.timers.communication_setup_s });
    void this.#ports.none?.close();
    void this.#ports.tls?.close();
  }

  #port(port: number, security: 'none' | 'tls'): VehiclePort {
    const { config, address, clock, random, log, earlierPorts } = this.#o;
    const tls = security === 'tls' ? this.#o.tls : undefined;
    const admit = tls === undefined ? undefined : faultyDoor(this.#o.faults, clock);
    return new VehiclePort({
      host: address,
      scope: config.interfaces.vehicle,
      port,
      earlier: earlierPorts[security],
      tls,
      maxPayload: config.behaviour.max_payload,
      clock,
      random,
      ...(admit === undefined ? {} : { admit }),
      onConnection: (connection) => this.#onConnection(connection),
      onError: (error) => log.event(listenEvent(tls !== undefined, error), { detail: error.message }),
    });
  }

  #onConnection(connection: V2gConnection): void {
    const { evse, codec, clock, log, config, faults } = this.#o;
    if (this.#stopping || this.#drivers.size >= config.behaviour.max_connections) {
      log.event('connection-refused', { remote: formatEndpoint(connection.remote) });
      void connection.close('reset');
      return;
    }
    this.#window.cancel();
    // Once it has connected a vehicle may come back, after a pause too, without being plugged in again.
    const pluggedAtMs = this.#pluggedAtMs;
    this.#pluggedAtMs = undefined;
    const setupUntilNs =
      pluggedAtMs === undefined
        ? undefined
        : BigInt(pluggedAtMs) * 1_000_000n + BigInt(Math.round(config.timers.communication_setup_s * 1e9));
    const number = ++this.#count;
    const driver = new ConnectionDriver({ connection, evse, clock, codec, log, faults, setupUntilNs, number });
    this.#drivers.set(
      driver,
      driver.run().finally(() => this.#drivers.delete(driver)),
    );
  }

  async #endAll(reason: string): Promise<void> {
    const ending = [...this.#drivers].flatMap(([driver, run]) => [driver.end(reason), run]);
    await Promise.all(ending);
  }
}

function isPlugged(state: PilotState | undefined): boolean {
  return state === 'B' || state === 'C' || state === 'D';
}

/** A handshake that fails is a peer that left; one that was never finished is a time-out. */
function listenEvent(secured: boolean, error: Error): 'listen-error' | 'peer-disconnect' | 'io-timeout' {
  if (/ETIMEDOUT|HANDSHAKE_TIMEOUT/.test(error.message)) return 'io-timeout';
  return secured ? 'peer-disconnect' : 'listen-error';
}
