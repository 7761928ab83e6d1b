import { type Clock, systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { createModbusClient, type ModbusClient } from '../../transport/modbus/modbus-client.js';
import { describeModbusOutcome, type ModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import { discoverSunspec, type SunspecPlace } from '../../transport/sunspec/discover-sunspec.js';
import type { InverterControl, InverterSettings } from '../capabilities/inverter-control.js';
import type { InverterPower } from '../capabilities/inverter-power.js';
import { modelLayout } from '../devices/sunspec/model-layout.js';
import type { ModelId } from '../devices/sunspec/model-table.js';

export interface SunspecControlOptions {
  readonly host: string;
  readonly port: number;
  readonly unit: number;
  /** Register of the marker; undefined: 40000, 50000 and 0 are tried. */
  readonly base: number | undefined;
  readonly timeoutMs: number;
  readonly clock?: Clock;
}

/** What a real inverter can be told over SunSpec. */
const possible: readonly (keyof InverterSettings)[] = ['targetW', 'connected'];
/** Between two looks at the power while it is waited for, ms. */
const lookEveryMs = 50;

/**
 * Driver `sunspec-inverter` of inverter-control: sets the power of a real inverter (model 704, WSet) and its connect switch
 * (model 123 or 703). Beside the gateway it is a second master: what the gateway limits stays limited. When it is closed
 * it takes its set power away again.
 */
export class SunspecInverterControl implements InverterControl {
  readonly driver = 'sunspec-inverter';
  readonly description: string;
  readonly #client: ModbusClient;
  readonly #clock: Clock;
  readonly #options: SunspecControlOptions;
  readonly #power: InverterPower;
  #models: readonly SunspecPlace[] | undefined;
  #hasSet = false;

  /** `power` tells what flows: the meter of the bench, or the inverter's own measurement where there is none. */
  constructor(options: SunspecControlOptions, power: InverterPower) {
    const { host, port, unit, timeoutMs } = options;
    this.#options = options;
    this.#power = power;
    this.#clock = options.clock ?? systemClock;
    this.description = `SunSpec inverter at ${host}:${port}, unit ${unit}`;
    this.#client = createModbusClient({ host, port, unitId: unit, timeoutMs, clock: this.#clock });
  }

  /** @throws PlumblineError BENCH-022 what it cannot do or refuses, BENCH-023 when it is no SunSpec inverter */
  async set(settings: InverterSettings): Promise<void> {
    const asked = Object.entries(settings).filter(([, value]) => value !== undefined);
    const impossible = asked.map(([name]) => name).filter((name) => !(possible as readonly string[]).includes(name));
    if (impossible.length > 0) {
      throw this.#refusal(`${impossible.join(', ')} cannot be set over SunSpec`);
    }
    if (settings.targetW !== undefined) await this.#setPower(settings.targetW);
    if (settings.connected !== undefined) await this.#connect(settings.connected);
  }

  /** The true power of a real inverter is not known. */
  async state(): Promise<undefined> {
    return undefined;
  }

  async reach(watts: number, toleranceW: number, timeoutMs: number): Promise<boolean> {
    const until = this.#clock.monotonicNs() + BigInt(Math.round(timeoutMs * 1e6));
    for (;;) {
      const reading = await this.#power.read();
      if (reading.kind === 'value' && Math.abs(reading.value - watts) <= toleranceW) return true;
      if (this.#clock.monotonicNs() >= until) return false;
      await new Promise<void>((resolve) => this.#clock.after(lookEveryMs, resolve));
    }
  }

  async close(): Promise<void> {
    if (this.#hasSet) {
      const place = this.#models?.find(({ id }) => id === 704);
      if (place !== undefined) await this.#client.writeRegisters(place.address + offset(704, 'WSetEna'), [0]);
    }
    await Promise.all([this.#client.close(), this.#power.close()]);
  }

  async #setPower(watts: number): Promise<void> {
    const controls = await this.#model(704);
    if (controls === undefined) throw this.#refusal('it has no model 704, so its power cannot be set with a sign');
    const scale = this.#value(
      await this.#client.readHoldingRegisters(controls.address + offset(704, 'WSet_SF'), 1),
    )[0]!;
    const exponent = scale === 0x8000 ? 0 : scale >= 0x8000 ? scale - 0x1_0000 : scale;
    const raw = Math.round(watts / 10 ** exponent);
    // WSetEna, WSetMod (1: watts) and WSet (int32) lie side by side: one write, nothing comes between them.
    const values = [1, 1, (raw >> 16) & 0xffff, raw & 0xffff];
    this.#value(await this.#client.writeRegisters(controls.address + offset(704, 'WSetEna'), values));
    this.#hasSet = true;
  }

  async #connect(connected: boolean): Promise<void> {
    const first = await this.#model(123);
    const second = await this.#model(703);
    const address =
      first !== undefined
        ? first.address + offset(123, 'Conn')
        : second !== undefined
          ? second.address + offset(703, 'ES')
          : undefined;
    if (address === undefined) throw this.#refusal('it has neither model 123 nor 703, so it cannot be connected');
    this.#value(await this.#client.writeRegisters(address, [connected ? 1 : 0]));
  }

  async #model(id: number): Promise<SunspecPlace | undefined> {
    if (this.#models === undefined) {
      const found = await discoverSunspec(this.#client, this.#options.base);
      if (found.kind !== 'found') {
        throw new PlumblineError('BENCH-023', { place: this.description, detail: found.detail });
      }
      this.#models = found.device.models;
    }
    return this.#models.find((model) => model.id === id);
  }

  #value<T>(outcome: ModbusOutcome<T>): T {
    if (outcome.kind === 'ok') return outcome.value;
    if (outcome.kind !== 'exception') this.#models = undefined;
    throw this.#refusal(describeModbusOutcome(outcome));
  }

  #refusal(detail: string): PlumblineError {
    return new PlumblineError('BENCH-022', { place: this.description, detail });
  }
}

function offset(model: ModelId, point: string): number {
  return modelLayout(model).points.get(point)!.offset;
}
