/** States of the control pilot (IEC 61851-1:2017, annex A). */
export type PilotState = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

export interface PilotWindow {
  readonly state: PilotState;
  /** Voltage of the positive part of the signal at the station, V. */
  readonly low: number;
  readonly high: number;
  readonly means: string;
}

/** Windows of the positive level, V. From memory of IEC 61851-1, table A.4: check them against the standard. */
export const pilotWindows: readonly PilotWindow[] = [
  { state: 'A', low: 11, high: 13, means: 'no vehicle' },
  { state: 'B', low: 8, high: 10, means: 'vehicle connected, takes no energy' },
  { state: 'C', low: 5, high: 7, means: 'vehicle takes energy' },
  { state: 'D', low: 2, high: 4, means: 'vehicle takes energy and asks for ventilation' },
  { state: 'E', low: -1, high: 1, means: 'no supply, or the pilot is short to earth' },
  { state: 'F', low: -13, high: -11, means: 'the station is not available' },
];

/** Level of the negative part while a square wave is on, V (nominal, 11 to 13 below zero). */
export const negativeLevel = { nominal: -12, halfWidth: 1 } as const;

/**
 * The state that a positive level stands for.
 * @returns undefined between two windows, where no state is defined
 */
export function pilotState(volts: number): PilotState | undefined {
  return pilotWindows.find(({ low, high }) => volts >= low && volts <= high)?.state;
}

/** The states that a level can stand for when it is known to +-U: none, one, or two on an edge. */
export function possibleStates(volts: number, U: number): readonly PilotState[] {
  return pilotWindows.filter(({ low, high }) => volts + U >= low && volts - U <= high).map(({ state }) => state);
}
