import { join } from 'node:path';
import { projectRoot } from '../../base/project-root.js';
import type { PilotLineAccess } from '../capabilities/pilot-line-access.js';
import type { VehiclePlan, VehicleUnderTest } from '../capabilities/vehicle-under-test.js';
import type { StationSignal } from '../devices/pilot-line/pilot-line.js';
import type { BenchProcess } from '../process/bench-process.js';
import { spawnProcess } from '../process/spawn-process.js';

export interface ReferenceVehicleOptions {
  /** Puts its command where the vehicle is. */
  readonly place: (argv: readonly string[]) => readonly string[];
  /** Its end of the data link. */
  readonly interface: string;
  readonly serviceDetail: boolean;
  readonly logFolder: string;
  /** The control pilot, on a bench that has one. */
  readonly pilot: (() => PilotLineAccess) | undefined;
}

/** The bench knows the vehicle as a program alone: no room of the harness is part of it. */
const program = join(projectRoot(), 'dist', 'src', 'peers', 'vehicle', 'sut', 'sut-main.js');
/** How long one look at the pilot waits for news, ms. */
const lookMs = 1000;

/** Driver `reference-vehicle`: our own vehicle, in a process that lives as long as it is plugged in. */
export class ReferenceVehicle implements VehicleUnderTest {
  readonly driver = 'reference-vehicle';
  readonly description = 'our own vehicle in a process of its own';
  readonly #options: ReferenceVehicleOptions;
  readonly #pilot: PilotLineAccess | undefined;
  #process: BenchProcess | undefined;

  constructor(options: ReferenceVehicleOptions) {
    this.#options = options;
    this.#pilot = options.pilot?.();
  }

  async plug({ faults = [], ...plan }: VehiclePlan): Promise<void> {
    await this.unplug();
    await this.#pilot?.vehicle('B');
    const { interface: name, serviceDetail, place, logFolder } = this.#options;
    const options = { serviceDetail, ...plan, interface: name, faults };
    const vehicle = await spawnProcess(place([process.execPath, program, JSON.stringify(options)]), {
      name: 'vehicle',
      log: join(logFolder, 'vehicle.log'),
      ready: /"event":"ready"/,
      stdin: 'pipe',
      onLine: (line) => void this.#take(line),
    });
    this.#process = vehicle;
    void this.#watchCharger(vehicle);
  }

  async unplug(): Promise<void> {
    const vehicle = this.#process;
    this.#process = undefined;
    await vehicle?.stop();
    await this.#pilot?.vehicle('A');
  }

  async close(): Promise<void> {
    await this.unplug();
    await this.#pilot?.close();
  }

  /** The resistors of the plug do what the vehicle says. */
  async #take(line: string): Promise<void> {
    const state = /^\{"event":"pilot","state":"([BC])"\}$/.exec(line)?.[1];
    if (state !== 'B' && state !== 'C') return;
    // A pilot that has gone is told by the next one who asks it.
    await this.#pilot?.vehicle(state).catch(() => undefined);
    this.#process?.write('set\n');
  }

  /** Tells the vehicle what the charger puts on the pilot for as long as it is plugged in. */
  async #watchCharger(vehicle: BenchProcess): Promise<void> {
    const pilot = this.#pilot;
    if (pilot === undefined) return;
    try {
      const { last: newest, station } = await pilot.state();
      let last = newest;
      vehicle.write(signalLine(station));
      while (vehicle.running && this.#process === vehicle) {
        for (const change of await pilot.changes(last, lookMs)) {
          last = change.number;
          if (change.side === 'station') vehicle.write(signalLine(change.station));
        }
      }
    } catch {
      // The bench is going down.
    }
  }
}

/** What the charger shows, as the vehicle's process reads it. */
function signalLine(signal: StationSignal): string {
  return signal.kind === 'oscillating' ? `pilot oscillating ${signal.dutyPercent}\n` : `pilot ${signal.kind}\n`;
}
