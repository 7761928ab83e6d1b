import type { StationSignal } from '../../src/bench/devices/pilot-line/pilot-line.js';
import { isFault, signalText } from './pilot-watch.js';
import type { SlacScene } from './slac-scene.js';

/** T_step_EF, s, and between which lengths a step counts as right: the sampling of a real pilot adds a little. */
export function stepEf({ run }: SlacScene) {
  const { low, high } = run.timer('iso15118-3/T_step_EF');
  const uncertainty = run.timer('tester/tester_pilot_uncertainty').seconds;
  return { low, high, isRight: (seconds: number) => seconds >= low - uncertainty && seconds <= high + uncertainty };
}

/** Waits for a signal of the charger, after a time where one is given; ends the case where it does not come. @returns when, monotonic ns */
export async function shows(
  scene: SlacScene,
  fits: (signal: StationSignal) => boolean,
  what: string,
  withinMs: number,
  after = 0n,
): Promise<bigint> {
  const change = await scene.pilot.next(fits, withinMs, after);
  const now = change === undefined ? await scene.pilot.signal() : change.signal;
  scene.run.require(change !== undefined, {
    text: `the charger shows ${what}`,
    expected: `${what} within ${withinMs / 1000} s`,
    observed: signalText(now),
  });
  return change!.ns;
}

/** State E or F, its length, and what comes behind it. @returns when that came */
export async function stepOfEf(
  scene: SlacScene,
  next: (signal: StationSignal) => boolean,
  what: string,
  withinMs: number,
  behind = 0n,
): Promise<bigint> {
  const { low, high, isRight } = stepEf(scene);
  const begin = await shows(scene, isFault, 'state E or F', withinMs, behind);
  const end = await scene.pilot.next((signal) => !isFault(signal), 1000 * (high + 2), begin);
  scene.run.require(end !== undefined, {
    text: 'state E or F ends',
    expected: `after T_step_EF, ${low} to ${high} s`,
    observed: 'it stays',
  });
  const seconds = Number(end!.ns - begin) / 1e9;
  scene.run.observe(isRight(seconds), {
    text: 'state E or F lasts T_step_EF',
    expected: `${low} to ${high} s`,
    observed: `${seconds.toFixed(2)} s`,
  });
  scene.run.observe(next(end!.signal), {
    text: `then comes ${what}`,
    expected: what,
    observed: signalText(end!.signal),
  });
  return end!.ns;
}
