import type { Clock } from '../base/clock.js';
import { PlumblineError } from '../base/errors.js';
import type { RandomSource } from '../base/random.js';
import { iso15118Part20 } from '../transport/tls-profiles.js';
import type { GatewayConfig } from './config/gateway-config.js';
import { compareConfigs } from './config/restart-needed.js';
import { loadContractDesk } from './contract/load-contract-desk.js';
import { type ControlHandlers, type ControlReply, runControlLine } from './control/control-commands.js';
import { type ControlSocket, openControlSocket } from './control/control-socket.js';
import { Evse } from './evse/evse.js';
import { type Faults, noFaults } from './faults/faults.js';
import { randomOf } from './faults/faulty-random.js';
import { withFaultyTimers } from './faults/faulty-timers.js';
import { securityWith, withPlainPort } from './faults/faulty-tls.js';
import type { Inverter } from './inverter/inverter.js';
import type { GatewayLog } from './log/gateway-log.js';
import { openUtilityClient } from './sep2/open-client.js';
import type { UtilityClient } from './sep2/utility-client.js';
import type { CodecPort } from './server/codec-port.js';
import { loadPortSecurity } from './server/port-security.js';
import { vehicleAddress } from './server/vehicle-interface.js';
import { VehicleServer } from './server/vehicle-server.js';
import { type GatewaySlac, openSlac } from './slac/open-slac.js';
import { readState, writeState } from './state/state-file.js';
import { stateHash } from './state/state-hash.js';

/** What the configuration says, with the faults that are in it. */
function faultyConfig(config: GatewayConfig, faults: Faults): GatewayConfig {
  return withFaultyTimers(withPlainPort(config, faults), faults);
}

export interface GatewayOptions {
  readonly config: GatewayConfig;
  /** Reads the configuration again, for `reload`; throws GATEWAY-001 to GATEWAY-004. */
  readonly reload: () => GatewayConfig;
  readonly inverter: Inverter;
  readonly codec: CodecPort;
  readonly clock: Clock;
  readonly random: RandomSource;
  readonly log: GatewayLog;
  /** Seeded faults; by default none. */
  readonly faults?: Faults;
}

/** Where a gateway that runs can be reached. */
export interface GatewayReady {
  readonly interface: string;
  readonly address: string;
  /** TCP port without TLS. */
  readonly port: number | undefined;
  readonly tls_port: number | undefined;
  readonly sdp_port: number | undefined;
  readonly control_socket: string | undefined;
  readonly state_hash: string;
}

/** The reference gateway: an SECC for ISO 15118-2, ISO 15118-20 and DIN 70121 with one charging point. */
export class Gateway {
  readonly #o: GatewayOptions;
  readonly #evse: Evse;
  readonly #server: VehicleServer;
  readonly #utility: UtilityClient | undefined;
  readonly #ready: Omit<GatewayReady, 'port' | 'tls_port' | 'sdp_port' | 'state_hash'>;
  #control: ControlSocket | undefined;
  #slac: GatewaySlac | undefined;

  /**
   * Checks everything that can be checked before a socket is opened.
   * @throws GATEWAY-010 to 018 certificates, GATEWAY-020, GATEWAY-021 interface, GATEWAY-030 state file,
   * GATEWAY-060 credentials of the utility client
   */
  constructor(options: GatewayOptions) {
    const { clock, log, inverter, codec } = options;
    const faults = options.faults ?? noFaults;
    const config = faultyConfig(options.config, faults);
    const random = randomOf(faults, options.random);
    this.#o = options;
    const now = new Date(Number(clock.wallNs() / 1_000_000n));
    const tls = securityWith(faults, loadPortSecurity(config, now), config);
    const contract = loadContractDesk(config, now);
    const address = vehicleAddress(config.interfaces);
    const state = readState(config.state_file);
    const save = (next: typeof state) => writeState(config.state_file, next);
    this.#evse = new Evse({ config, inverter, clock, random, log, contract, state, save, faults });
    this.#server = new VehicleServer({
      config,
      address,
      tls,
      earlierPorts: state.ports ?? {},
      evse: this.#evse,
      codec,
      clock,
      random,
      log,
      faults,
    });
    for (const name of faults.names) log.event('fault-seeded', { name });
    this.#utility = openUtilityClient({ config, evse: this.#evse, clock, random, log, faults });
    this.#evse.report.onChange = () => this.#utility?.stationChanged();
    this.#evse.report.onFault = (detail) => this.#utility?.report('inverter-fault', detail);
    this.#ready = {
      interface: config.interfaces.vehicle,
      address,
      control_socket: config.control_socket,
    };
    const { paused, stopOrder } = state;
    const profile = tls?.iso20?.profile;
    if (profile !== undefined && profile !== iso15118Part20) {
      log.event('tls-deviation', { profile: profile.name, detail: profile.source });
    }
    log.event('state-restored', { paused: paused?.id, stop_order: stopOrder, state_hash: stateHash(config, state) });
  }

  /**
   * Opens the control socket, which also keeps a second gateway away, takes the inverter to a known state (off), then opens
   * the vehicle's side.
   * @throws GATEWAY-022, GATEWAY-031, GATEWAY-040, TRANSPORT-007, TRANSPORT-008, TRANSPORT-070 to -073
   */
  async start(): Promise<GatewayReady> {
    const path = this.#o.config.control_socket;
    if (path !== undefined) {
      this.#control = await openControlSocket({
        path,
        handle: (line) => runControlLine(line, this.#handlers()),
        onError: (error) => this.#o.log.event('control-error', { detail: error.message }),
      });
    }
    try {
      // A state file that cannot be written must show now and not when the first vehicle pauses.
      this.#evse.save();
      await this.#evse.power.stop('start of the gateway');
      // What the grid allows is known before a vehicle can ask.
      this.#utility?.start();
      await this.#server.start();
      const { config, clock, random, log } = this.#o;
      const faults = this.#o.faults ?? noFaults;
      this.#slac = await openSlac({ config, pilot: this.#evse.pilot, clock, random, log, faults });
      this.#evse.onSessionOver = (how) => this.#slac?.sessionOver(how);
      this.#evse.notePorts(this.#server.ports);
      this.#evse.save();
    } catch (error) {
      await this.#slac?.close();
      await this.#utility?.close();
      await this.#server.stop('failed start');
      await this.#control?.close();
      await this.#evse.power.close();
      throw error;
    }
    const ready = this.ready();
    this.#o.log.event('ready', { ...ready });
    return ready;
  }

  ready(): GatewayReady {
    const { none, tls } = this.#server.ports;
    return { ...this.#ready, port: none, tls_port: tls, sdp_port: this.#server.sdpPort, state_hash: this.#hash() };
  }

  /** Stops the energy, ends sessions, saves. Resolves with whether the inverter has been seen to stop. */
  async stop(reason: string): Promise<boolean> {
    this.#o.log.event('stopping', { reason });
    const first = this.#evse.power.state === 'off' ? Promise.resolve(true) : this.#evse.power.stop(reason);
    await this.#slac?.close();
    await this.#utility?.close();
    await this.#server.stop(reason);
    let stopped = await first;
    for (let again = 0; !stopped && again < 3; again++) stopped = await this.#evse.power.stop(reason);
    await this.#control?.close();
    try {
      this.#evse.save();
    } catch {
      // Logged; the energy is what counts here.
    }
    await this.#evse.power.close();
    this.#o.log.event('stopped', { reason, power_off: stopped });
    return stopped;
  }

  /** Applies the configuration file again. */
  reload(): ControlReply {
    let next: GatewayConfig;
    try {
      next = faultyConfig(this.#o.reload(), this.#o.faults ?? noFaults);
    } catch (error) {
      const detail = error instanceof PlumblineError ? error.toString() : (error as Error).message;
      this.#o.log.event('config-refused', { detail });
      return { ok: false, error: detail };
    }
    const { changed, needRestart } = compareConfigs(this.#evse.config, next);
    if (needRestart.length > 0) {
      const detail = `needs a restart: ${needRestart.join(', ')}`;
      this.#o.log.event('config-refused', { detail });
      return { ok: false, error: detail, changed, need_restart: needRestart };
    }
    if (changed.length > 0) this.#evse.configure(next);
    const state_hash = this.#hash();
    this.#o.log.event('config-applied', { changed, state_hash });
    return { ok: true, changed, state_hash };
  }

  #hash(): string {
    return stateHash(this.#evse.config, this.#evse.state);
  }

  #handlers(): ControlHandlers {
    const evse = this.#evse;
    const logged = <T extends ControlReply>(command: string, reply: T): T => {
      this.#o.log.event('control', { command, ok: reply.ok });
      return reply;
    };
    return {
      status: () => ({ ok: true, ...this.#status() }),
      stop: async ({ by = 'operator', reason = 'control socket' }) => {
        const requestedNs = this.#o.clock.monotonicNs();
        const verified = await evse.orderStop(by, reason);
        const afterNs = this.#o.clock.monotonicNs() - requestedNs;
        const times = { requested_ns: `${requestedNs}`, after_ms: Number(afterNs / 10_000n) / 100 };
        return logged('stop', { ok: verified, verified, ...times, power_w: evse.power.powerW });
      },
      resume: () => {
        const lifted = evse.liftStop();
        return logged('resume', lifted ? { ok: true } : { ok: false, error: 'the inverter has not been seen to stop' });
      },
      reload: () => logged('reload', this.reload()),
      authorize: () => {
        evse.desk.grant();
        this.#slac?.authorised();
        return logged('authorize', { ok: true, authorization: evse.desk.state });
      },
      refuse: () => {
        evse.desk.refuse();
        return logged('refuse', { ok: true, authorization: evse.desk.state });
      },
      renegotiate: () => {
        evse.wishRenegotiation();
        return logged('renegotiate', { ok: true });
      },
      notify: ({ wish }) => {
        evse.wish(wish);
        return logged('notify', { ok: true, wish });
      },
      setpoint: ({ power_w }) => {
        evse.setpoint(power_w ?? undefined);
        return logged('setpoint', { ok: true, power_w });
      },
      sep2: ({ ask }) => {
        if (this.#utility === undefined) return { ok: false, error: 'the configuration has no section sep2' };
        if (ask === 'poll') this.#utility.poll();
        return { ok: true, ...this.#utility.status() };
      },
      pilot: ({ state }) =>
        evse.pilot.report(state)
          ? { ok: true, state }
          : { ok: false, error: 'evse.control_pilot is none: the pilot is not observed' },
    };
  }

  #status(): Readonly<Record<string, unknown>> {
    const evse = this.#evse;
    return {
      ...this.ready(),
      sessions: this.#server.drivers.map((driver) => driver.describe()),
      // What outlives a restart; everything else here belongs to the moment.
      state: evse.state,
      stop_order: evse.stopOrder,
      power: { state: evse.power.state, power_w: evse.power.powerW, modelled: this.#o.config.inverter === undefined },
      failsafe: evse.power.failsafe.describe(),
      pilot: evse.pilot.state ?? 'not observed',
      authorization: evse.desk.state,
      paused_session: evse.state.paused?.id ?? evse.state.pausedIso20?.id ?? null,
      meter_wh: evse.state.meterWh,
      ...(this.#utility === undefined ? {} : { utility: this.#utility.status()['waiting_for'] }),
      ...(this.#slac === undefined ? {} : { slac: this.#slac.status() }),
      discharged_wh: evse.state.dischargedWh ?? 0,
    };
  }
}
