import { type FailsafePoints, failsafePoints } from './failsafe-points.js';
import type { SunspecModel } from './sunspec-map.js';

/** A value and its scale factor, as offsets from the model's ID register. */
export interface ScaledPoint {
  readonly address: number;
  readonly value: number;
  readonly scale: number;
}

/** Registers that are written together, so that nothing can come between them. */
export interface RegisterBlock {
  readonly address: number;
  readonly values: readonly number[];
}

/**
 * Where a SunSpec inverter is read and controlled. Two generations: the models 101 to 103 with 120 (121) and 123, and the
 * 7xx models of IEEE 1547-2018 (701 to 704).
 */
export interface ControlPoints {
  /** W. */
  readonly power: ScaledPoint;
  /** What 100 % of the limit stand for, W. */
  readonly rating: ScaledPoint;
  /** Connect switch: 1 connects, 0 disconnects. */
  readonly connect: number;
  /** Scale factor of the power limit. */
  readonly limitScale: number;
  /** Sets the power limit (raw value) and enables it. */
  limit(raw: number): RegisterBlock;
  /** Where power is set with a sign; undefined where the device knows limits only. */
  readonly setPower?: SetPowerPoints;
  /** Where the inverter can be made to stop by itself; undefined where it has no such thing. */
  readonly failsafe?: FailsafePoints;
  /** Where the limit is read back: block, and the offsets of limit and its enable switch in it. */
  readonly readBack: {
    readonly address: number;
    readonly limit: number;
    readonly enabled: number;
    readonly count: number;
  };
  /** Limit and connect switch at once; undefined where they lie in different models. */
  limitAndConnect?(raw: number, connect: 0 | 1): RegisterBlock;
}

/** Set power of model 704 (WSet). SunSpec counts power into the grid, so out of the vehicle, as positive. */
export interface SetPowerPoints {
  readonly scale: number;
  /** WSetEna, WSetMod, WSet (int32). */
  readonly address: number;
  /** Sets and enables, in watts. */
  set(raw: number): RegisterBlock;
  /** Disables. */
  readonly off: RegisterBlock;
}

/**
 * The control points of a device, or what it lacks. `revertS`: arms the revert timers of model 123, which no gateway should
 * (fault only); 0 leaves them off.
 */
export function controlPoints(models: readonly SunspecModel[], revertS = 0): ControlPoints | string {
  const older = firstGeneration(models, revertS);
  const points = older ?? secondGeneration(models);
  if (points === undefined) return lacking(models);
  const setPower = setPowerPoints(models);
  const failsafe = failsafePoints(models, older === undefined);
  return {
    ...points,
    ...(setPower === undefined ? {} : { setPower }),
    ...(failsafe === undefined ? {} : { failsafe }),
  };
}

function setPowerPoints(models: readonly SunspecModel[]): SetPowerPoints | undefined {
  const controls = find(models, 704);
  if (controls === undefined) return undefined;
  const enable = controls.address + 22;
  return {
    scale: controls.address + 55,
    address: enable,
    // WSetEna, WSetMod (1: watts), WSet (int32).
    set: (raw) => ({ address: enable, values: [1, 1, (raw >> 16) & 0xffff, raw & 0xffff] }),
    off: { address: enable, values: [0] },
  };
}

function find(models: readonly SunspecModel[], ...ids: readonly number[]): SunspecModel | undefined {
  return models.find((model) => ids.includes(model.id));
}

/** Models 103 (measurement), 120 (nameplate) or 121 (basic settings), 123 (immediate controls). */
function firstGeneration(models: readonly SunspecModel[], revertS: number): ControlPoints | undefined {
  const measurement = find(models, 101, 102, 103);
  const settings = find(models, 121);
  const nameplate = find(models, 120);
  const controls = find(models, 123);
  if (measurement === undefined || controls === undefined) return undefined;
  // WMaxLimPct is a percentage of WMax (121); a device without it runs on its rating (120).
  const rating =
    settings !== undefined
      ? { address: settings.address, value: 2, scale: 22 }
      : nameplate !== undefined
        ? { address: nameplate.address, value: 3, scale: 4 }
        : undefined;
  if (rating === undefined) return undefined;
  const connect = controls.address + 4;
  // Conn, WMaxLimPct, its window, reversion and ramp times, WMaxLim_Ena lie side by side. Reversion 0: it stays.
  const limitValues = (raw: number) => [raw, 0, revertS, 0, 1];
  return {
    power: { address: measurement.address, value: 14, scale: 15 },
    rating,
    connect,
    limitScale: controls.address + 23,
    limit: (raw) => ({ address: connect + 1, values: limitValues(raw) }),
    limitAndConnect: (raw, on) =>
      revertS === 0
        ? { address: connect, values: [on, ...limitValues(raw)] }
        : { address: connect - 1, values: [on === 0 ? revertS : 0, on, ...limitValues(raw)] },
    readBack: { address: connect, limit: 1, enabled: 5, count: 6 },
  };
}

/** Models 701 (measurement), 702 (capacity), 703 (enter service), 704 (controls). */
function secondGeneration(models: readonly SunspecModel[]): ControlPoints | undefined {
  const measurement = find(models, 701);
  const capacity = find(models, 702);
  const enterService = find(models, 703);
  const controls = find(models, 704);
  if (measurement === undefined || capacity === undefined || enterService === undefined || controls === undefined) {
    return undefined;
  }
  return {
    power: { address: measurement.address, value: 10, scale: 116 },
    rating: { address: capacity.address, value: 2, scale: 45 },
    connect: enterService.address + 2,
    limitScale: controls.address + 54,
    readBack: { address: controls.address + 14, limit: 1, enabled: 0, count: 2 },
    // WMaxLimPctEna stands before WMaxLimPct.
    limit: (raw) => ({ address: controls.address + 14, values: [1, raw] }),
  };
}

function lacking(models: readonly SunspecModel[]): string {
  const found = models.map((model) => model.id).join(', ');
  return `models 101..103 with 120 or 121 and 123, or 701 to 704, are needed; found ${found === '' ? 'none' : found}`;
}
