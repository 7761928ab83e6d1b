import type { PilotState } from './slac-station-options.js';

/** Whether a vehicle is there. */
export const isPlugged = (state: PilotState): boolean => state === 'B' || state === 'C' || state === 'D';
