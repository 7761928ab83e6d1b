import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import { messageTimer } from '../timers/message-timer.js';
import type { Evcc, ExpectedAnswer } from './evcc.js';
import { responseNameOf } from './response-name.js';

/**
 * Sends the octets of an earlier request again, and looks at the answer as at that of any other request: it comes within the
 * timer of `request`, follows the schema, refuses, and carries the SessionID of the session that it comes in, not that of the
 * octets. Returns the exchange.
 * @param earlier the exchange of the request, in whichever session
 */
export async function expectReplayRefused(
  evcc: Evcc,
  request: RequestName,
  earlier: Exchange,
  code: ExpectedAnswer['code'] = 'FAILED_UnknownSession',
): Promise<Exchange> {
  const { payload, payloadType } = earlier.sent;
  const { protocol = 'iso2' } = evcc.harness.variant;
  const timer = messageTimer(protocol, request);
  const exchange = await evcc.vehicle.requestRaw(payload, { payloadType, timeoutMs: earlier.timeoutMs });
  const expected = { code, message: responseNameOf(request) };
  await evcc.expectAnswer(exchange, timer === undefined ? expected : { ...expected, timer });
  return exchange;
}
