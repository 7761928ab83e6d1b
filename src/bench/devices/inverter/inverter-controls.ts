import type { RegisterImage } from './register-image.js';
import type { ModelId } from './sunspec-models.js';

/** A value that a control must not take: Modbus exception 3. */
interface Rule {
  readonly model: ModelId;
  readonly point: string;
  readonly high: number;
}

const switches: readonly (readonly [ModelId, readonly string[]])[] = [
  [123, ['Conn', 'WMaxLim_Ena', 'OutPFSet_Ena', 'VArPct_Ena']],
  [703, ['ES']],
  [
    704,
    ['WMaxLimPctEna', 'WMaxLimPctEnaRvrt', 'WSetEna', 'WSetMod', 'WSetEnaRvrt', 'PFWInjEna', 'PFWAbsEna', 'VarSetEna'],
  ],
];

const rules: readonly Rule[] = [
  ...switches.flatMap(([model, points]) => points.map((point) => ({ model, point, high: 1 }))),
  { model: 123, point: 'WMaxLimPct', high: 100 },
  { model: 704, point: 'WMaxLimPct', high: 100 },
];

/** True when every control that a write touched holds a value that it may take. */
export function controlsAreValid(image: RegisterImage, address: number, count: number): boolean {
  return rules.every(({ model, point, high }) => {
    if (!image.touched(model, address, count).has(point)) return true;
    const value = image.value(model, point);
    return value >= 0 && value <= high;
  });
}

/** What the control registers ask for, taken together. */
export interface WantedControl {
  readonly connected: boolean;
  /** Most power in either direction, % of WMax. */
  readonly limitPercent: number;
  readonly limitEnabled: boolean;
  /** Set power of model 704, W; undefined while it is disabled. */
  readonly setW: number | undefined;
  /** Time in which the limit is to be reached, s; 0: the inverter's own ramp. */
  readonly rampSeconds: number;
}

/**
 * Reads models 123, 703 and 704 as one: it is connected when both connect switches are on, and the lower limit holds.
 * `wMax` is what 100 % stand for.
 */
export function wantedControl(image: RegisterImage, wMax: number): WantedControl {
  const first = image.has(123);
  const second = image.has(704);
  const limits: number[] = [];
  if (first && image.raw(123, 'WMaxLim_Ena') === 1) limits.push(image.value(123, 'WMaxLimPct'));
  if (second && image.raw(704, 'WMaxLimPctEna') === 1) limits.push(image.value(704, 'WMaxLimPct'));
  return {
    connected: (!first || image.raw(123, 'Conn') === 1) && (!second || image.raw(703, 'ES') === 1),
    limitPercent: limits.length === 0 ? 100 : Math.min(...limits),
    limitEnabled: limits.length > 0,
    setW: second && image.raw(704, 'WSetEna') === 1 ? setPower(image, wMax) : undefined,
    rampSeconds: first ? implemented(image.raw(123, 'WMaxLimPct_RmpTms')) : 0,
  };
}

function setPower(image: RegisterImage, wMax: number): number {
  const inWatts = image.raw(704, 'WSetMod') === 1;
  return inWatts ? image.value(704, 'WSet') : (image.value(704, 'WSetPct') / 100) * wMax;
}

function implemented(raw: number): number {
  return raw === 0xffff || raw === 0xffff_ffff ? 0 : raw;
}

/** A revert timer that a write has armed: what happens when nobody writes again in time. */
export interface RevertTimer {
  readonly name: string;
  readonly seconds: number;
  readonly revert: () => void;
}

/** Timers that a write to these addresses arms; with 0 s a timer is off. They make a silent master fail open. */
export function revertTimers(image: RegisterImage, address: number, count: number): readonly RevertTimer[] {
  const timers: RevertTimer[] = [];
  const first = image.touched(123, address, count);
  if (first.has('Conn')) {
    timers.push({
      name: 'connect',
      seconds: implemented(image.raw(123, 'Conn_RvrtTms')),
      revert: () => image.setRaw(123, 'Conn', 1),
    });
  }
  if (first.has('WMaxLimPct') || first.has('WMaxLim_Ena')) {
    timers.push({
      name: 'limit 123',
      seconds: implemented(image.raw(123, 'WMaxLimPct_RvrtTms')),
      revert: () => image.setRaw(123, 'WMaxLim_Ena', 0),
    });
  }
  const second = image.touched(704, address, count);
  if (second.has('WMaxLimPct') || second.has('WMaxLimPctEna')) {
    timers.push({
      name: 'limit 704',
      seconds: implemented(image.raw(704, 'WMaxLimPctRvrtTms')),
      revert: () => {
        const enabled = image.raw(704, 'WMaxLimPctEnaRvrt');
        image.setRaw(704, 'WMaxLimPctEna', enabled === 1 ? 1 : 0);
        const percent = image.raw(704, 'WMaxLimPctRvrt');
        if (percent !== 0xffff) image.setRaw(704, 'WMaxLimPct', percent);
      },
    });
  }
  return timers;
}
