import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { TimerId } from '../timers/timer-names.js';
import type { Evcc } from './evcc.js';

/**
 * Repeats a request while the SECC says that it is still busy, and looks at every answer. Returns the last exchange. How long
 * the vehicle's patience lasts is `limit`; where that itself is judged, see `until-finished.ts`.
 */
export async function repeatUntilFinished(
  evcc: Evcc,
  request: RequestName,
  options: RequestOptions,
  limit: TimerId,
  look: (exchange: Exchange) => void = () => undefined,
): Promise<Exchange> {
  const { vehicle, run } = evcc;
  const { ms, seconds } = run.timer(limit);
  const until = vehicle.clock.monotonicNs() + BigInt(ms) * 1_000_000n;
  for (;;) {
    const exchange = await evcc.request(request, options);
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    look(exchange);
    if (answer.body?.['EVSEProcessing'] === 'Finished') return exchange;
    run.require(vehicle.clock.monotonicNs() < until, {
      text: 'EVSEProcessing becomes Finished',
      observed: `still Ongoing after ${seconds} s`,
      ...evcc.at(exchange),
    });
    await new Promise<void>((resolve) => vehicle.clock.after(vehicle.timers.repeatPause, resolve));
  }
}
