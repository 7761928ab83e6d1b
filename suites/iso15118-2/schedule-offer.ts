import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { RequestOptions } from '../../src/peers/vehicle/request-options.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import type { Evcc } from './evcc.js';
import { repeatUntilFinished } from './repeat-until-finished.js';
import { daySeconds, observeSchedules, quantityOf, valueAt } from './rules.js';

/** MaxEntriesSAScheduleTuple where the vehicle names one. */
export const maxEntries = 12;
/** DepartureTime where the vehicle names one, s: not a day, which an SECC offers that has not read it. */
export const departureSeconds = 80_000;

/** What the vehicle names, and what it expects of the offer. */
export interface OfferWishes {
  /** It names DepartureTime. */
  readonly departs: boolean;
  /** It names MaxEntriesSAScheduleTuple. */
  readonly bounded: boolean;
  /** The SECC is declared to send a SalesTariff in each tuple; false: it may. */
  readonly tariff: boolean;
}

/** The wishes that PICS and PIXIT tell. */
export function wishesOf(pics: PicsValues): OfferWishes {
  return {
    departs: pics['PICS_SECC_CMN_DepartureTime'] === true,
    bounded: pics['PICS_SECC_CMN_MaxEntriesSAScheduleTuple'] === true,
    tariff: pics['PIXIT_SECC_CMN_SalesTariff'] === 'salesTariff',
  };
}

/** ChargeParameterDiscovery until it is Finished; every answer is looked at. Returns the last exchange. */
export function discover(evcc: Evcc, bounded: boolean): Promise<Exchange> {
  const options: RequestOptions = bounded
    ? { body: (correct) => ({ MaxEntriesSAScheduleTuple: maxEntries, ...correct }) }
    : {};
  return repeatUntilFinished(evcc, 'ChargeParameterDiscoveryReq', options, 'iso15118-2/V2G_EVCC_Ongoing_Timeout');
}

/** The offer covers the time that the vehicle named, within its entries, with the tariffs that are declared. */
export function expectOffer(evcc: Evcc, exchange: Exchange, { departs, bounded, tariff }: OfferWishes): void {
  const { run } = evcc;
  const { answer } = exchange;
  const here = evcc.at(exchange);
  const tuples = tuplesOf(exchange);
  // How long a schedule with a departure lasts is looked at below, entry by entry.
  if (answer !== undefined) observeSchedules(evcc, exchange, answer, departs);
  run.require(tuples.length > 0, { text: 'SAScheduleList holds at least one SAScheduleTuple', ...here });
  for (const tuple of tuples) {
    observeSpan(evcc, exchange, 'PMax', entriesOf(tuple, 'PMaxSchedule', 'PMaxScheduleEntry'), { departs, bounded });
    if (!tariff) continue;
    run.observe(valueAt(tuple, 'SalesTariff') !== undefined, {
      text: 'the tuple has its SalesTariff',
      field: 'SalesTariff',
      ...here,
    });
    const entries = entriesOf(tuple, 'SalesTariff', 'SalesTariffEntry');
    observeSpan(evcc, exchange, 'SalesTariff', entries, { departs, bounded });
  }
  const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
  run.observe(faults.length === 0, {
    text: 'the vehicle finds nothing wrong with schedules, tariffs and their signature',
    observed: faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') || 'no rule broken',
    ...here,
  });
}

/** SAScheduleTuples of a ChargeParameterDiscoveryRes; empty where there are none. */
export function tuplesOf({ answer }: Exchange): readonly ExiObject[] {
  const tuples = valueAt(answer?.body, 'SAScheduleList', 'SAScheduleTuple');
  return Array.isArray(tuples) ? (tuples as readonly ExiObject[]) : [];
}

/** No PMax of an AC offer is above what the outlet can give: voltage, current and phases (catalogue rule schedule_ac). */
export function expectWithinOutlet(evcc: Evcc, exchange: Exchange, phases: 1 | 3): void {
  const parameter = valueAt(exchange.answer?.body, 'AC_EVSEChargeParameter');
  const volts = quantityOf(valueAt(parameter, 'EVSENominalVoltage'))?.value ?? 0;
  const amperes = quantityOf(valueAt(parameter, 'EVSEMaxCurrent'))?.value ?? 0;
  for (const entry of tuplesOf(exchange).flatMap((tuple) => entriesOf(tuple, 'PMaxSchedule', 'PMaxScheduleEntry'))) {
    const watts = quantityOf(entry['PMax'])?.value ?? Number.NaN;
    evcc.run.observe(watts <= volts * amperes * phases, {
      text: `PMax is not above EVSENominalVoltage x EVSEMaxCurrent x ${phases}`,
      expected: `at most ${volts * amperes * phases} W`,
      observed: `${watts} W`,
      field: 'PMax',
      ...evcc.at(exchange),
    });
  }
}

function entriesOf(tuple: ExiObject, list: string, entry: string): readonly ExiObject[] {
  const entries = valueAt(tuple, list, entry);
  return Array.isArray(entries) ? (entries as readonly ExiObject[]) : [];
}

function observeSpan(
  evcc: Evcc,
  exchange: Exchange,
  name: string,
  entries: readonly ExiObject[],
  { departs, bounded }: Pick<OfferWishes, 'departs' | 'bounded'>,
): void {
  const { run } = evcc;
  const here = evcc.at(exchange);
  const last = valueAt(entries.at(-1), 'RelativeTimeInterval');
  const end = Number(valueAt(last, 'start')) + Number(valueAt(last, 'duration'));
  run.observe(departs ? end === departureSeconds : end >= daySeconds, {
    text: `the ${name} intervals add up to the time until departure, or a day`,
    expected: departs ? `${departureSeconds} s` : `at least ${daySeconds} s`,
    observed: `${end} s`,
    field: 'duration',
    ...here,
  });
  if (!bounded) return;
  run.observe(entries.length <= maxEntries, {
    text: `${name} has no more entries than the vehicle can hold`,
    expected: `at most ${maxEntries}`,
    observed: String(entries.length),
    ...here,
  });
}
