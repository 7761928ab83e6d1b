import { type Clock, systemClock } from '../../base/clock.js';
import type { ModbusClient } from '../../transport/modbus/modbus-client.js';
import type { ModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import { type Faults, noFaults } from '../faults/faults.js';
import { type ControlPoints, controlPoints, type RegisterBlock } from './control-points.js';
import type { InverterFailsafe } from './failsafe.js';
import { FaultyWrites, revertSeconds } from './faulty-writes.js';
import type { ControlsReadBack, Inverter, InverterFault, InverterOutcome } from './inverter.js';
import { SunspecFailsafe } from './sunspec-failsafe.js';
import { faultOf, int16, scaled, walkSunspec } from './sunspec-map.js';

interface Known {
  readonly points: ControlPoints;
  readonly ratedW: number;
  readonly limitScale: number;
  /** Scale factor of the set power; undefined where it cannot be set. */
  readonly setScale: number | undefined;
}

const abandoned: InverterOutcome<undefined> = {
  kind: 'fault',
  fault: { kind: 'abandoned', detail: 'a stop came in between' },
};

/** The limit as its register wants it; rounded down, since a limit must not be exceeded by rounding. */
function rawLimit(known: Known, limitW: number): number {
  const percent = Math.min(100, Math.max(0, (limitW / known.ratedW) * 100));
  return Math.floor(known.limitScale < 0 ? percent * 10 ** -known.limitScale : percent / 10 ** known.limitScale);
}

/**
 * A SunSpec inverter over Modbus TCP. The map is walked on first use and again after the connection was lost, since a
 * device that was replaced may have another one. Limit and connect switch are written in one request where the models
 * allow it, so that a link that breaks in the middle leaves no half command.
 */
export class SunspecInverter implements Inverter {
  readonly #client: ModbusClient;
  readonly #base: number;
  readonly #faults: Faults;
  readonly #writes: FaultyWrites;
  readonly #failsafe: SunspecFailsafe;
  #known: Known | undefined;
  /** Power is being set with its sign: readings then count as SunSpec has them, into the grid as positive. */
  #signed = false;
  #stopWritten = false;

  /** `failsafeS`: seconds without news after which the inverter is to stop by itself; undefined: that is not asked for. */
  constructor(
    client: ModbusClient,
    baseRegister: number,
    faults: Faults = noFaults,
    clock: Clock = systemClock,
    failsafeS?: number,
  ) {
    this.#client = client;
    this.#base = baseRegister;
    this.#faults = faults;
    this.#writes = new FaultyWrites(client, faults, clock);
    this.#failsafe = new SunspecFailsafe({
      client,
      faults,
      afterS: failsafeS,
      write: (block) => this.#send(block),
      faultOf: (refused) => this.#fault(refused),
    });
  }

  get failsafe(): InverterFailsafe | undefined {
    const { afterS } = this.#failsafe;
    if (afterS === undefined) return undefined;
    return {
      afterS,
      arm: (bidirectional) => this.#with(({ points }) => this.#failsafe.arm(points.failsafe, bidirectional)),
      keep: () => this.#with(({ points }) => this.#failsafe.keep(points.failsafe)),
      rest: () => this.#failsafe.rest(),
      release: () => this.#with(({ points }) => this.#failsafe.release(points.failsafe)),
    };
  }

  get ratedW(): number | undefined {
    return this.#known?.ratedW;
  }

  async readPower(): Promise<InverterOutcome<number>> {
    return this.#with(async ({ points }) => {
      if (this.#thinksStopped()) return { kind: 'ok', value: 0, atNs: 0n };
      const { address, value, scale } = points.power;
      // Value and scale factor in one request, or a change between two reads would be off by powers of ten.
      const read = await this.#client.readHoldingRegisters(address + value, scale - value + 1);
      if (read.kind !== 'ok') return this.#fault(read);
      const [first, last] = [read.value[0]!, read.value.at(-1)!];
      const powerW = scaled(int16(first), last);
      return { kind: 'ok', value: this.#signed ? 0 - powerW : powerW, atNs: read.at };
    });
  }

  start(limitW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>> {
    this.#stopWritten = false;
    return this.#with(async (known) => {
      if (!wanted()) return abandoned;
      this.#signed = false;
      const raw = rawLimit(known, limitW);
      const block = known.points.limitAndConnect?.(raw, 1);
      if (block !== undefined) return this.#write(known, block);
      const limited = await this.#writeLimit(known, limitW);
      if (limited.kind !== 'ok') return limited;
      return wanted() ? this.#write(known, { address: known.points.connect, values: [1] }) : abandoned;
    });
  }

  startBidirectional(powerW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>> {
    return this.#with(async (known) => {
      // The set power first: it must be what flows from the moment of the connection on.
      const set = await this.#writeSetPower(known, powerW);
      if (set.kind !== 'ok') return set;
      const connected = await this.start(known.ratedW, wanted);
      this.#signed = connected.kind === 'ok';
      return connected;
    });
  }

  setPower(powerW: number): Promise<InverterOutcome<undefined>> {
    return this.#with((known) => this.#writeSetPower(known, powerW));
  }

  limit(limitW: number): Promise<InverterOutcome<undefined>> {
    return this.#with((known) => this.#writeLimit(known, limitW));
  }

  stop(): Promise<InverterOutcome<undefined>> {
    return this.#with(async (known) => {
      const stopped = await this.#stopNow(known);
      this.#stopWritten = true;
      if (this.#signed && stopped.kind === 'ok') {
        // Disconnected already: a set power that stayed would be there at the next start.
        const { setPower } = known.points;
        if (setPower !== undefined) await this.#write(known, setPower.off);
        this.#signed = false;
      }
      return stopped;
    });
  }

  /** With the fault `ignore-modbus-exception` a stop that was refused is believed in, and nothing is looked at any more. */
  #thinksStopped(): boolean {
    return this.#stopWritten && this.#writes.believes;
  }

  async #stopNow(known: Known): Promise<InverterOutcome<undefined>> {
    const block = known.points.limitAndConnect?.(0, 0);
    if (block !== undefined) {
      const both = await this.#write(known, block);
      if (both.kind === 'ok' || both.fault.kind !== 'exception') return both;
    }
    // One by one, each tried whatever became of the other.
    const limited = await this.#writeLimit(known, 0);
    const disconnected = await this.#write(known, { address: known.points.connect, values: [0] });
    return disconnected.kind === 'ok' ? limited : disconnected;
  }

  async #writeSetPower(known: Known, powerW: number): Promise<InverterOutcome<undefined>> {
    const { setPower } = known.points;
    if (setPower === undefined || known.setScale === undefined) {
      return { kind: 'fault', fault: { kind: 'foreign', detail: 'no model 704: power cannot be set with a sign' } };
    }
    const bounded = Math.max(-known.ratedW, Math.min(known.ratedW, 0 - powerW));
    const signed = this.#faults.has('wrong-sign') ? 0 - bounded : bounded;
    const block = setPower.set(Math.trunc(signed / 10 ** known.setScale));
    this.#failsafe.noteSet(block);
    return this.#writeRemembered(known, block);
  }

  isConnected(): Promise<InverterOutcome<boolean>> {
    return this.#with(async ({ points }) => {
      if (this.#thinksStopped()) return { kind: 'ok', value: false, atNs: 0n };
      const read = await this.#client.readHoldingRegisters(points.connect, 1);
      return read.kind === 'ok' ? { kind: 'ok', value: read.value[0] === 1, atNs: read.at } : this.#fault(read);
    });
  }

  async readBack(): Promise<InverterOutcome<ControlsReadBack>> {
    return this.#with(async (known) => {
      if (this.#thinksStopped()) {
        return { kind: 'ok', value: { connected: false, limitW: 0, setW: undefined }, atNs: 0n };
      }
      const { points } = known;
      const connect = await this.#client.readHoldingRegisters(points.connect, 1);
      if (connect.kind !== 'ok') return this.#fault(connect);
      const { address, count, limit, enabled } = points.readBack;
      const block = await this.#client.readHoldingRegisters(address, count);
      if (block.kind !== 'ok') return this.#fault(block);
      const limitW =
        block.value[enabled] === 1 ? ((block.value[limit]! * 10 ** known.limitScale) / 100) * known.ratedW : undefined;
      const set = await this.#readSetPower(known);
      if (set.kind === 'fault') return set;
      const value = { connected: connect.value[0] === 1, limitW, setW: set.value };
      return { kind: 'ok', value, atNs: block.at };
    });
  }

  async #readSetPower({ points, setScale }: Known): Promise<InverterOutcome<number | undefined>> {
    if (points.setPower === undefined || setScale === undefined || !this.#signed) {
      return { kind: 'ok', value: undefined, atNs: 0n };
    }
    const read = await this.#client.readHoldingRegisters(points.setPower.address, 4);
    if (read.kind !== 'ok') return this.#fault(read);
    const [on, , high = 0, low = 0] = read.value;
    const watts = ((high << 16) | low) * 10 ** setScale;
    return { kind: 'ok', value: on === 1 ? 0 - watts : undefined, atNs: read.at };
  }

  close(): Promise<void> {
    this.#writes.close();
    return this.#client.close();
  }

  #writeLimit(known: Known, limitW: number): Promise<InverterOutcome<undefined>> {
    return this.#writeRemembered(known, this.#failsafe.limitBlock(known.points, rawLimit(known, limitW)));
  }

  /** A write that the fail-safe repeats from now on. */
  async #writeRemembered(known: Known, block: RegisterBlock): Promise<InverterOutcome<undefined>> {
    const written = await this.#write(known, block);
    if (this.#writes.believes) this.#failsafe.forgetRefused();
    return written;
  }

  async #write({ points }: Known, block: RegisterBlock): Promise<InverterOutcome<undefined>> {
    const written = await this.#writes.write(block, points);
    return written.kind === 'ok' ? { kind: 'ok', value: undefined, atNs: written.at } : this.#fault(written);
  }

  /** A write of the fail-safe: spoilt by seeded faults as any other. */
  async #send(block: RegisterBlock): Promise<ModbusOutcome<undefined>> {
    const known = this.#known;
    if (known === undefined) return { kind: 'closed', detail: 'the connection was lost meanwhile' };
    return this.#writes.write(block, known.points);
  }

  async #with<T>(use: (known: Known) => Promise<InverterOutcome<T>>): Promise<InverterOutcome<T>> {
    const known = this.#known ?? (await this.#discover());
    return 'kind' in known ? { kind: 'fault', fault: known } : use(known);
  }

  async #discover(): Promise<Known | InverterFault> {
    const map = await walkSunspec(this.#client, this.#base);
    if (map.kind === 'fault') return map.fault;
    const points = controlPoints(map.models, this.#faults.has('revert-timer-fail-open') ? revertSeconds : 0);
    if (typeof points === 'string') return { kind: 'foreign', detail: points };
    const { address, value, scale } = points.rating;
    const rating = await this.#client.readHoldingRegisters(address + value, scale - value + 1);
    if (rating.kind !== 'ok') return faultOf(rating);
    const ratedW = scaled(rating.value[0]!, rating.value.at(-1)!);
    if (!(ratedW > 0)) return { kind: 'foreign', detail: 'the rated power is not positive' };
    const limitScale = await this.#client.readHoldingRegisters(points.limitScale, 1);
    if (limitScale.kind !== 'ok') return faultOf(limitScale);
    let setScale: number | undefined;
    if (points.setPower !== undefined) {
      const read = await this.#client.readHoldingRegisters(points.setPower.scale, 1);
      if (read.kind !== 'ok') return faultOf(read);
      setScale = read.value[0] === 0x8000 ? undefined : int16(read.value[0]!);
    }
    this.#known = { points, ratedW, limitScale: int16(limitScale.value[0]!), setScale };
    return this.#known;
  }

  #fault<T>(outcome: Exclude<ModbusOutcome<unknown>, { kind: 'ok' }>): InverterOutcome<T> {
    if (outcome.kind !== 'exception') this.#known = undefined;
    return { kind: 'fault', fault: faultOf(outcome) };
  }
}
