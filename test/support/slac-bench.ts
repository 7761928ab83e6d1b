import { defaultModem, type ModemSettings } from '../../src/bench/devices/plc-modem/modem-settings.js';
import { PowerLine } from '../../src/bench/devices/plc-modem/power-line.js';
import { SeededRandom } from '../../src/bench/devices/seeded-random.js';
import { SlacStation } from '../../src/gateway/slac/slac-station.js';
import type { SlacStationEvent, SlacStationOptions } from '../../src/gateway/slac/slac-station-options.js';
import { SlacVehicle } from '../../src/peers/slac/slac-vehicle.js';
import type { SlacVehicleOptions } from '../../src/peers/slac/slac-vehicle-options.js';
import { decodeMmeFrame } from '../../src/wire/homeplug/mme-frame.js';
import { ManualClock } from './manual-clock.js';
import { RepeatableRandom } from './repeatable-random.js';

const nobody = 'FF'.repeat(16);

export interface SlacBenchOptions {
  readonly stations?: readonly Partial<SlacStationOptions>[];
  /** Modem of the vehicle and of each station. */
  readonly vehicleModem?: Partial<ModemSettings>;
  readonly stationModems?: readonly Partial<ModemSettings>[];
  readonly vehicle?: Partial<SlacVehicleOptions>;
  readonly vehicles?: number;
}

/** Vehicles and chargers at a simulated power line, on a clock that only the test moves. */
export class SlacBench {
  readonly clock = new ManualClock();
  readonly line: PowerLine;
  readonly vehicles: readonly SlacVehicle[];
  readonly stations: readonly SlacStation[];
  /** Label of each frame, with its sender's kind: `V` or `S`, in the order of the line. */
  readonly frames: { readonly from: number; readonly label: string; readonly atMs: number }[] = [];
  readonly events: (SlacStationEvent & { readonly station: number })[] = [];

  constructor(options: SlacBenchOptions = {}) {
    const stationOptions = options.stations ?? [{}];
    const vehicles = options.vehicles ?? 1;
    const random = new RepeatableRandom(7);
    const modems = [
      ...Array.from({ length: vehicles }, (_, index) => ({
        ...defaultModem(index),
        nmk: nobody,
        nid: `0${index}000000000000`,
        ...options.vehicleModem,
      })),
      ...stationOptions.map((_, index) => ({
        ...defaultModem(vehicles + index),
        nmk: '00'.repeat(16),
        ...options.stationModems?.[index],
      })),
    ];
    this.line = new PowerLine({ modems, carriesData: false }, this.clock, new SeededRandom(3), (to, frame) => {
      if (to < vehicles) this.vehicles[to]?.receive(frame);
      else this.stations[to - vehicles]?.receive(frame);
    });
    const send = (from: number) => (frame: Uint8Array) => {
      const label = decodeMmeFrame(frame)?.mme.label ?? 'data';
      this.frames.push({ from, label, atMs: Number(this.clock.monotonicNs()) / 1e6 });
      // On a wire nothing arrives while the sender still sends.
      this.clock.after(0.1, () => this.line.receive(from, frame));
    };
    const common = { clock: this.clock, random: (length: number) => random.octets(length) };
    this.vehicles = Array.from(
      { length: vehicles },
      (_, index) =>
        new SlacVehicle({
          ...common,
          mac: `02:00:00:00:0a:0${index + 1}`,
          send: send(index),
          ...options.vehicle,
        }),
    );
    this.stations = stationOptions.map(
      (one, index) =>
        new SlacStation({
          ...common,
          mac: `02:00:00:00:0e:0${index + 1}`,
          send: send(vehicles + index),
          onEvent: (event) => this.events.push({ ...event, station: index }),
          ...one,
        }),
    );
  }

  /** Moves time until the promise has settled, at most `limitMs`. */
  async until<T>(promise: Promise<T>, limitMs = 60_000): Promise<T> {
    let done = false;
    const settled = promise.finally(() => {
      done = true;
    });
    for (let passed = 0; !done && passed < limitMs; passed++) {
      this.clock.advance(1);
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
    if (!done) throw new Error(`not settled after ${limitMs} ms of the manual clock`);
    return settled;
  }

  async pass(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed++) {
      this.clock.advance(1);
      await new Promise<void>((resolve) => void setImmediate(resolve));
    }
  }

  /** Keys of the stations set, and the pilot in B. */
  async plugIn(): Promise<void> {
    for (const station of this.stations) {
      await this.until(station.start());
      station.pilotChanged('B');
    }
  }

  /** Frames of a label so far. */
  count(label: string): number {
    return this.frames.filter((frame) => frame.label === label).length;
  }

  /** Toggles the pilot of one station as the vehicle at its cable does. */
  toggle(station: number): (count: number, stateMs: number) => Promise<void> {
    return async (count, stateMs) => {
      for (let n = 0; n < count; n++) {
        for (const state of ['C', 'B'] as const) {
          await new Promise<void>((resolve) => void this.clock.after(stateMs, resolve));
          this.stations[station]!.pilotChanged(state);
        }
      }
    };
  }
}
