import type { GatewayConfig } from '../config/gateway-config.js';
import { isSeeded } from '../faults/faults.js';
import type { GridAllowance } from '../grid/grid-allowance.js';
import { GridHold } from '../grid/grid-hold.js';
import type { StationView } from '../sep2/station-view.js';
import type { ActionOutcome, Effect, StationAction } from '../session/plan.js';
import type { Station, StopOrder, Wish } from '../session/station.js';
import type { GatewayState, PortNumbers } from '../state/gateway-state.js';
import { AuthorizationDesk } from './authorization-desk.js';
import { ControlPilot } from './control-pilot.js';
import { EnergyMeter } from './energy-meter.js';
import type { EvseOptions } from './evse-options.js';
import { IsolationTest } from './isolation-test.js';
import { KeptState } from './kept-state.js';
import { OutputStage } from './output-stage.js';
import { PowerPath } from './power-path.js';
import { StationReport } from './station-report.js';

/** `terminate` and `pause` by SessionStop, `error` where the connection went without one, `failing` right before that. */
export type SessionEnd = 'terminate' | 'pause' | 'error' | 'failing';

/** The charging point: one output, one pilot, one vehicle at a time. Every connection's session drives this one. */
export class Evse {
  readonly pilot: ControlPilot;
  readonly desk: AuthorizationDesk;
  readonly power: PowerPath;
  readonly report: StationReport;
  /** Told when the connection that held the EVSE is closed: how its session ended (D-LINK requests of ISO 15118-3). */
  onSessionOver: (how: SessionEnd) => void = () => undefined;
  readonly #o: EvseOptions;
  readonly #stage: OutputStage;
  readonly #isolation: IsolationTest;
  readonly #meter: EnergyMeter;
  readonly #grid: GridHold;
  readonly #kept: KeptState;
  #config: GatewayConfig;
  #wish: Wish = 'none';
  #setpointW: number | undefined;
  #scheduleReadyMs = 0;
  #holder: object | undefined;

  constructor(options: EvseOptions) {
    const { config, clock, log } = options;
    this.#o = options;
    this.#config = config;
    this.#stage = new OutputStage(clock, config.evse.voltage_slope_v_per_s);
    this.#isolation = new IsolationTest(clock, config.evse.isolation_test_s * 1000, config.evse.isolation_result);
    this.#meter = new EnergyMeter(clock, options.state.meterWh, options.state.dischargedWh);
    this.#kept = new KeptState(options.state, this.#meter, options.save, log);
    this.report = new StationReport(() => this.power, this.#meter);
    this.pilot = new ControlPilot(clock, config.evse.control_pilot !== 'none');
    this.desk = new AuthorizationDesk(clock, config.authorization);
    this.power = new PowerPath({
      inverter: options.inverter,
      clock,
      log,
      pollMs: (config.inverter?.poll_s ?? 0.2) * 1000,
      stoppedBelowW: config.inverter?.stopped_below_w ?? 50,
      stopWithinMs: (config.inverter?.stop_within_s ?? 1.8) * 1000,
      startWithinMs: (config.inverter?.start_within_s ?? 1.5) * 1000,
      failsafeRequired: config.inverter?.failsafe.if_missing === 'refuse',
      onPower: (powerW) => this.#meter.power(powerW),
      onFault: ({ detail }) => {
        this.report.onFault(detail);
        void this.orderStop('fault', 'inverter does not answer');
      },
      onState: () => this.report.changed(),
    });
    this.#grid = new GridHold({
      power: this.power,
      onStop: () => this.#config.sep2?.controls.vehicle_on_stop ?? 'terminate',
      mayFlow: () => this.#kept.stopOrder === 'none' && this.#holder !== undefined,
    });
    this.pilot.onChange((state) => {
      log.event('pilot', { state });
      if (state !== 'C' && state !== 'D') void this.deEnergise(`control pilot ${state}`);
    });
  }

  get config(): GatewayConfig {
    return this.#config;
  }

  /** Whose stop order holds. One of the utility server is its own: `resume` does not lift it. */
  get stopOrder(): StopOrder {
    if (this.#kept.stopOrder !== 'none') return this.#kept.stopOrder;
    return this.#grid.tellsStop ? 'grid' : 'none';
  }

  /** What is kept across a restart, as it is now. */
  get state(): GatewayState {
    return this.#kept.state;
  }

  get holder(): object | undefined {
    return this.#holder;
  }

  /** The ports that are announced now: a restart takes them again. */
  notePorts(ports: PortNumbers): void {
    this.#kept.ports = ports;
  }

  /** Takes another configuration; what is not about devices and sockets counts from the next request on. */
  configure(config: GatewayConfig): void {
    this.#config = config;
    this.desk.configure(config.authorization);
  }

  /** The station as a request of `holder` finds it. */
  station(holder: object, secured: boolean): Station {
    const nowMs = this.#nowMs();
    const voltageV = this.#stage.voltageV;
    const powerW = this.power.powerW;
    const grid = this.#grid.visible;
    return {
      config: this.#config,
      random: this.#o.random,
      nowMs,
      wallS: Number(this.#o.clock.wallNs() / 1_000_000_000n),
      pilot: this.pilot.state,
      authorization: this.desk.state,
      authorizationRefused: this.desk.refused,
      stopOrder: this.stopOrder,
      wish: this.#wish,
      setpointW: this.#setpointW,
      ...(grid === undefined ? {} : { grid }),
      renegotiationWished: this.#wish === 'schedule-renegotiation',
      secured,
      contract: this.#o.contract,
      faults: this.#o.faults,
      occupied: this.#holder !== undefined && this.#holder !== holder,
      paused: this.#kept.paused,
      pausedIso20: this.#kept.pausedIso20,
      isolation: this.#isolation.state,
      scheduleReady: nowMs >= this.#scheduleReadyMs,
      presentVoltageV: voltageV,
      presentCurrentA: voltageV > 1 ? Math.max(0, powerW) / voltageV : 0,
      presentPowerW: powerW,
      meterWh: this.#meter.wh,
      dischargedWh: this.#meter.dischargedWh,
    };
  }

  /** Does what a request needs before its answer. */
  async perform(action: StationAction): Promise<ActionOutcome> {
    if (action.kind === 'de-energise') return (await this.deEnergise(action.reason)) ? 'done' : 'not-verified';
    const detectionMs = this.#config.timers.pilot_detection_s * 1000;
    if (!(await this.pilot.waitFor(['C', 'D'], detectionMs))) return 'unavailable';
    if (this.stopOrder !== 'none' || this.#grid.allowance.stop) return 'unavailable';
    this.#wish = 'none';
    // DC begins without current: the first CurrentDemandReq says how much is wanted.
    return this.power.energise(action.output === 'dc' ? 0 : action.limitW, action.bidirectional ?? false);
  }

  /** What follows from an answer; nothing of it is waited for. @throws GATEWAY-031 where it must be on disk */
  apply(effect: Effect, holder: object): void {
    switch (effect.kind) {
      case 'start-isolation-test':
        this.#o.log.event('isolation', { state: 'testing' });
        this.#isolation.start();
        break;
      case 'request-authorization':
        this.desk.request(effect.joined);
        break;
      case 'request-schedule':
        this.#scheduleReadyMs = this.#nowMs() + this.#config.evse.schedule_delay_s * 1000;
        break;
      case 'set-output':
        this.#stage.set(effect.voltageV, effect.currentA);
        this.power.limit(effect.voltageV * effect.currentA);
        break;
      case 'limit-power':
        this.power.limit(effect.limitW);
        break;
      case 'occupy':
        this.#holder = holder;
        this.#isolation.reset();
        this.desk.reset();
        break;
      case 'remember-pause':
        this.#kept.paused = effect.paused;
        this.save();
        break;
      case 'remember-pause-iso20':
        this.#kept.pausedIso20 = effect.paused;
        this.save();
        break;
      case 'note-energy-wish':
        this.report.want(effect.wish);
        break;
      case 'wish-granted':
        if (!isSeeded(this.#o, 'meter-wish-without-end')) this.#wish = 'none';
        break;
      case 'forget-pause':
        if (this.#kept.forgetPauses()) this.save();
        break;
    }
  }

  #nowMs(): number {
    return Number(this.#o.clock.monotonicNs() / 1_000_000n);
  }

  /** Takes the energy away and checks it. */
  deEnergise(reason: string): Promise<boolean> {
    this.#grid.forget();
    this.#stage.off();
    return this.power.state === 'off' ? Promise.resolve(true) : this.power.stop(reason);
  }

  /** The connection that holds the EVSE is over: whatever flows is stopped. */
  async release(holder: object, reason: string): Promise<void> {
    if (this.#holder !== holder) return;
    await this.deEnergise(reason);
    this.#holder = undefined;
    this.#wish = 'none';
    this.#isolation.reset();
    this.desk.reset();
    this.report.want(undefined);
    this.#kept.saveIfPossible();
  }

  /** Stops at once and until it is lifted, also across a restart. Resolves with whether the stop is verified. */
  orderStop(by: Exclude<StopOrder, 'none'>, reason: string): Promise<boolean> {
    this.#kept.stopOrder = by;
    this.#grid.forget();
    this.#o.log.event('stop-order', { by, reason });
    // The inverter first: the disk may be slow.
    const stopped = this.power.stop(reason);
    this.#stage.set(this.#stage.voltageV, 0);
    this.#kept.saveIfPossible();
    return stopped;
  }

  /** What the grid allows from now on. */
  allow(allowance: GridAllowance, reason: string): void {
    this.#grid.allow(allowance, reason);
  }

  /** The station as the utility is told of it. */
  stationView(): StationView {
    return this.report.view({ allowance: this.#grid.allowance, occupied: this.#holder !== undefined });
  }

  /** Lifts a stop order. Returns false where the inverter has not been seen to stop. */
  liftStop(): boolean {
    if (this.power.state === 'stopping' || this.power.state === 'stop-not-verified') return false;
    this.#kept.stopOrder = 'none';
    this.#o.log.event('stop-order-lifted');
    this.save();
    return true;
  }

  /** Asks the vehicle for new parameters (EVSENotification ReNegotiation). */
  wishRenegotiation(): void {
    this.wish('schedule-renegotiation');
  }

  /** Asks the vehicle for something by EVSENotification; forgotten when its session is over. */
  wish(wish: Wish): void {
    this.#wish = wish;
  }

  /** Power for dynamic and bidirectional sessions, W; below 0 out of the vehicle, undefined: what the schedule allows. */
  setpoint(powerW: number | undefined): void {
    this.#setpointW = powerW;
  }

  /** Writes the state. @throws GATEWAY-031 */
  save(): void {
    this.#kept.save();
  }
}
