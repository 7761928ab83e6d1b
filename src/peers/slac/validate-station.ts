import type { SlacLink } from '../../transport/slac/slac-link.js';
import { slacCounts } from '../../transport/slac/slac-timers.js';
import { validateCnf, validateReq, validateResult } from '../../wire/homeplug/messages/cm-validate.js';
import type { VehiclePilot } from './slac-vehicle-options.js';

/** `not-required`: the charger says so, and the vehicle may match without it. */
export type Validation = 'success' | 'not-required' | 'failure' | 'silent';

/**
 * Finds out by toggling the control pilot whether a charger is the one at this cable (ISO 15118-3:2015, A.9.3). Step 1 asks
 * whether it is ready, step 2 announces the time of the toggles and brings back how many it saw.
 */
export async function validateStation(
  link: SlacLink,
  station: string,
  pilot: VehiclePilot | undefined,
  toggles: number,
): Promise<Validation> {
  const ready = await stepOne(link, station);
  if (ready === undefined) return 'silent';
  if (ready === validateResult.notRequired) return 'not-required';
  if (ready !== validateResult.ready || pilot === undefined) return 'failure';
  const stateMs = link.timers.TP_EV_vald_state_duration;
  const sequenceMs = 2 * stateMs * toggles + stateMs;
  const timer = Math.ceil(sequenceMs / 100) - 1;
  const answer = link.mailbox.wait(
    validateCnf,
    (timer + 1) * 100 + link.timers.TT_match_response,
    (value, source) => source === station && value.Result !== validateResult.ready,
  );
  link.send(station, validateReq, { SignalType: 0, Timer: timer, Result: validateResult.ready });
  await pilot.toggle(toggles, stateMs);
  const mail = await answer;
  if (mail === undefined) return 'silent';
  const seen = mail.value.Result === validateResult.success && mail.value.ToggleNum === toggles;
  return seen ? 'success' : 'failure';
}

/** Repeats while nothing comes, and while the charger is busy with another vehicle (`not ready`). */
async function stepOne(link: SlacLink, station: string): Promise<number | undefined> {
  let last: number | undefined;
  for (let attempt = 0; attempt <= slacCounts.C_EV_match_retry; attempt++) {
    const answer = link.mailbox.wait(validateCnf, link.timers.TT_match_response, (_, source) => source === station);
    link.send(station, validateReq, { SignalType: 0, Timer: 0, Result: validateResult.ready });
    const mail = await answer;
    if (mail === undefined) continue;
    last = mail.value.Result;
    if (last !== validateResult.notReady) return last;
    await link.pause(link.timers.TT_match_response);
  }
  return last;
}
