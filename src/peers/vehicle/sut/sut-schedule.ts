import type { ExiValue } from '../../../wire/exi/notation/values.js';
import type { ReceivedMessage } from '../exchange.js';
import { listAt, numberAt, quantityAt } from '../read-value.js';
import type { SessionFacts } from '../session-facts.js';

/** Which of several offered schedules the vehicle takes. */
export type ScheduleChoice = 'first' | 'cheapest' | 'same' | 'last';

/** A stretch without power, monotonic ns. */
export interface ZeroPower {
  readonly from: bigint;
  readonly until: bigint;
}

/**
 * Chooses a schedule from a ChargeParameterDiscoveryRes: the first one, the one with the lowest mean EPriceLevel, or the one of
 * before where it is still offered. What was chosen goes into the facts, from which PowerDeliveryReq is made.
 */
export function chooseSchedule(
  facts: SessionFacts,
  answer: ReceivedMessage,
  choice: ScheduleChoice,
  before: number | undefined,
): void {
  const tuples = listAt(answer.body, 'SAScheduleList', 'SAScheduleTuple');
  const chosen = choose(tuples, choice, before) ?? tuples[0];
  const id = numberAt(chosen, 'SAScheduleTupleID');
  if (chosen === undefined || id === undefined) return;
  facts.saScheduleTupleId = id;
  facts.pMaxSchedule = listAt(chosen, 'PMaxSchedule', 'PMaxScheduleEntry');
}

/** When the chosen schedule allows no power; undefined: always some. @param at when it was offered, monotonic ns */
export function zeroPowerOf(facts: SessionFacts, at: bigint): ZeroPower | undefined {
  const zero = (facts.pMaxSchedule ?? []).find((entry) => quantityAt(entry, 'PMax') === 0);
  if (zero === undefined) return undefined;
  const start = numberAt(zero, 'RelativeTimeInterval', 'start') ?? 0;
  const duration = numberAt(zero, 'RelativeTimeInterval', 'duration') ?? 0;
  return { from: at + seconds(start), until: at + seconds(start + duration) };
}

function choose(tuples: readonly ExiValue[], choice: ScheduleChoice, before: number | undefined): ExiValue | undefined {
  if (choice === 'same') return tuples.find((tuple) => numberAt(tuple, 'SAScheduleTupleID') === before);
  if (choice === 'last') return tuples.at(-1);
  if (choice === 'first') return tuples[0];
  const [cheapest] = [...tuples].sort((one, other) => priceOf(one) - priceOf(other));
  return cheapest;
}

/** Mean EPriceLevel; without a tariff the dearest. */
function priceOf(tuple: ExiValue): number {
  const levels = listAt(tuple, 'SalesTariff', 'SalesTariffEntry').map((entry) => numberAt(entry, 'EPriceLevel') ?? 255);
  return levels.length === 0 ? Number.POSITIVE_INFINITY : levels.reduce((sum, level) => sum + level, 0) / levels.length;
}

function seconds(value: number): bigint {
  return BigInt(Math.round(value * 1e9));
}
