import type { RegisterBlock } from './control-points.js';
import type { SunspecModel } from './sunspec-map.js';

/** Offsets from the ID register of model 704, DERCtlAC (SunSpec model definitions, DER AC controls). */
export const at704 = {
  WMaxLimPctEna: 14,
  WMaxLimPct: 15,
  WMaxLimPctRvrt: 16,
  WMaxLimPctEnaRvrt: 17,
  WMaxLimPctRvrtTms: 18,
  WMaxLimPctRvrtRem: 20,
  WSetEna: 22,
  WSetRvrt: 26,
  WSetEnaRvrt: 30,
  WSetRvrtTms: 31,
  WMaxLimPct_SF: 54,
} as const;

/** Registers of the limit of model 704: from its enable switch to the time that is left. */
const limitCount = at704.WSetEna - at704.WMaxLimPctEna;

/** What the registers of the limit hold. */
export interface LimitTimer {
  readonly enabled: boolean;
  readonly raw: number;
  /** Undefined: the device does not implement one of the reversion registers. */
  readonly revert: { readonly raw: number; readonly enabled: boolean; readonly afterS: number } | undefined;
  /** Time that is left, s; undefined: not implemented. */
  readonly leftS: number | undefined;
}

/**
 * The reversion registers of model 704. A reversion of model 123 is no fail-safe: there the end of the time ends the limit
 * and the disconnection (`Timeout period for power limit`, `... for connect/disconnect`), so power comes back.
 */
export interface FailsafePoints {
  /** Where the scale factor of the limit is. */
  readonly scale: number;
  /** The limit of 704 is what the gateway limits with; else it stands at 100 % and is there for the fail-safe alone. */
  readonly isControl: boolean;
  readonly timer: { readonly address: number; readonly count: number };
  read(registers: readonly number[]): LimitTimer;
  /**
   * Limit, what it goes back to and the time, in one write, which also starts the time again. `open`: goes back to no limit
   * (fault only).
   */
  limit(raw: number, afterS: number, open: boolean): RegisterBlock;
  /** What the set power goes back to: 0 W; takes effect with the next write of the set power. */
  set(afterS: number, open: boolean): readonly RegisterBlock[];
  /** No reversion and no time any more, neither for the limit, which stays as `raw` says, nor for the set power. */
  release(raw: number, enabled: boolean): readonly RegisterBlock[];
}

const notImplemented16 = 0xffff;
const notImplemented32 = 0xffff_ffff;

/** The fail-safe of a device, or undefined where it has no model 704. */
export function failsafePoints(models: readonly SunspecModel[], isControl: boolean): FailsafePoints | undefined {
  const model = models.find(({ id, length }) => id === 704 && length + 2 > at704.WMaxLimPct_SF);
  if (model === undefined) return undefined;
  const { address } = model;
  const limit = address + at704.WMaxLimPctEna;
  return {
    scale: address + at704.WMaxLimPct_SF,
    isControl,
    timer: { address: limit, count: limitCount },
    read: (registers) => {
      const word = (offset: number) => registers[offset - at704.WMaxLimPctEna] ?? notImplemented16;
      const long = (offset: number) => word(offset) * 0x1_0000 + word(offset + 1);
      const [raw, enabled] = [word(at704.WMaxLimPctRvrt), word(at704.WMaxLimPctEnaRvrt)];
      const [afterS, leftS] = [long(at704.WMaxLimPctRvrtTms), long(at704.WMaxLimPctRvrtRem)];
      const lacks = raw === notImplemented16 || enabled === notImplemented16 || afterS === notImplemented32;
      return {
        enabled: word(at704.WMaxLimPctEna) === 1,
        raw: word(at704.WMaxLimPct),
        revert: lacks ? undefined : { raw, enabled: enabled === 1, afterS },
        leftS: leftS === notImplemented32 ? undefined : leftS,
      };
    },
    limit: (raw, afterS, open) => ({
      address: limit,
      values: [1, raw, open ? raw : 0, open ? 0 : 1, ...words(afterS)],
    }),
    set: (afterS, open) => [
      { address: address + at704.WSetRvrt, values: [0, 0] },
      { address: address + at704.WSetEnaRvrt, values: [open ? 0 : 1, ...words(afterS)] },
    ],
    release: (raw, enabled) => [
      { address: limit, values: [enabled ? 1 : 0, raw, 0, 0, 0, 0] },
      { address: address + at704.WSetEnaRvrt, values: [0, 0, 0] },
    ],
  };
}

function words(value: number): readonly [number, number] {
  return [Math.floor(value / 0x1_0000), value % 0x1_0000];
}
