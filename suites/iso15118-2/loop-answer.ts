import type { Exchange, ReceivedMessage } from '../../src/peers/vehicle/exchange.js';
import type { Evcc } from './evcc.js';
import { observeEvseId, observeQuantity } from './rules.js';

/**
 * What the list has of every answer of a charge loop, paid by whichever means: the EVSEID; with AC the status and the tuple that was
 * chosen, with DC voltage and current at the outlet in their units.
 */
export function observeLoopAnswer(evcc: Evcc, exchange: Exchange, answer: ReceivedMessage): void {
  const here = evcc.at(exchange);
  observeEvseId(evcc, exchange, answer);
  if (evcc.vehicle.options.energy === 'dc') {
    observeQuantity(evcc, exchange, 'EVSEPresentVoltage', answer.body?.['EVSEPresentVoltage'], 'V');
    observeQuantity(evcc, exchange, 'EVSEPresentCurrent', answer.body?.['EVSEPresentCurrent'], 'A');
    return;
  }
  evcc.run.observe(answer.body?.['AC_EVSEStatus'] !== undefined, {
    text: 'AC_EVSEStatus is present',
    field: 'AC_EVSEStatus',
    ...here,
  });
  const { saScheduleTupleId } = evcc.vehicle.facts;
  evcc.run.observe(answer.body?.['SAScheduleTupleID'] === saScheduleTupleId, {
    text: 'SAScheduleTupleID is the one that was chosen',
    expected: String(saScheduleTupleId),
    observed: String(answer.body?.['SAScheduleTupleID'] ?? 'none'),
    field: 'SAScheduleTupleID',
    ...here,
  });
}

/** External payment has no contract that could sign a receipt (V2G2-691). */
export function observeNoReceipt(evcc: Evcc, exchange: Exchange, answer: ReceivedMessage): void {
  evcc.run.observe(answer.body?.['ReceiptRequired'] !== true, {
    text: 'no receipt is asked for with external payment',
    observed: String(answer.body?.['ReceiptRequired'] ?? 'none'),
    field: 'ReceiptRequired',
    ...evcc.at(exchange),
  });
}
