import type { ModelId } from '../sunspec/model-table.js';
import type { RegisterImage } from '../sunspec/register-image.js';
import { adopt } from './stored-curves.js';

/** A control that goes back by itself when nobody writes again in time. */
interface RevertRule {
  readonly model: ModelId;
  /** A write to one of these starts the timer again. */
  readonly armedBy: readonly string[];
  /** Time, s; 0 or not implemented: no timer. */
  readonly seconds: string;
  /** Where the time that is left is shown. */
  readonly remaining?: string;
  /** Whether there is anything to go back from. */
  readonly inForce: (image: RegisterImage) => boolean;
  readonly revert: (image: RegisterImage) => void;
}

/** Model 704: each control has a second set of registers that holds after the timer. */
function second(control: string, values: readonly (readonly [string, string])[]): RevertRule {
  return {
    model: 704,
    armedBy: [`${control}Ena`, `${control}RvrtTms`, ...values.map(([value]) => value)],
    seconds: `${control}RvrtTms`,
    remaining: `${control}RvrtRem`,
    inForce: (image) => image.raw(704, `${control}Ena`) === 1,
    revert: (image) => {
      image.setRaw(704, `${control}Ena`, image.raw(704, `${control}EnaRvrt`) === 1 ? 1 : 0);
      for (const [value, reverted] of values) {
        if (!image.isBlank(704, reverted)) image.setRaw(704, value, image.raw(704, reverted));
      }
    },
  };
}

/** Model 123: what is switched on is switched off, and the contactor closes. Such a timer makes a silent master fail open. */
function first(points: readonly string[], seconds: string, enable: string): RevertRule {
  const [on, off] = enable === 'Conn' ? [0, 1] : [1, 0];
  return {
    model: 123,
    armedBy: points,
    seconds,
    inForce: (image) => image.raw(123, enable) === on,
    revert: (image) => image.setRaw(123, enable, off),
  };
}

function curve(model: 706 | 712): RevertRule {
  return {
    model,
    armedBy: ['Ena', 'AdptCrvReq', 'RvrtTms'],
    seconds: 'RvrtTms',
    remaining: 'RvrtRem',
    inForce: (image) => image.raw(model, 'Ena') === 1,
    revert: (image) => {
      if (image.isBlank(model, 'RvrtCrv')) image.setRaw(model, 'Ena', 0);
      else adopt(image, model, image.raw(model, 'RvrtCrv'));
    },
  };
}

const rules: readonly RevertRule[] = [
  first(['Conn', 'Conn_RvrtTms'], 'Conn_RvrtTms', 'Conn'),
  first(['WMaxLimPct', 'WMaxLim_Ena', 'WMaxLimPct_RvrtTms'], 'WMaxLimPct_RvrtTms', 'WMaxLim_Ena'),
  first(['OutPFSet', 'OutPFSet_Ena', 'OutPFSet_RvrtTms'], 'OutPFSet_RvrtTms', 'OutPFSet_Ena'),
  first(['VArWMaxPct', 'VArPct_Ena', 'VArPct_RvrtTms'], 'VArPct_RvrtTms', 'VArPct_Ena'),
  second('WMaxLimPct', [['WMaxLimPct', 'WMaxLimPctRvrt']]),
  second('WSet', [
    ['WSet', 'WSetRvrt'],
    ['WSetPct', 'WSetPctRvrt'],
  ]),
  second('PFWInj', [
    ['PFWInj.PF', 'PFWInjRvrt.PF'],
    ['PFWInj.Ext', 'PFWInjRvrt.Ext'],
  ]),
  second('PFWAbs', [
    ['PFWAbs.PF', 'PFWAbsRvrt.PF'],
    ['PFWAbs.Ext', 'PFWAbsRvrt.Ext'],
  ]),
  second('VarSet', [
    ['VarSet', 'VarSetRvrt'],
    ['VarSetPct', 'VarSetPctRvrt'],
  ]),
  curve(706),
  curve(712),
];

/** The revert timers of models 123, 704, 706 and 712. */
export class RevertTimers {
  readonly #image: RegisterImage;
  readonly #due = new Map<RevertRule, bigint>();

  constructor(image: RegisterImage) {
    this.#image = image;
  }

  /** Starts and stops timers after a write to these addresses. */
  arm(now: bigint, address: number, count: number): void {
    for (const rule of rules) {
      if (!this.#image.has(rule.model)) continue;
      const touched = this.#image.touched(rule.model, address, count);
      if (!rule.armedBy.some((point) => touched.has(point))) continue;
      const seconds = this.#image.isBlank(rule.model, rule.seconds) ? 0 : this.#image.raw(rule.model, rule.seconds);
      if (seconds === 0 || !rule.inForce(this.#image)) this.#due.delete(rule);
      else this.#due.set(rule, now + BigInt(seconds) * 1_000_000_000n);
    }
  }

  /** Carries out what is due; the moment when the last of it was due, or undefined when nothing has changed. */
  run(now: bigint): bigint | undefined {
    let last: bigint | undefined;
    for (const [rule, due] of this.#due) {
      if (due > now) continue;
      this.#due.delete(rule);
      rule.revert(this.#image);
      if (last === undefined || due > last) last = due;
    }
    return last;
  }

  /** Shows the time that is left, s, where the model has a register for it. */
  show(now: bigint): void {
    for (const rule of rules) {
      if (rule.remaining === undefined || !this.#image.has(rule.model)) continue;
      const due = this.#due.get(rule);
      this.#image.setRaw(rule.model, rule.remaining, due === undefined ? 0 : Math.ceil(Number(due - now) / 1e9));
    }
  }
}
