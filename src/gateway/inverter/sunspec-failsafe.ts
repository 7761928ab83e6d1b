import type { ModbusClient } from '../../transport/modbus/modbus-client.js';
import type { ModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import type { Faults } from '../faults/faults.js';
import type { ControlPoints, RegisterBlock } from './control-points.js';
import type { FailsafeArming, FailsafeKeeping } from './failsafe.js';
import type { FailsafePoints, LimitTimer } from './failsafe-points.js';
import { revertSeconds } from './faulty-writes.js';
import type { InverterOutcome } from './inverter.js';
import { int16 } from './sunspec-map.js';

type Refused = Exclude<ModbusOutcome<unknown>, { kind: 'ok' }>;

export interface SunspecFailsafeOptions {
  readonly client: ModbusClient;
  readonly faults: Faults;
  /** Seconds without news after which the inverter stops; undefined: nothing is armed. */
  readonly afterS: number | undefined;
  readonly write: (block: RegisterBlock) => Promise<ModbusOutcome<undefined>>;
  readonly faultOf: <T>(refused: Refused) => InverterOutcome<T>;
}

/**
 * The reversion timers of model 704 as a fail-safe: limit 0 % and, where power is set with its sign, 0 W. What was written
 * is read back: an inverter counts as armed when it shows reversion value, switch and time as they were written.
 */
export class SunspecFailsafe {
  readonly #o: SunspecFailsafeOptions;
  /** Limit that 704 should hold now, raw; undefined: not armed. */
  #limit: number | undefined;
  /** Last set power, so that it can be written again. */
  #set: RegisterBlock | undefined;
  /** Both as they were before the last change. */
  #before: { readonly limit: number | undefined; readonly set: RegisterBlock | undefined } = {
    limit: undefined,
    set: undefined,
  };
  #bidirectional = false;

  constructor(options: SunspecFailsafeOptions) {
    this.#o = options;
  }

  /** s; undefined: none. */
  get afterS(): number | undefined {
    return this.#o.faults.has('revert-timer-fail-open') ? revertSeconds : this.#o.afterS;
  }

  get #open(): boolean {
    return this.#o.faults.has('failsafe-fails-open') || this.#o.faults.has('revert-timer-fail-open');
  }

  /** The write that sets a limit; where the limit is that of 704, with its time. Remembers it. */
  limitBlock(points: ControlPoints, raw: number): RegisterBlock {
    const { failsafe } = points;
    if (this.#limit === undefined || failsafe === undefined || !failsafe.isControl) return points.limit(raw);
    this.#before = { limit: this.#limit, set: this.#set };
    this.#limit = raw;
    return failsafe.limit(raw, this.afterS!, this.#open);
  }

  /** The set power that was written last. */
  noteSet(block: RegisterBlock): void {
    this.#before = { limit: this.#limit, set: this.#set };
    this.#set = block;
  }

  /**
   * With the fault `ignore-modbus-exception`: what was refused and believed in is not refreshed either, or the next refresh
   * would put right what the fault spoils.
   */
  forgetRefused(): void {
    this.#limit = this.#before.limit;
    this.#set = this.#before.set;
  }

  async arm(points: FailsafePoints | undefined, bidirectional: boolean): Promise<InverterOutcome<FailsafeArming>> {
    const { client, faults, faultOf } = this.#o;
    const { afterS } = this;
    if (afterS === undefined || faults.has('no-failsafe-armed')) return ok({ kind: 'off' });
    if (points === undefined) return missing('no model 704: it has no timer that ends power (those of 123 end limits)');
    const before = await this.#timer(points);
    if (before.kind !== 'ok') return before.kind === 'exception' ? missing('704 cannot be read') : faultOf(before);
    if (before.value.revert === undefined) return missing('704 without reversion registers');
    const scale = await client.readHoldingRegisters(points.scale, 1);
    if (scale.kind !== 'ok') return faultOf(scale);
    const full = Math.floor(100 / 10 ** (scale.value[0] === 0x8000 ? 0 : int16(scale.value[0]!)));
    // Where the limit of 704 is the control, nothing may flow before it is set.
    const raw = points.isControl ? 0 : full;
    const blocks = [points.limit(raw, afterS, this.#open), ...(bidirectional ? points.set(afterS, this.#open) : [])];
    for (const block of blocks) {
      const written = await this.#o.write(block);
      if (written.kind === 'exception') return missing(`reversion registers are refused: ${written.name}`);
      if (written.kind !== 'ok') return faultOf(written);
    }
    const after = await this.#timer(points);
    if (after.kind !== 'ok') return faultOf(after);
    const { revert } = after.value;
    const holds = revert?.raw === (this.#open ? raw : 0) && revert.enabled === !this.#open && revert.afterS === afterS;
    if (!holds) return missing(`the reversion registers hold ${JSON.stringify(revert)}`);
    this.#limit = raw;
    this.#bidirectional = bidirectional;
    this.#set = undefined;
    return ok({ kind: 'armed', afterS });
  }

  async keep(points: FailsafePoints | undefined): Promise<InverterOutcome<FailsafeKeeping>> {
    const expected = this.#limit;
    if (points === undefined || expected === undefined || this.#o.faults.has('failsafe-not-refreshed')) {
      return ok({ kind: 'kept' });
    }
    const read = await this.#timer(points);
    if (read.kind !== 'ok') return this.#o.faultOf(read);
    const found = judge(read.value, expected);
    // Writing now what held before would start an inverter that has stopped itself for good reason.
    if (found.kind === 'lapsed') return ok(found);
    const blocks = () => [
      ...(this.#limit === undefined ? [] : [points.limit(this.#limit, this.afterS!, this.#open)]),
      ...(this.#limit === undefined || this.#set === undefined || !this.#bidirectional ? [] : [this.#set]),
    ];
    // Taken anew before each write: a stop, or another power, may have come while the last one was on its way.
    for (let next = 0; next < blocks().length; next++) {
      const written = await this.#o.write(blocks()[next]!);
      if (written.kind !== 'ok') return this.#o.faultOf(written);
    }
    return ok(found);
  }

  rest(): void {
    this.#limit = undefined;
    this.#set = undefined;
  }

  async release(points: FailsafePoints | undefined): Promise<InverterOutcome<undefined>> {
    this.rest();
    const done: InverterOutcome<undefined> = ok(undefined);
    if (points === undefined || this.afterS === undefined || this.#o.faults.has('no-failsafe-armed')) return done;
    const timer = await this.#timer(points);
    if (timer.kind !== 'ok') return timer.kind === 'exception' ? done : this.#o.faultOf(timer);
    const { revert, raw, enabled } = timer.value;
    // Nothing of ours stands there; what others have set stays.
    if (revert === undefined || (revert.afterS === 0 && !revert.enabled)) return done;
    for (const block of points.release(raw, points.isControl && enabled)) {
      const written = await this.#o.write(block);
      if (written.kind !== 'ok') return this.#o.faultOf(written);
    }
    return done;
  }

  async #timer(points: FailsafePoints): Promise<ModbusOutcome<LimitTimer>> {
    const { address, count } = points.timer;
    const read = await this.#o.client.readHoldingRegisters(address, count);
    return read.kind === 'ok' ? { kind: 'ok', value: points.read(read.value), at: read.at } : read;
  }
}

function judge({ enabled, raw, leftS }: LimitTimer, expected: number): FailsafeKeeping {
  if (enabled && raw === 0 && expected !== 0 && (leftS === undefined || leftS === 0)) {
    return { kind: 'lapsed', detail: 'the limit of model 704 has gone back to 0 %' };
  }
  return leftS === 0 || !enabled ? { kind: 'idle', detail: 'the timer of model 704 does not run' } : { kind: 'kept' };
}

function ok<T>(value: T): InverterOutcome<T> {
  return { kind: 'ok', value, atNs: 0n };
}

function missing(detail: string): InverterOutcome<FailsafeArming> {
  return ok({ kind: 'missing', detail });
}
