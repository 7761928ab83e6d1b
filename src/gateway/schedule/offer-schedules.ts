import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import { physicalAtMost } from '../physical-value.js';
import { dayS, fitIntervals, type Interval, relativeTimeInterval } from './intervals.js';
import { salesTariff } from './sales-tariff.js';

/** One SAScheduleTuple as it was offered: power in W. */
export interface ScheduleOffered {
  readonly id: number;
  readonly power: readonly Interval[];
}

/** The SAScheduleList of one ChargeParameterDiscoveryRes. */
export interface SchedulesOffered {
  /** Wall clock, s since 1970: the starts count from here. */
  readonly offeredAtS: number;
  /** End of the schedules, s after the offer. */
  readonly endS: number;
  readonly tuples: readonly ScheduleOffered[];
}

export interface OfferRequest {
  /** s from now, as the vehicle gave it; absent or 0: the vehicle does not say. */
  readonly departureS: number | undefined;
  readonly maxEntries: number | undefined;
  /** What the output can deliver at most, W. */
  readonly limitW: number;
  readonly wallS: number;
  /** Offers of the session that was paused: offered again, shortened by the time gone by (V2G2-741). */
  readonly earlier: SchedulesOffered | undefined;
}

/** The schedules to offer. */
export function offerSchedules(config: GatewayConfig, request: OfferRequest): SchedulesOffered {
  const departureS = request.departureS === 0 ? undefined : request.departureS;
  const endS = departureS ?? dayS;
  const elapsedS = request.earlier === undefined ? 0 : Math.max(0, request.wallS - request.earlier.offeredAtS);
  const sources: readonly ScheduleOffered[] =
    request.earlier?.tuples ??
    config.schedule.map((tuple) => ({
      id: tuple.id,
      power: tuple.power.map((entry) => ({ startS: entry.from_s, value: entry.power_w })),
    }));
  const maxEntries = request.maxEntries ?? 1024;
  const tuples = sources.map((source) => ({
    id: source.id,
    power: fitIntervals(
      source.power.map((entry) => ({ startS: entry.startS, value: Math.min(entry.value, request.limitW) })),
      { endS, maxEntries, elapsedS, merge: Math.min },
    ),
  }));
  return { offeredAtS: request.wallS, endS, tuples };
}

/** SAScheduleList as it goes into the message, with the SalesTariff of the configured prices. */
export function scheduleList(
  config: GatewayConfig,
  offered: SchedulesOffered,
  maxEntries: number | undefined,
): ExiObject {
  return {
    SAScheduleTuple: offered.tuples.map((tuple, index) => ({
      SAScheduleTupleID: tuple.id,
      PMaxSchedule: {
        PMaxScheduleEntry: tuple.power.map((entry, position) => ({
          RelativeTimeInterval: relativeTimeInterval(tuple.power, position, offered.endS),
          PMax: physicalAtMost(entry.value, 'W'),
        })),
      },
      ...(config.prices === undefined
        ? {}
        : { SalesTariff: salesTariff(config.prices, index + 1, offered.endS, maxEntries ?? 1024) }),
    })),
  };
}

/** The power that `tuple` allows `atS` seconds after the offer, W. */
export function powerAt(tuple: ScheduleOffered, atS: number): number {
  let value = 0;
  for (const entry of tuple.power) if (entry.startS <= atS) value = entry.value;
  return value;
}
