import type { Measurement } from './measurement.js';

/** Sentences on why this measurement may not pass, whatever its value: calibration past due, clock not synchronised. */
export function impediments(m: Measurement): readonly string[] {
  const instrument = m.instrument;
  if (instrument === undefined) return [];
  const found: string[] = [];
  if (instrument.calibrationDue !== undefined) {
    // ISO dates order as text; an instrument is good through its due day.
    const taken = m.takenAt?.slice(0, 10);
    if (taken === undefined)
      found.push(`the day of the measurement is unknown, so the calibration of ${instrument.name} cannot be checked`);
    else if (taken > instrument.calibrationDue.slice(0, 10))
      found.push(`the calibration of ${instrument.name} was due on ${instrument.calibrationDue}`);
  }
  if (instrument.clockMatters === true && instrument.clockSynchronised !== true)
    found.push(`the clock of ${instrument.name} was not synchronised`);
  return found;
}
