/**
 * What the grid allows the station at one moment. Power in W; charging (into the vehicle, a load to the grid) and
 * discharging (out of the vehicle, generation) are bounded apart, both 0 or more, Infinity where there is no bound.
 */
export interface GridAllowance {
  /** No energy in either direction, and the inverter disconnected. */
  readonly stop: boolean;
  /** The stop is a galvanic one: it counts only when the inverter says that it is disconnected. */
  readonly isolate?: boolean;
  readonly maxChargeW: number;
  readonly maxDischargeW: number;
  /** Power that the grid wants to flow, below 0 out of the vehicle; undefined: it leaves that to the station. */
  readonly setpointW: number | undefined;
}

/** Nothing is limited: a station without a utility server. */
export const unlimited: GridAllowance = {
  stop: false,
  maxChargeW: Number.POSITIVE_INFINITY,
  maxDischargeW: Number.POSITIVE_INFINITY,
  setpointW: undefined,
};

/** `powerW` (below 0: out of the vehicle) cut to what is allowed. */
export function withinAllowance(powerW: number, allowance: GridAllowance): number {
  if (allowance.stop) return 0;
  return Math.max(-allowance.maxDischargeW, Math.min(allowance.maxChargeW, powerW));
}

/** Whether nothing may flow in either direction. */
export function allowsNothing(allowance: GridAllowance): boolean {
  return allowance.stop || (allowance.maxChargeW <= 0 && allowance.maxDischargeW <= 0);
}

export function sameAllowance(a: GridAllowance, b: GridAllowance): boolean {
  return (
    a.stop === b.stop &&
    (a.isolate ?? false) === (b.isolate ?? false) &&
    a.maxChargeW === b.maxChargeW &&
    a.maxDischargeW === b.maxDischargeW &&
    a.setpointW === b.setpointW
  );
}
