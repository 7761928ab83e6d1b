import type { ReceivedMessage } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from './evcc.js';
import { quantityOf, valueAt } from './rules.js';
import { discover, tuplesOf } from './schedule-offer.js';

/** How long the vehicle stays away: what the stimulus needs, so that a schedule whose life was not shortened is seen. */
const awayMs = 4000;
/** The SECC counts in whole seconds at both ends, and our clock sees the answers a little later, s. */
const tolerance = 1.5;

interface Entry {
  readonly start: number;
  readonly watts: number | undefined;
}

/**
 * Charges, pauses, comes back, and holds what is offered then against what was offered before: the same payment, the same
 * charge service, and the schedule that was charged with, whose later intervals begin sooner by the time that went by.
 */
export async function expectSameOffers(evcc: Evcc): Promise<void> {
  const { run, vehicle } = evcc;
  await evcc.given(vehicle.options.energy === 'dc' ? 'welding-checked' : 'energy-off');
  const services = evcc.newest('ServiceDiscoveryRes');
  const offer = evcc.newest('ChargeParameterDiscoveryRes');
  const tuple = vehicle.facts.saScheduleTupleId;
  run.require(services !== undefined && offer !== undefined && tuple !== undefined, {
    text: 'the vehicle knows what was offered before the pause',
    observed: `schedule ${tuple ?? 'unknown'}`,
  });
  const before = vehicle.sessionId;
  const pause = await evcc.request('SessionStopReq', { stop: 'Pause' });
  await evcc.expectAnswer(pause, { code: 'OK' });
  await vehicle.rejoin(before);
  await new Promise<void>((resolve) => vehicle.clock.after(awayMs, resolve));
  await evcc.given('session-open');
  const joined = evcc.newest('SessionSetupRes')?.body?.['ResponseCode'];
  run.require(joined === 'OK_OldSessionJoined', { text: 'the paused session is joined', observed: String(joined) });
  await lookAtServices(evcc, services as ReceivedMessage);
  await evcc.given('authorized');
  evcc.when('When it comes back, and asks for the schedules again');
  const exchange = await discover(evcc, false);
  const again = exchange.answer as ReceivedMessage;
  const elapsed = Number(again.at - (offer as ReceivedMessage).at) / 1e9;
  const old = entriesOf(tuplesIn(offer as ReceivedMessage), tuple);
  const now = entriesOf(tuplesOf(exchange), tuple);
  const here = evcc.at(exchange);
  run.require(now !== undefined && old !== undefined, {
    text: 'the SAScheduleTuple that was charged with is offered again',
    expected: String(tuple),
    observed: now === undefined ? 'it is not' : String(tuple),
    field: 'SAScheduleTupleID',
    ...here,
  });
  // Intervals that began before the vehicle came back are gone, or begin with the new offer.
  const expected = (old ?? []).filter((_, index, all) => (all[index + 1]?.start ?? Infinity) > elapsed);
  const same = now?.length === expected.length && now.every(({ watts }, index) => watts === expected[index]?.watts);
  run.observe(same, {
    text: 'its intervals allow the same powers',
    expected: expected.map(({ watts }) => `${watts} W`).join(', '),
    observed: now?.map(({ watts }) => `${watts} W`).join(', ') ?? 'none',
    field: 'PMax',
    ...here,
  });
  const later = expected.filter(({ start }) => start > elapsed);
  if (!same) return;
  if (later.length === 0) {
    run.inconclusive('the schedule has one interval only, so that nothing shows whether its life was shortened');
    return;
  }
  for (const [index, { start }] of expected.entries()) {
    if (start <= elapsed) continue;
    const found = now?.[index]?.start ?? Number.NaN;
    run.observe(Math.abs(found - (start - elapsed)) <= tolerance, {
      text: `the interval that began after ${start} s begins sooner by the time that went by`,
      expected: `${(start - elapsed).toFixed(1)} s, give or take ${tolerance} s`,
      observed: `${found} s`,
      field: 'start',
      ...here,
    });
  }
}

async function lookAtServices(evcc: Evcc, before: ReceivedMessage): Promise<void> {
  evcc.when('When it comes back, and asks for the services again');
  const exchange = await evcc.request('ServiceDiscoveryReq');
  const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
  const text = (message: ReceivedMessage) => JSON.stringify(message.body?.['ChargeService'] ?? 'none');
  evcc.run.observe(text(answer) === text(before), {
    text: 'ChargeService is that of before the pause',
    expected: text(before),
    observed: text(answer),
    field: 'ChargeService',
    ...evcc.at(exchange),
  });
  const payment = evcc.vehicle.options.identification === 'PnC' ? 'Contract' : 'ExternalPayment';
  const options = valueAt(answer.body, 'PaymentOptionList', 'PaymentOption');
  evcc.run.observe(Array.isArray(options) && options.includes(payment), {
    text: 'the payment of before the pause is offered',
    expected: payment,
    observed: String(options ?? 'none'),
    field: 'PaymentOptionList',
    ...evcc.at(exchange),
  });
}

function tuplesIn(answer: ReceivedMessage): readonly ExiObject[] {
  const tuples = valueAt(answer.body, 'SAScheduleList', 'SAScheduleTuple');
  return Array.isArray(tuples) ? (tuples as readonly ExiObject[]) : [];
}

/** Start (s) and power of each interval of one tuple; undefined where the tuple is not there. */
function entriesOf(tuples: readonly ExiObject[], id: number | undefined): readonly Entry[] | undefined {
  const tuple = tuples.find((one) => Number(one['SAScheduleTupleID']) === id);
  const entries = valueAt(tuple, 'PMaxSchedule', 'PMaxScheduleEntry');
  if (!Array.isArray(entries)) return undefined;
  return (entries as readonly ExiObject[]).map((entry) => ({
    start: Number(valueAt(entry, 'RelativeTimeInterval', 'start')),
    watts: quantityOf(entry['PMax'])?.value,
  }));
}
