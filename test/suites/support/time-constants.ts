/**
 * Numbers of time that stand in a spec by themselves: constants named so (`attemptMs = 500`), and numbers given to a wait
 * (`timeoutMs: 5000`, `awaitClose(250)`, `receive(2000)`). Pauses that only let something settle (`pause(50)`) are none.
 */
export function constantsIn(text: string): readonly string[] {
  const named = /\bconst (\w*(?:Ms|Seconds|Lateness|[tT]imeout|Delay))(?:: number)? = [0-9][0-9_.]*/g;
  const given = /\b(timeoutMs|intervalMs|withinMs|awaitClose|receive)(?:: |\()[0-9][0-9_.]*/g;
  return [named, given].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = '']) => name));
}

/** Those that are no timers of a standard and no limit of a verdict, with the reason. */
export const knownConstants: Readonly<Record<string, string>> = {
  'iso15118-2/endurance.spec.ts aroundSeconds': 'time of the harness for a case, beyond its charging',
  'iso15118-2/endurance.spec.ts longPauseMs': 'pace of the vehicle in a long charge',
  'iso15118-2/evcc.ts settlePauseMs': 'pause before a busy SECC is tried again, in the preamble',
  'iso15118-2/pilot-abnormal.spec.ts attemptMs': 'pace of a vehicle that asks again and again',
  'iso15118-2/pilot-case.ts pilotDetectionMs': 'pace of the vehicle: an SECC debounces its pilot',
  'iso15118-2/resumed-offer.ts awayMs': 'pace of the vehicle: how long its pause is',
  'iso15118-2/rules.ts daySeconds': 'length of a schedule, no time that is waited for',
  'iso15118-2/schedule-offer.ts departureSeconds': 'DepartureTime that the vehicle names',
  'iso15118-2/station-tls.spec.ts weekMs': 'age of a staple, no time that is waited for (V2G2-876)',
  'iso15118-2/wire-times.ts captureLagMs': 'how far the capture may lag behind; what is later is inconclusive',
  'iso15118-3/paused.spec.ts pilotDetectionMs': 'pace of the vehicle: a charger debounces its pilot',
  'iso15118-20/charging-course.ts loopPauseMs': 'pace of the vehicle in its charge loops',
  'iso15118-20/dc-limits.spec.ts loopPauseMs': 'pace of the vehicle in its charge loops',
  'iso15118-20/older-vehicle.spec.ts timeoutMs': 'TCP connection, whose failure is inconclusive',
  'iso15118-20/older-vehicle.spec.ts receive': 'V2G_EVCC_Msg_Timeout, which every case of the suite declares',
  'iso15118-20/recorded-handshake.ts remoteStartMs': 'start of a capture on another machine',
  'iso15118-20/standby.spec.ts loopPauseMs': 'pace of the vehicle in its charge loops',
  'iso15118-20/tls-profile.spec.ts weekMs': 'validity of a staple, no time that is waited for (V2G20-1021)',
  'iso15118-20/vehicle-check.spec.ts waitMs': 'pace of a vehicle that asks again whether it may leave',
};
