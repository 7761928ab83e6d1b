import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { TimerId } from '../timers/timer-names.js';
import type { Evcc } from './evcc.js';

type Answer = NonNullable<Exchange['answer']>;

/** Repeats a request while the SECC says that it is still busy, as long as the timer for the whole of it allows. */
export async function untilFinished(evcc: Evcc, request: RequestName, options: RequestOptions) {
  const busy = (answer: Answer) => String(answer.body?.['EVSEProcessing'] ?? '').startsWith('Ongoing');
  const whole = request === 'CableCheckReq' ? 'V2G_EVCC_CableCheck_Timeout' : 'V2G_EVCC_Ongoing_Timeout';
  return repeatWhile(evcc, request, options, busy, 'EVSEProcessing becomes Finished', `iso15118-2/${whole}`);
}

/** Repeats a request while `goesOn` says so of its answers; the time for the whole of it is judged by the capture. */
export async function repeatWhile(
  evcc: Evcc,
  request: RequestName,
  options: RequestOptions,
  goesOn: (answer: Answer) => boolean,
  text: string,
  limit: TimerId,
) {
  const { vehicle, run } = evcc;
  const { ms: limitMs, name } = run.timer(limit);
  const started = vehicle.clock.monotonicNs();
  let first: Exchange | undefined;
  const answers: Answer[] = [];
  for (;;) {
    const exchange = await evcc.request(request, options);
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    first ??= exchange;
    answers.push(answer);
    const waitedMs = Number(vehicle.clock.monotonicNs() - started) / 1e6;
    if (goesOn(answer) && waitedMs < limitMs) {
      await new Promise<void>((resolve) => vehicle.clock.after(vehicle.timers.repeatPause, resolve));
      continue;
    }
    const seconds = evcc.secondsBetween(first, exchange);
    if (seconds === undefined)
      run.inconclusive('the capture does not show how long it took, so the timer cannot be judged');
    else
      run.observe(!goesOn(answer) && seconds * 1000 <= limitMs, {
        text: `${text} within ${name}, ${limitMs / 1000} s (capture time)`,
        expected: `at most ${limitMs / 1000} s`,
        observed: goesOn(answer) ? `not within ${seconds.toFixed(3)} s` : `${seconds.toFixed(3)} s`,
        ...evcc.at(exchange),
      });
    return { exchange, answer, answers };
  }
}
