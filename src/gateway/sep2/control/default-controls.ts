import type { ControlMode, ControlModes } from '../events/control-modes.js';
import { controlModes } from '../events/control-modes.js';
import type { DefaultControl } from '../events/read-control.js';

/** A program with its default control, as it was read last. */
export interface KnownProgram {
  readonly mRID: string;
  readonly href: string;
  /** The lower the stronger. */
  readonly primacy: number;
  /** undefined: it has none. */
  readonly fallback: DefaultControl | undefined;
}

/** The default controls of all programs in one, mode by mode from the strongest program that has it. */
export interface DefaultModes {
  readonly modes: ControlModes;
  /** s; of the strongest program that names one. */
  readonly rampS: number | undefined;
  /** Hundredths of a percent of setMaxW a second. */
  readonly gradW: number | undefined;
  readonly softGradW: number | undefined;
}

export function defaultModes(programs: readonly KnownProgram[]): DefaultModes {
  const found = [...programs]
    .sort((a, b) => a.primacy - b.primacy)
    .flatMap(({ fallback }) => (fallback === undefined ? [] : [fallback]));
  const modes: Partial<Record<ControlMode, number | boolean>> = {};
  for (const mode of controlModes) {
    const value = found.find(({ base }) => base.modes[mode] !== undefined)?.base.modes[mode];
    if (value !== undefined) modes[mode] = value;
  }
  return {
    modes: modes as ControlModes,
    rampS: found.find(({ base }) => base.rampS !== undefined)?.base.rampS,
    gradW: found.find(({ setGradW }) => setGradW !== undefined)?.setGradW,
    softGradW: found.find(({ setSoftGradW }) => setSoftGradW !== undefined)?.setSoftGradW,
  };
}
