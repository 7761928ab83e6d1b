import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import { defaultTimers } from '../../src/peers/vehicle/vehicle-timers.js';
import { isTimerId } from './load-timers.js';
import { timer } from './timer.js';
import type { TimerId } from './timer-names.js';

/** Standard by which a vehicle talks. */
export type TimedProtocol = 'iso2' | 'iso20' | 'din';

/**
 * The timer within which a request must be answered; undefined for DIN SPEC 70121, of which there is no set. ISO 15118-20 has
 * one for most messages and its own for some.
 */
export function messageTimer(protocol: TimedProtocol, request: string): TimerId | undefined {
  if (protocol === 'din') return undefined;
  const file = protocol === 'iso20' ? 'iso15118-20' : 'iso15118-2';
  const own = `${file}/V2G_EVCC_Msg_Timeout_${request.replace(/^s/, 'S')}`;
  if (isTimerId(own)) return own;
  return protocol === 'iso20' ? 'iso15118-20/V2G_EVCC_Msg_Timeout' : undefined;
}

/** How long a vehicle of the harness waits for each answer, ms: the timers of the set, and its own where that has none. */
export function messageTimeouts(protocol: TimedProtocol): Readonly<Record<RequestName, number>> {
  const names = Object.keys(defaultTimers.message) as RequestName[];
  const values = names.map((name) => {
    const id = messageTimer(protocol, name);
    return [name, id === undefined ? defaultTimers.message[name] : timer(id).ms] as const;
  });
  return { ...defaultTimers.message, ...Object.fromEntries(values) };
}
