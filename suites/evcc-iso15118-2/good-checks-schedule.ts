import type { SeccEventOf } from '../../src/peers/station/secc-event.js';
import { listAt, numberAt, quantityAt, textAt } from '../../src/peers/vehicle/read-value.js';
import type { ExiValue } from '../../src/wire/exi/notation/values.js';
import { bodyOf, type Check, type Looked, pointAt } from './good-checks.js';
import { seen } from './secc-record.js';

/** ChargingProfile stays within PMaxSchedule of the tuple that was chosen: no entry above its largest PMax. */
export const profileWithinSchedule: Check = (looked) => {
  const { run } = looked;
  const chosen = numberAt(bodyOf(looked), 'SAScheduleTupleID');
  const tuple = offered(looked).find((one) => numberAt(one, 'SAScheduleTupleID') === chosen);
  const known = tuple !== undefined;
  run.observe(known, {
    text: 'SAScheduleTupleID is one of those offered',
    observed: String(chosen),
    ...pointAt(looked),
  });
  if (!known) return;
  const most = Math.max(
    ...listAt(tuple, 'PMaxSchedule', 'PMaxScheduleEntry').map((entry) => quantityAt(entry, 'PMax') ?? 0),
  );
  const powers = profile(looked.request);
  run.observe(powers.length > 0 && powers.every((watts) => watts <= most), {
    text: 'ChargingProfile stays within the schedule',
    expected: `at most ${most} W`,
    observed: powers.length === 0 ? 'no entry' : `${powers.join(', ')} W`,
    ...pointAt(looked),
  });
};

/** Each entry of the profile names phases. */
export const namesPhases: Check = (looked) => {
  const entries = listAt(bodyOf(looked), 'ChargingProfile', 'ProfileEntry');
  const phases = entries.map((entry) => numberAt(entry, 'ChargingProfileEntryMaxNumberOfPhasesInUse'));
  looked.run.observe(phases.length > 0 && phases.every((count) => count === 1 || count === 3), {
    text: 'ChargingProfileEntryMaxNumberOfPhasesInUse is 1 or 3 in each entry',
    observed: phases.map(String).join(', ') || 'no entry',
    ...pointAt(looked),
  });
};

/** The schedule with the lowest EPriceLevel was taken. */
export const takesCheapest: Check = (looked) => {
  const priced = offered(looked).map((tuple) => ({ id: numberAt(tuple, 'SAScheduleTupleID'), price: priceOf(tuple) }));
  const [cheapest] = [...priced].sort((one, other) => one.price - other.price);
  observeTuple(looked, 'the schedule with the lowest price level', cheapest?.id);
};

/** The first one of the list is the default schedule. */
export const takesFirst: Check = (looked) => {
  observeTuple(looked, 'the default schedule, the first one', numberAt(offered(looked)[0], 'SAScheduleTupleID'));
};

/** Tuple and powers are those of PowerDeliveryReq Start before the renegotiation. */
export const keepsProfile: Check = (looked) => {
  const { run, session, request } = looked;
  const before = session.events.find(
    (event): event is SeccEventOf<'request'> => event.event === 'request' && event.progress === 'Start',
  );
  if (before === undefined || before === request) {
    run.inconclusive('there was no PowerDeliveryReq Start before the renegotiation');
    return;
  }
  observeTuple(looked, 'the schedule of before the renegotiation', numberAt(seen(before).body, 'SAScheduleTupleID'));
  const powers = (one: SeccEventOf<'request'>) =>
    profile(one)
      .map((watts) => `${watts} W`)
      .join(', ');
  const expected = powers(before);
  const observed = powers(request);
  run.observe(observed === expected, {
    text: 'the charging profile of before',
    expected,
    observed,
    ...pointAt(looked),
  });
};

/** What the newest ChargeParameterDiscoveryRes before this request has offered. */
function offered({ session, request }: Looked): readonly ExiValue[] {
  const offer = session.events.findLast(
    (event) =>
      event.event === 'response' &&
      event.name === 'ChargeParameterDiscoveryRes' &&
      BigInt(event.at) < BigInt(request.at),
  );
  return offer?.event === 'response' ? listAt(seen(offer).body, 'SAScheduleList', 'SAScheduleTuple') : [];
}

function observeTuple(looked: Looked, what: string, expected: number | undefined): void {
  const observed = numberAt(bodyOf(looked), 'SAScheduleTupleID');
  looked.run.observe(observed !== undefined && observed === expected, {
    text: `SAScheduleTupleID is ${what}`,
    expected: String(expected),
    observed: String(observed),
    ...pointAt(looked),
  });
}

function priceOf(tuple: ExiValue): number {
  const levels = listAt(tuple, 'SalesTariff', 'SalesTariffEntry').map((entry) => numberAt(entry, 'EPriceLevel') ?? 255);
  return levels.length === 0 ? Number.POSITIVE_INFINITY : levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

/** ChargingProfileEntryMaxPower of each entry, W. */
function profile(request: SeccEventOf<'request'>): readonly number[] {
  const entries = listAt(seen(request).body, 'ChargingProfile', 'ProfileEntry');
  return entries.map((entry) => quantityAt(entry, 'ChargingProfileEntryMaxPower') ?? Number.NaN);
}

/** DepartureTime is there, or not, in an element that is there. */
export function departure(place: string, expected: 'there' | 'absent'): Check {
  return (looked) => {
    const body = bodyOf(looked);
    const value = numberAt(body, place, 'DepartureTime');
    const observed = body?.[place] === undefined ? `no ${place}` : value === undefined ? 'absent' : 'there';
    const text = `${looked.request.name}: ${place}/DepartureTime`;
    looked.run.observe(observed === expected, { text, expected, observed, ...pointAt(looked) });
  };
}

/** An element is the same as in the request of the same name on the first connection. */
export function sameAsBefore(...path: readonly string[]): Check {
  return (looked) => {
    const { run, session, request } = looked;
    const before = session.events.find(
      (event): event is SeccEventOf<'request'> => event.event === 'request' && event.name === request.name,
    );
    const expected = before === undefined || before === request ? undefined : textAt(seen(before).body, ...path);
    if (expected === undefined) {
      run.inconclusive(`the session before the pause had no ${request.name}`);
      return;
    }
    const observed = textAt(bodyOf(looked), ...path) ?? 'absent';
    const text = `${path.join('/')} as before the pause`;
    run.observe(observed === expected, { text, expected, observed, field: path.join('/'), ...pointAt(looked) });
  };
}
