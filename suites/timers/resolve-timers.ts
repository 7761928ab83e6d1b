import { PlumblineError } from '../../src/base/errors.js';
import { isTimerId } from './load-timers.js';
import type { TimerFile, TimerId } from './timer-names.js';

/**
 * Ids of timers that a list of cases names without their file: the first of `files` that has the name.
 * @param place the list, for the error @throws PlumblineError SUITES-007 for a name that none of the files has
 */
export function resolveTimers(
  names: readonly string[],
  files: readonly TimerFile[],
  place: string,
): readonly TimerId[] {
  return names.map((name) => {
    const found = files.map((file) => `${file}/${name}`).find(isTimerId);
    if (found === undefined) throw new PlumblineError('SUITES-007', { place, detail: `there is no timer ${name}` });
    return found;
  });
}
