import type { PilotLineAccess } from '../../src/bench/capabilities/pilot-line-access.js';
import type { StationSignal, VehicleState, Wiring } from '../../src/bench/devices/pilot-line/pilot-line.js';

/** A signal of the charger and when it came, monotonic ns. */
export interface SignalChange {
  readonly signal: StationSignal;
  readonly ns: bigint;
}

/** Duty cycles of the catalogue: 5 % is 3..7, a current limit is 10..96; the frequency is 980..1020 Hz. */
export const isDigital = (signal: StationSignal): boolean => oscillates(signal, 3, 7);
export const isNominal = (signal: StationSignal): boolean => oscillates(signal, 10, 96);
export const isSteady = (signal: StationSignal): boolean => signal.kind === 'steady';
export const isFault = (signal: StationSignal): boolean => signal.kind === 'E' || signal.kind === 'F';

function oscillates(signal: StationSignal, low: number, high: number): boolean {
  if (signal.kind !== 'oscillating') return false;
  const { dutyPercent, frequencyHz } = signal;
  return dutyPercent >= low && dutyPercent <= high && frequencyHz >= 980 && frequencyHz <= 1020;
}

/** `X2 5 %`, `X1`, `E`. */
export function signalText(signal: StationSignal): string {
  if (signal.kind === 'steady') return 'X1 (no oscillation)';
  return signal.kind === 'oscillating' ? `X2 ${signal.dutyPercent} % at ${signal.frequencyHz} Hz` : signal.kind;
}

/** The control pilot from the vehicle's side, with the order of what the charger showed. */
export class PilotWatch {
  readonly #line: PilotLineAccess;
  #from = 0;

  constructor(line: PilotLineAccess) {
    this.#line = line;
  }

  /** Sets the vehicle's side. @returns when, monotonic ns */
  set(state: VehicleState): Promise<bigint> {
    return this.#line.vehicle(state);
  }

  /** Sets the wires to the vehicle. @returns when, monotonic ns */
  wire(wiring: Wiring): Promise<bigint> {
    return this.#line.wiring(wiring);
  }

  /** The state that the vehicle is in now. */
  async vehicle(): Promise<VehicleState> {
    return (await this.#line.state()).vehicle;
  }

  /** What the charger shows now. */
  async signal(): Promise<StationSignal> {
    return (await this.#line.state()).station;
  }

  /** Looks from here on. */
  async mark(): Promise<void> {
    this.#from = (await this.#line.state()).last;
  }

  /** What the charger has shown since the mark. */
  async shown(): Promise<readonly SignalChange[]> {
    return (await this.#line.changes(this.#from, 1)).flatMap((change) =>
      change.side === 'station' ? [{ signal: change.station, ns: change.ns }] : [],
    );
  }

  /** The first signal since the mark, and after `ns`, that fits; undefined after `timeoutMs`. */
  async next(fits: (signal: StationSignal) => boolean, timeoutMs: number, ns = 0n): Promise<SignalChange | undefined> {
    const end = process.hrtime.bigint() + BigInt(Math.round(timeoutMs * 1e6));
    let after = this.#from;
    for (;;) {
      const left = Number(end - process.hrtime.bigint()) / 1e6;
      const changes = await this.#line.changes(after, Math.max(1, left));
      for (const change of changes) {
        if (change.side === 'station' && change.ns > ns && fits(change.station))
          return { signal: change.station, ns: change.ns };
      }
      after = changes.at(-1)?.number ?? after;
      if (left <= 0) return undefined;
    }
  }

  /** B-C-B toggles, each state so many ms long. */
  async toggle(count: number, stateMs: number): Promise<void> {
    for (let toggle = 0; toggle < count; toggle++) {
      await this.set('C');
      await new Promise((resolve) => setTimeout(resolve, stateMs));
      await this.set('B');
      await new Promise((resolve) => setTimeout(resolve, stateMs));
    }
  }
}
