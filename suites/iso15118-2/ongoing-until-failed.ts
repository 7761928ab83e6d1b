import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { Evcc } from './evcc.js';

export interface Stalled {
  readonly request: RequestName;
  /** EVSEProcessing while nothing is decided. */
  readonly processing: string;
  /** What it means when something else comes. */
  readonly because: string;
  readonly requirement: string;
}

/**
 * The tested step: a request is repeated while nothing is decided. The SECC says Ongoing until V2G_SECC_Ongoing has run
 * out, neither shorter nor longer, then FAILED, and ends the session.
 */
export async function ongoingUntilFailed(evcc: Evcc, stalled: Stalled): Promise<void> {
  const { run, vehicle } = evcc;
  const { request, processing, because, requirement } = stalled;
  const { seconds, text } = run.timer('iso15118-2/V2G_SECC_Ongoing_Performance_Time');
  const lateness = run.timer('tester/tester_ongoing_lateness').seconds;
  evcc.when(`When it sends ${request}, and again for V2G_SECC_Ongoing_Performance_Time (${text})`);
  const until = vehicle.clock.monotonicNs() + BigInt((seconds + lateness) * 1e9);
  let first: Exchange | undefined;
  for (;;) {
    const exchange = await evcc.request(request);
    const answer = await evcc.expectAnswer(exchange, { code: ['OK', 'FAILED'] });
    if (exchange.responseCode === 'FAILED') {
      judgeTime(evcc, seconds, evcc.secondsBetween(first ?? exchange, exchange), requirement);
      await evcc.expectCloseAfterFailure(exchange);
      return;
    }
    first ??= exchange;
    const seen = String(answer.body?.['EVSEProcessing'] ?? 'none');
    if (seen === 'Finished') {
      run.inconclusive(because, seen);
      return;
    }
    run.observe(seen === processing, {
      text: `EVSEProcessing is ${processing} meanwhile`,
      expected: processing,
      observed: seen,
      field: 'EVSEProcessing',
      ...evcc.at(exchange),
    });
    run.require(vehicle.clock.monotonicNs() < until, {
      text: 'the SECC gives up when its timer has run out',
      expected: `FAILED after ${seconds} s`,
      observed: `still Ongoing after ${seconds + lateness} s`,
      ...evcc.at(exchange),
    });
    await new Promise<void>((resolve) => vehicle.clock.after(vehicle.timers.repeatPause, resolve));
  }
}

function judgeTime({ run }: Evcc, seconds: number, measured: number | undefined, requirement: string): void {
  if (measured === undefined) {
    run.inconclusive('the capture does not show how long it took, so the timer cannot be judged');
    return;
  }
  const earliest = seconds - run.timer('tester/par_CMN_Transmission_Delay').seconds;
  const latest = seconds + run.timer('tester/tester_ongoing_lateness').seconds;
  run.observe(measured >= earliest && measured <= latest, {
    text: 'FAILED comes when V2G_SECC_Ongoing has run out (capture time from the first request to the last answer)',
    expected: `${earliest.toFixed(2)} s to ${latest.toFixed(2)} s`,
    observed: `${measured.toFixed(3)} s`,
    requirements: [requirement],
  });
}
