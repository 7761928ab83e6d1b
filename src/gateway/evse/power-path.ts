import type { Clock } from '../../base/clock.js';
import { type GridAllowance, unlimited, withinAllowance } from '../grid/grid-allowance.js';
import type { ControlsReadBack, Inverter, InverterFault, InverterOutcome } from '../inverter/inverter.js';
import type { GatewayLog } from '../log/gateway-log.js';
import type { ActionOutcome } from '../session/plan.js';
import { FailsafeKeeper } from './failsafe-keeper.js';
import { LimitWriter } from './limit-writer.js';

export type PowerState = 'off' | 'starting' | 'on' | 'stopping' | 'stop-not-verified';

export interface PowerPathOptions {
  readonly inverter: Inverter;
  readonly clock: Clock;
  readonly log: GatewayLog;
  readonly pollMs: number;
  readonly stoppedBelowW: number;
  readonly stopWithinMs: number;
  readonly startWithinMs: number;
  /** No power from an inverter that would not stop by itself if the gateway died; default false: it is only told. */
  readonly failsafeRequired?: boolean;
  /** Each reading, W. */
  onPower(powerW: number): void;
  /** The inverter fell silent while power was on. The path stops by itself; this tells the rest. */
  onFault(fault: InverterFault): void;
  /** The state is another one. */
  onState?(state: PowerState): void;
}

const retryMs = 500;
const verifyPauseMs = 10;

/**
 * The way of the energy: one inverter that is commanded, read and, above all, stopped. A stop goes before everything: it
 * overtakes a start that is under way, it counts only once the measured power is below the threshold, and as long as it
 * is not verified it is tried again and no start is accepted.
 */
export class PowerPath {
  readonly #o: PowerPathOptions;
  readonly #limits: LimitWriter;
  readonly failsafe: FailsafeKeeper;
  #state: PowerState = 'off';
  /** Counts stops: a start that sees it change is not wanted any more. */
  #stops = 0;
  #stopping: Promise<boolean> | undefined;
  #cancelPoll: (() => void) | undefined;
  #cancelRetry: (() => void) | undefined;
  #powerW = 0;
  /** Power is set with its sign, not only limited. */
  #bidirectional = false;
  /** What the session asks for, before the grid has cut it, W. */
  #demandW = 0;
  #allowance: GridAllowance = unlimited;
  #closed = false;

  constructor(options: PowerPathOptions) {
    this.#o = options;
    this.#limits = new LimitWriter((limitW) => this.#writeLimit(limitW));
    const { inverter, clock, log, failsafeRequired: required = false } = options;
    this.failsafe = new FailsafeKeeper({ inverter, clock, log, required, onLapse: (fault) => this.#lost(fault) });
  }

  get state(): PowerState {
    return this.#state;
  }

  /** Last reading, W. */
  get powerW(): number {
    return this.#powerW;
  }

  /**
   * Connects the inverter with `limitW` and checks that it says so. `bidirectional`: from now on {@link limit} sets the power
   * with its sign; an inverter that cannot do that makes it fail.
   */
  async energise(demandW: number, bidirectional = false): Promise<ActionOutcome> {
    if (this.#state === 'on') {
      this.limit(demandW);
      return 'done';
    }
    if (this.#state !== 'off' || this.#allowance.stop) return 'unavailable';
    this.#demandW = demandW;
    const limitW = withinAllowance(demandW, this.#allowance);
    const stops = this.#stops;
    const wanted = () => this.#stops === stops && !this.#closed;
    this.#enter('starting');
    this.#bidirectional = bidirectional;
    const startedNs = this.#o.clock.monotonicNs();
    this.#o.log.event('power-requested', { limit_w: Math.round(limitW) });
    const outcome = await this.#start(limitW, wanted);
    if (!wanted()) return 'unavailable';
    if (outcome !== 'done') {
      // The answer is due (V2G_SECC_Msg_Performance_Time): it does not wait until the stop is verified.
      void this.stop('power on failed');
      return outcome;
    }
    this.#enter('on');
    this.#limits.reset(limitW);
    // What the grid allows may have changed meanwhile.
    this.#limits.want(withinAllowance(this.#demandW, this.#allowance));
    this.#o.log.event('power-on', { after_ms: this.#msSince(startedNs) });
    this.#poll();
    return 'done';
  }

  /** Sets the most that may flow, W; in a bidirectional session what shall flow, below 0 out of the vehicle. Does not wait; the newest value wins. Ignored while power is not on. */
  limit(limitW: number): void {
    if (this.#state !== 'on') return;
    this.#demandW = limitW;
    this.#limits.want(withinAllowance(limitW, this.#allowance));
  }

  /** What the session asks for, W, and whether with a sign; undefined while power is not on. */
  get demand(): { readonly powerW: number; readonly bidirectional: boolean } | undefined {
    return this.#state === 'on' || this.#state === 'starting'
      ? { powerW: this.#demandW, bidirectional: this.#bidirectional }
      : undefined;
  }

  /**
   * Bounds the power from now on, whatever the session asks for. A stop among it only keeps starts away: {@link stop} is
   * what ends the power.
   */
  allow(allowance: GridAllowance): void {
    this.#allowance = allowance;
    if (this.#state === 'on') this.#limits.want(withinAllowance(this.#demandW, allowance));
  }

  /** The inverter's own word on its controls. */
  readBack(): Promise<InverterOutcome<ControlsReadBack>> {
    return this.#o.inverter.readBack();
  }

  /** One reading beside those of the poll, W. */
  async readPower(): Promise<InverterOutcome<number>> {
    const read = await this.#o.inverter.readPower();
    if (read.kind === 'ok') this.#reading(read.value);
    return read;
  }

  /**
   * Stops and verifies. Resolves true once the measured power is below the threshold, false when that takes longer than
   * allowed; then it goes on trying by itself. Stops that are asked for meanwhile share the one that runs.
   */
  stop(reason: string): Promise<boolean> {
    this.#stops++;
    this.#cancelPoll?.();
    this.#limits.cancel();
    this.failsafe.rest();
    this.#stopping ??= this.#stopNow(reason).finally(() => {
      this.#stopping = undefined;
    });
    return this.#stopping;
  }

  /** Stops, then lets go of the inverter. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#cancelPoll?.();
    this.#cancelRetry?.();
    this.failsafe.rest();
    await this.failsafe.settled();
    await this.#o.inverter.close();
  }

  async #start(limitW: number, wanted: () => boolean): Promise<ActionOutcome> {
    const { inverter } = this.#o;
    const armed = this.failsafe.arm(this.#bidirectional);
    if (armed !== true && (!(await armed) || !wanted())) return 'unavailable';
    const commanded = this.#bidirectional
      ? await inverter.startBidirectional(limitW, wanted)
      : await inverter.start(limitW, wanted);
    if (commanded.kind === 'fault') {
      if (commanded.fault.kind !== 'abandoned') this.#logFault('power-refused', commanded.fault);
      return 'unavailable';
    }
    const deadlineNs = this.#deadline(this.#o.startWithinMs);
    for (;;) {
      const connected = await this.#o.inverter.isConnected();
      if (connected.kind === 'ok' && connected.value) return 'done';
      if (!wanted()) return 'unavailable';
      if (this.#o.clock.monotonicNs() >= deadlineNs) {
        const detail = connected.kind === 'ok' ? 'it does not connect' : connected.fault.detail;
        this.#o.log.event('power-refused', { detail });
        return connected.kind === 'ok' ? 'contactor-error' : 'unavailable';
      }
      await this.#pause(verifyPauseMs);
    }
  }

  async #stopNow(reason: string): Promise<boolean> {
    const { clock, log } = this.#o;
    this.#cancelRetry?.();
    const before = this.#state;
    this.#enter('stopping');
    const requestedNs = clock.monotonicNs();
    log.event('stop-requested', { reason, state: before, power_w: round(this.#powerW), monotonic_ns: requestedNs });
    const deadlineNs = this.#deadline(this.#o.stopWithinMs);
    let commandedMs: number | undefined;
    let last: string | undefined;
    do {
      if (commandedMs === undefined) {
        const commanded = await this.#o.inverter.stop();
        if (commanded.kind === 'ok') {
          commandedMs = this.#msSince(requestedNs);
          log.event('stop-commanded', { reason, after_ms: commandedMs, monotonic_ns: commanded.atNs });
        } else {
          last = commanded.fault.detail;
        }
      }
      const read = await this.#o.inverter.readPower();
      if (read.kind === 'ok') {
        this.#reading(read.value);
        if (commandedMs !== undefined && Math.abs(read.value) < this.#o.stoppedBelowW) {
          this.#enter('off');
          log.event('stop-verified', {
            reason,
            after_ms: this.#msSince(requestedNs),
            commanded_ms: commandedMs,
            power_w: round(read.value),
            monotonic_ns: read.atNs,
          });
          void this.failsafe.release();
          return true;
        }
        last = commandedMs === undefined ? last : `${round(read.value)} W still flow`;
      } else {
        last = read.fault.detail;
      }
      await this.#pause(verifyPauseMs);
    } while (clock.monotonicNs() < deadlineNs);
    this.#enter('stop-not-verified');
    log.event('stop-not-verified', { reason, after_ms: this.#msSince(requestedNs), detail: last });
    if (!this.#closed) this.#cancelRetry = clock.after(retryMs, () => void this.stop(reason));
    return false;
  }

  async #writeLimit(limitW: number): Promise<boolean> {
    if (this.#state !== 'on') return false;
    const { inverter } = this.#o;
    const set = this.#bidirectional ? await inverter.setPower(limitW) : await inverter.limit(Math.max(0, limitW));
    if (set.kind === 'fault') this.#lost(set.fault);
    return set.kind === 'ok';
  }

  #poll(): void {
    this.#cancelPoll = this.#o.clock.after(this.#o.pollMs, () => {
      void this.#o.inverter.readPower().then((read) => {
        if (this.#state !== 'on') return;
        if (read.kind === 'fault') return this.#lost(read.fault);
        this.#reading(read.value);
        this.#poll();
      });
    });
  }

  #lost(fault: InverterFault): void {
    if (this.#state !== 'on') return;
    this.#logFault('inverter-lost', fault);
    this.#o.onFault(fault);
    void this.stop('inverter lost');
  }

  #enter(state: PowerState): void {
    this.#state = state;
    this.#o.onState?.(state);
  }

  #reading(powerW: number): void {
    this.#powerW = powerW;
    this.#o.onPower(powerW);
  }

  #logFault(event: 'power-refused' | 'inverter-lost', fault: InverterFault): void {
    if (fault.kind === 'timeout') this.#o.log.event('io-timeout', { peer: 'inverter', detail: fault.detail });
    this.#o.log.event(fault.kind === 'foreign' ? 'inverter-foreign' : event, { detail: fault.detail });
  }

  #deadline(ms: number): bigint {
    return this.#o.clock.monotonicNs() + BigInt(Math.round(ms * 1e6));
  }

  #msSince(ns: bigint): number {
    return Math.round(Number(this.#o.clock.monotonicNs() - ns) / 1e4) / 100;
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#o.clock.after(ms, resolve);
    });
  }
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
