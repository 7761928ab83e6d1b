/**
 * The DERControlBase modes that this station can carry out. Powers in W, from the grid's side: generation, so out of the
 * vehicle, is positive, as IEEE 2030.5 has it. Shares are fractions of a rating (1 is 100 %).
 */
export interface ControlModes {
  /** false: cease to energise. */
  readonly opModEnergize?: boolean;
  /** false: galvanically apart. */
  readonly opModConnect?: boolean;
  /** Share of the most that may be generated, 0 to 1. */
  readonly opModMaxLimW?: number;
  /** Share to generate (positive) or to take (negative), -1 to 1. */
  readonly opModFixedW?: number;
  /** W to generate, negative to take. */
  readonly opModTargetW?: number;
  /** CSIP-AUS: export, import, generation and load, each the most in W, 0 or more. */
  readonly opModExpLimW?: number;
  readonly opModImpLimW?: number;
  readonly opModGenLimW?: number;
  readonly opModLoadLimW?: number;
  /** CSIP-AUS 1.3: W out of the storage, negative into it. */
  readonly opModStorageTargetW?: number;
  /** What a FlowReservationResponse grants, W: into the vehicle and out of it. No mode of DERControlBase. */
  readonly reservedChargeW?: number;
  readonly reservedDischargeW?: number;
}

export type ControlMode = keyof ControlModes;

/** Every mode that the station can carry out. */
export const controlModes = [
  'opModEnergize',
  'opModConnect',
  'opModMaxLimW',
  'opModFixedW',
  'opModTargetW',
  'opModExpLimW',
  'opModImpLimW',
  'opModGenLimW',
  'opModLoadLimW',
  'opModStorageTargetW',
  'reservedChargeW',
  'reservedDischargeW',
] as const satisfies readonly ControlMode[];

/** A DERControlBase as it was read. */
export interface ControlBase {
  readonly modes: ControlModes;
  /** Modes in it that this station cannot carry out. */
  readonly unsupported: readonly string[];
  /** Ramp time asked for, s; undefined: the default ramp. */
  readonly rampS: number | undefined;
  /** What could not be read and was therefore taken in the safest way. */
  readonly doubts: readonly string[];
}

/** Whether it stops the energy. */
export function isStop(modes: ControlModes): boolean {
  return modes.opModEnergize === false || modes.opModConnect === false;
}

/** Value of one mode: whether, or how much. */
export type ModeValue = boolean | number;

/** The more restrictive of two values of one mode. */
export function moreRestrictive(mode: ControlMode, a: ModeValue, b: ModeValue): ModeValue {
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === false ? a : b;
  const signed = mode === 'opModFixedW' || mode === 'opModTargetW' || mode === 'opModStorageTargetW';
  // Two set points: the one nearer to no power; where they pull apart, none.
  if (signed && Math.sign(a) * Math.sign(b) < 0) return 0;
  return Math.abs(a) <= Math.abs(b) ? a : b;
}

/** Of each mode the more restrictive value of both. */
export function mergeRestrictive(a: ControlModes, b: ControlModes): ControlModes {
  const merged: Partial<Record<ControlMode, ModeValue>> = { ...a };
  for (const mode of controlModes) {
    const other = b[mode];
    const own = merged[mode];
    if (other === undefined) continue;
    merged[mode] = own === undefined ? other : moreRestrictive(mode, own, other);
  }
  return merged as ControlModes;
}
