import type { Faults } from '../../faults/faults.js';
import type { GridAllowance } from '../../grid/grid-allowance.js';
import { type ControlModes, isStop } from '../events/control-modes.js';

/** What the percentages of DERControlBase refer to, W. */
export interface Ratings {
  /** setMaxW. */
  readonly maxW: number;
  /** setMaxChargeRateW. */
  readonly maxChargeW: number;
  /** setMaxDischargeRateW. */
  readonly maxDischargeW: number;
}

export interface MergeOptions {
  readonly ratings: Ratings;
  /** Directions that opModMaxLimW bounds. */
  readonly maxLimW: 'both' | 'generation';
  readonly faults: Faults;
}

/**
 * What control modes mean for the station: every mode that is there bounds it, and the tightest bound of each direction
 * holds. The station is all that there is behind its connection point, so import and load limits bound charging, and export
 * and generation limits bound discharging.
 */
export function allowanceOf(modes: ControlModes, options: MergeOptions): GridAllowance {
  const { ratings, maxLimW, faults } = options;
  const heard = hear(modes, faults);
  const charge: number[] = [];
  const discharge: number[] = [];
  let setpointW: number | undefined;
  const setPoint = (generateW: number) => {
    // A set point is a bound too: power beyond it, or in the other direction, was not asked for.
    charge.push(Math.max(0, -generateW));
    discharge.push(Math.max(0, generateW));
    const wanted = 0 - generateW;
    const apart = setpointW !== undefined && Math.sign(setpointW) * Math.sign(wanted) < 0;
    if (apart) setpointW = 0;
    else if (setpointW === undefined || Math.abs(wanted) < Math.abs(setpointW)) setpointW = wanted;
  };
  if (heard.opModMaxLimW !== undefined) {
    const limitW = share(heard.opModMaxLimW) * ratings.maxW;
    discharge.push(limitW);
    if (maxLimW === 'both') charge.push(limitW);
  }
  if (heard.opModExpLimW !== undefined) discharge.push(heard.opModExpLimW);
  if (heard.opModGenLimW !== undefined) discharge.push(heard.opModGenLimW);
  if (heard.opModImpLimW !== undefined) charge.push(heard.opModImpLimW);
  if (heard.opModLoadLimW !== undefined) charge.push(heard.opModLoadLimW);
  if (heard.reservedChargeW !== undefined) charge.push(heard.reservedChargeW);
  if (heard.reservedDischargeW !== undefined) discharge.push(heard.reservedDischargeW);
  if (heard.opModFixedW !== undefined) {
    const rating = heard.opModFixedW < 0 ? ratings.maxChargeW : ratings.maxDischargeW;
    setPoint(Math.max(-1, Math.min(1, heard.opModFixedW)) * rating);
  }
  if (heard.opModTargetW !== undefined) setPoint(heard.opModTargetW);
  if (heard.opModStorageTargetW !== undefined) setPoint(heard.opModStorageTargetW);
  return {
    stop: isStop(heard),
    isolate: heard.opModConnect === false,
    maxChargeW: tightest(charge),
    maxDischargeW: tightest(discharge),
    setpointW,
  };
}

function hear(modes: ControlModes, faults: Faults): ControlModes {
  const { opModEnergize, opModConnect, ...limits } = modes;
  if (faults.has('limit-for-stop') && isStop(modes)) return { ...limits, opModMaxLimW: 0.1 };
  return {
    ...limits,
    ...(opModEnergize === undefined || faults.has('lose-energize') ? {} : { opModEnergize }),
    ...(opModConnect === undefined || faults.has('lose-connect') ? {} : { opModConnect }),
  };
}

function tightest(bounds: readonly number[]): number {
  return Math.max(0, Math.min(Number.POSITIVE_INFINITY, ...bounds));
}

function share(value: number): number {
  return Math.max(0, Math.min(1, value));
}
