import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { Evcc } from './evcc.js';
import { observeAcLimits, observeDcLimits, valueAt } from './rules.js';
import { discover, expectOffer, expectWithinOutlet, type OfferWishes, tuplesOf } from './schedule-offer.js';

/** What more a case looks for in an offer. */
export interface OfferLook {
  /** SAScheduleTupleID that was charged with before the pause: it is offered again (V2G2-741). */
  readonly earlierTuple?: number;
}

/** The tested step: asks for parameters until they are there, and looks at schedules and limits. */
export async function offerOf(evcc: Evcc, wishes: OfferWishes, { earlierTuple }: OfferLook): Promise<void> {
  const { run, vehicle } = evcc;
  const named = [
    wishes.departs ? 'DepartureTime' : undefined,
    wishes.bounded ? 'MaxEntriesSAScheduleTuple' : undefined,
  ].filter((name) => name !== undefined);
  evcc.when(`When it sends ChargeParameterDiscoveryReq with ${named.join(' and ') || 'neither departure nor bound'}`);
  const exchange = await discover(evcc, wishes.bounded);
  const here = evcc.at(exchange);
  const mode = vehicle.options.energy === 'ac' ? 'AC' : 'DC';
  expectOffer(evcc, exchange, wishes);
  const answer = exchange.answer;
  observeLimits(evcc, exchange);
  softNotification(
    evcc,
    valueAt(answer?.body, `${mode}_EVSEChargeParameter`, `${mode}_EVSEStatus`, 'EVSENotification'),
  );
  if (earlierTuple === undefined) return;
  const ids = tuplesOf(exchange).map((tuple) => Number(tuple['SAScheduleTupleID']));
  run.observe(ids.includes(earlierTuple), {
    text: 'the SAScheduleTuple that was charged with before the pause is offered again',
    expected: String(earlierTuple),
    observed: ids.join(', '),
    field: 'SAScheduleTupleID',
    requirements: ['V2G2-741'],
    ...here,
  });
}

/** Limits of the EVSE in their units and bounds; with AC no PMax is above what they allow (catalogue rules evse_limits_*, schedule_ac). */
export function observeLimits(evcc: Evcc, exchange: Exchange): void {
  const { energy, energyTransferMode } = evcc.vehicle.options;
  const { answer } = exchange;
  if (answer !== undefined) (energy === 'ac' ? observeAcLimits : observeDcLimits)(evcc, exchange, answer);
  if (energy === 'ac') expectWithinOutlet(evcc, exchange, energyTransferMode === 'AC_single_phase_core' ? 1 : 3);
}

/** The catalogue has this check as soft: it is told and decides nothing. */
function softNotification({ run }: Evcc, notification: unknown): void {
  if (notification === 'None') return;
  const text = `EVSENotification is ${String(notification ?? 'not given')}, and None would be expected (soft check)`;
  run.record({ type: 'log', caseId: run.caseId, source: 'vehicle', level: 'warn', text });
}
