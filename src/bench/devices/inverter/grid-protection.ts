import type { GridState } from '../../capabilities/inverter-control.js';
import type { SeededRandom } from '../seeded-random.js';

/** When it may energise and when it must not: what models 703 and 704 and the bench file say. */
export interface ProtectionSettings {
  /** Enter-service window: voltage in % of nominal, frequency in Hz. */
  readonly highPercent: number;
  readonly lowPercent: number;
  readonly highHz: number;
  readonly lowHz: number;
  /** Time for which the grid must lie within the window before it enters service, s. */
  readonly delaySeconds: number;
  /** Largest random addition to the delay, s. */
  readonly randomSeconds: number;
  /** Whether an island is looked for at all. */
  readonly antiIslanding: boolean;
  /** Time that it takes to find an island, ms. */
  readonly antiIslandingMs: number;
}

interface TripRule {
  readonly name: string;
  readonly violated: (grid: GridState, settings: ProtectionSettings) => boolean;
  readonly clearingMs: (settings: ProtectionSettings) => number;
}

export const nominalV = 230;
const percentOf = (grid: GridState) => (grid.voltageV / nominalV) * 100;

/**
 * Trip limits of abnormal voltage in the manner of IEEE 1547-2018, of frequency for a 50 Hz grid; from memory, check them
 * against the standard before a verdict rests on them.
 */
const rules: readonly TripRule[] = [
  { name: 'over-voltage', violated: (grid) => percentOf(grid) > 120, clearingMs: () => 160 },
  { name: 'over-voltage', violated: (grid) => percentOf(grid) > 110, clearingMs: () => 2000 },
  { name: 'under-voltage', violated: (grid) => percentOf(grid) < 45, clearingMs: () => 160 },
  { name: 'under-voltage', violated: (grid) => percentOf(grid) < 70, clearingMs: () => 2000 },
  { name: 'over-frequency', violated: (grid) => grid.frequencyHz > 51.5, clearingMs: () => 160 },
  { name: 'under-frequency', violated: (grid) => grid.frequencyHz < 47.5, clearingMs: () => 160 },
  {
    name: 'island',
    violated: (grid, { antiIslanding }) => grid.islanded && antiIslanding,
    clearingMs: ({ antiIslandingMs }) => antiIslandingMs,
  },
];

/** A change of whether it may energise, at its exact moment. */
export interface ServiceChange {
  readonly at: bigint;
  readonly energise: boolean;
}

/**
 * Watches the grid: trips when it has been out of its limits for the clearing time, and enters service again when it has
 * been within the window for the delay. In service at the start.
 */
export class GridProtection {
  readonly #settings: () => ProtectionSettings;
  readonly #random: SeededRandom;
  readonly #violatedSince = new Map<TripRule, bigint>();
  #grid: GridState = { voltageV: nominalV, frequencyHz: 50, islanded: false };
  #permitted = true;
  #inService = true;
  #cause: string | undefined;
  /** Since when the window is kept, and the delay that was drawn for this time. */
  #waiting: { readonly since: bigint; readonly seconds: number } | undefined;

  constructor(settings: () => ProtectionSettings, random: SeededRandom) {
    this.#settings = settings;
    this.#random = random;
  }

  get grid(): GridState {
    return this.#grid;
  }

  get inService(): boolean {
    return this.#inService;
  }

  /** What it tripped on: a name, or undefined while in service or merely not permitted. */
  get cause(): string | undefined {
    return this.#cause;
  }

  /** Time until it may enter service, s; 0 while in service, the whole delay while the grid is out of the window. */
  remainingSeconds(now: bigint): number {
    if (this.#inService) return 0;
    if (this.#waiting === undefined) return this.#settings().delaySeconds;
    return Math.max(0, this.#waiting.seconds - Number(now - this.#waiting.since) / 1e9);
  }

  /** The grid from `now` on. */
  setGrid(now: bigint, change: Partial<GridState>): readonly ServiceChange[] {
    const changes = this.advance(now);
    this.#grid = { ...this.#grid, ...change };
    return [...changes, ...this.advance(now)];
  }

  /** Permit service (model 703, ES): taking it away ceases at once, giving it starts the enter-service delay. */
  permit(now: bigint, permitted: boolean): readonly ServiceChange[] {
    const changes = this.advance(now);
    if (permitted === this.#permitted) return changes;
    this.#permitted = permitted;
    if (!permitted) {
      this.#inService = false;
      this.#waiting = undefined;
    }
    return [...changes, ...this.advance(now)];
  }

  /** Everything that has happened up to `now`, in its order. */
  advance(now: bigint): readonly ServiceChange[] {
    const settings = this.#settings();
    const changes: ServiceChange[] = [];
    for (const rule of rules) {
      if (!rule.violated(this.#grid, settings)) {
        this.#violatedSince.delete(rule);
        continue;
      }
      const since = this.#violatedSince.get(rule) ?? now;
      this.#violatedSince.set(rule, since);
      const due = since + BigInt(Math.round(rule.clearingMs(settings) * 1e6));
      if (!this.#inService || due > now) continue;
      this.#inService = false;
      this.#cause = rule.name;
      changes.push({ at: due, energise: false });
    }
    if (!this.#withinWindow(settings) || !this.#permitted) this.#waiting = undefined;
    else if (!this.#inService) {
      this.#waiting ??= {
        since: now,
        seconds: settings.delaySeconds + settings.randomSeconds * this.#random.uniform(),
      };
      const due = this.#waiting.since + BigInt(Math.round(this.#waiting.seconds * 1e9));
      if (due <= now) {
        this.#inService = true;
        this.#cause = undefined;
        this.#waiting = undefined;
        changes.push({ at: due, energise: true });
      }
    }
    return changes;
  }

  #withinWindow({ highPercent, lowPercent, highHz, lowHz }: ProtectionSettings): boolean {
    const { frequencyHz, islanded } = this.#grid;
    const percent = percentOf(this.#grid);
    return (
      !islanded && percent <= highPercent && percent >= lowPercent && frequencyHz <= highHz && frequencyHz >= lowHz
    );
  }
}
