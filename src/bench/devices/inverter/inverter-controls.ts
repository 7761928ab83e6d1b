import type { ModelId } from '../sunspec/model-table.js';
import type { RegisterImage } from '../sunspec/register-image.js';
import { voltWattLimit } from './stored-curves.js';

/** Percentages that a control must not exceed: Modbus exception 3. Positions of switches are in the models. */
const percentages: readonly (readonly [ModelId, string, number, number])[] = [
  [123, 'WMaxLimPct', 0, 100],
  [704, 'WMaxLimPct', 0, 100],
  [704, 'WMaxLimPctRvrt', 0, 100],
  [704, 'WSetPct', -100, 100],
  [704, 'WSetPctRvrt', -100, 100],
];

/**
 * True when every control that a write touched holds a value that it may take: a switch a position that it has, a
 * percentage one of its range, WMax no more than the rating `ratedW`.
 */
export function controlsAreValid(image: RegisterImage, address: number, count: number, ratedW: number): boolean {
  for (const model of image.models) {
    const touched = image.touched(model, address, count);
    for (const name of touched) {
      const { range, writable } = image.points(model).get(name)!;
      if (!writable || range === undefined) continue;
      const value = image.raw(model, name);
      if (value < range[0] || value > range[1]) return false;
    }
    for (const [of, point, low, high] of percentages) {
      if (of !== model || !touched.has(point) || image.isBlank(model, point)) continue;
      const value = image.value(model, point);
      if (value < low || value > high) return false;
    }
    // Half a step of the scale factor of slack: the rating itself is rounded.
    if ((model === 121 || model === 702) && touched.has('WMax') && image.value(model, 'WMax') > ratedW * 1.001) {
      return false;
    }
  }
  return true;
}

/** True when a write touches a curve that says of itself that it is read-only. */
export function touchesReadOnlyCurve(image: RegisterImage, address: number, count: number): boolean {
  for (const model of [706, 712] as const) {
    for (const name of image.touched(model, address, count)) {
      const curve = /^Crv\d+\./.exec(name)?.[0];
      if (curve !== undefined && image.raw(model, `${curve}ReadOnly`) === 1) return true;
    }
  }
  return false;
}

/** What the control registers ask for, taken together. */
export interface WantedControl {
  readonly connected: boolean;
  /** Model 703, ES; true where the device has no such switch. */
  readonly permitted: boolean;
  /** Most power in either direction, W. */
  readonly limitW: number;
  readonly limitEnabled: boolean;
  /** Set power of model 704, W; undefined while it is disabled. */
  readonly setW: number | undefined;
  /** Time in which the limit is to be reached, s; 0: the inverter's own ramp. */
  readonly rampSeconds: number;
  /** Steepest rise of power (704 WRmp), W/s; undefined: none is set. */
  readonly riseWPerS: number | undefined;
  /** Steepest change of power in any direction (121 WGra), W/s. */
  readonly gradientWPerS: number | undefined;
}

/**
 * Reads models 121, 123, 702, 703 and 704 as one: it is connected when both connect switches are on, and the lower limit
 * holds. A percentage is one of WMax, of 121 for model 123 and of 702 for model 704.
 */
export function wantedControl(image: RegisterImage, ratedW: number): WantedControl {
  const firstMaxW = maximum(image, 121, ratedW);
  const secondMaxW = maximum(image, 702, ratedW);
  const limits = [firstMaxW, secondMaxW];
  const first = isOne(image, 123, 'WMaxLim_Ena');
  const second = isOne(image, 704, 'WMaxLimPctEna');
  if (first) limits.push((image.value(123, 'WMaxLimPct') / 100) * firstMaxW);
  if (second) limits.push((image.value(704, 'WMaxLimPct') / 100) * secondMaxW);
  const permitted = !image.has(703) || isOne(image, 703, 'ES');
  return {
    connected: (!image.has(123) || isOne(image, 123, 'Conn')) && permitted,
    permitted,
    limitW: Math.min(...limits),
    limitEnabled: first || second,
    setW: isOne(image, 704, 'WSetEna') ? setPower(image, secondMaxW) : undefined,
    rampSeconds: implemented(image, 123, 'WMaxLimPct_RmpTms') ?? 0,
    riseWPerS: positive(implemented(image, 704, 'WRmp'), secondMaxW),
    gradientWPerS: positive(implemented(image, 121, 'WGra'), firstMaxW),
  };
}

/** Limit of the volt-watt curve at this voltage, W, and the time in which it is to be reached, s. */
export function voltageLimit(
  image: RegisterImage,
  voltPercent: number,
  ratedW: number,
): { readonly limitW: number; readonly seconds: number } | undefined {
  if (!isOne(image, 706, 'Ena')) return undefined;
  const percent = voltWattLimit(image, voltPercent);
  if (percent === undefined) return undefined;
  const seconds = image.isBlank(706, 'Crv1.RspTms') ? 0 : image.value(706, 'Crv1.RspTms');
  return { limitW: (percent / 100) * maximum(image, 702, ratedW), seconds };
}

/** Random delay that a write asks for (model 123, time windows), s: at most this long. */
export function windowSeconds(image: RegisterImage, address: number, count: number): number {
  const touched = image.touched(123, address, count);
  const connect = touched.has('Conn') ? (implemented(image, 123, 'Conn_WinTms') ?? 0) : 0;
  const limit =
    touched.has('WMaxLimPct') || touched.has('WMaxLim_Ena') ? (implemented(image, 123, 'WMaxLimPct_WinTms') ?? 0) : 0;
  return Math.max(connect, limit);
}

function maximum(image: RegisterImage, model: 121 | 702, ratedW: number): number {
  return image.isBlank(model, 'WMax') ? ratedW : Math.min(ratedW, image.value(model, 'WMax'));
}

function setPower(image: RegisterImage, wMax: number): number {
  if (image.raw(704, 'WSetMod') === 1) return image.isBlank(704, 'WSet') ? 0 : image.value(704, 'WSet');
  return image.isBlank(704, 'WSetPct') ? 0 : (image.value(704, 'WSetPct') / 100) * wMax;
}

function isOne(image: RegisterImage, model: ModelId, point: string): boolean {
  return image.has(model) && image.raw(model, point) === 1;
}

function implemented(image: RegisterImage, model: ModelId, point: string): number | undefined {
  return image.isBlank(model, point) ? undefined : image.value(model, point);
}

/** % of the maximum a second as W/s; 0 means that no gradient is set. */
function positive(percent: number | undefined, maximumW: number): number | undefined {
  return percent === undefined || percent === 0 ? undefined : (percent / 100) * maximumW;
}
