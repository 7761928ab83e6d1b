import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { GatewayConfig } from '../config/gateway-config.js';
import { dayS } from '../schedule/intervals.js';
import { offerSchedules, type SchedulesOffered } from '../schedule/offer-schedules.js';
import type { Station } from '../session/station.js';
import { toleranceW } from './power-profile.js';
import { priceSchedule } from './price-schedule.js';
import { rational, rationalAtMost } from './rational.js';
import type { Iso20SessionState } from './session.js';
import { outputLimits } from './station-limits.js';

/** The needs of a vehicle as ScheduleExchangeReq gives them. */
export interface ScheduleNeeds {
  /** s from now. */
  readonly departureS: number | undefined;
  /** MaximumSupportingPoints, 12 to 1024. */
  readonly maxEntries: number;
}

/** The schedules to offer: those of the configuration within the output's limits. */
export function offerIso20Schedules(
  session: Iso20SessionState,
  needs: ScheduleNeeds,
  station: Station,
): SchedulesOffered {
  return offerSchedules(station.config, {
    departureS: needs.departureS,
    maxEntries: needs.maxEntries,
    limitW: outputLimits(station.config, session.energy).maxPowerW,
    wallS: station.wallS,
    earlier: undefined,
  });
}

/** Scheduled_SEResControlMode (ISO 15118-20:2022, 8.3.5.3.37): a tuple for each offered schedule, prices as agreed. */
export function scheduledControlMode(
  session: Iso20SessionState,
  offered: SchedulesOffered,
  needs: ScheduleNeeds,
  station: Station,
): ExiObject {
  const { config } = station;
  const dischargeW = outputLimits(config, session.energy).maxDischargePowerW;
  const prices = (id: number) =>
    priceSchedule(config.prices, {
      pricing: session.service?.pricing ?? 'none',
      id,
      anchorS: offered.offeredAtS,
      endS: offered.endS,
      maxEntries: needs.maxEntries,
    });
  const ScheduleTuple = offered.tuples.map((tuple, index) => {
    const PowerScheduleEntry = tuple.power.map((entry, position) => ({
      Duration: (tuple.power[position + 1]?.startS ?? offered.endS) - entry.startS,
      Power: rationalAtMost(entry.value),
    }));
    const discharging = {
      PowerSchedule: {
        TimeAnchor: offered.offeredAtS,
        PowerScheduleEntries: { PowerScheduleEntry: [{ Duration: offered.endS, Power: rationalAtMost(dischargeW) }] },
      },
      ...prices(offered.tuples.length + index + 1),
    };
    return {
      ScheduleTupleID: tuple.id,
      ChargingSchedule: {
        PowerSchedule: {
          TimeAnchor: offered.offeredAtS,
          ...tolerance(config, tuple.id),
          PowerScheduleEntries: { PowerScheduleEntry },
        },
        ...prices(index + 1),
      },
      ...(session.service?.bidirectional === true ? { DischargingSchedule: discharging } : {}),
    };
  });
  return { Scheduled_SEResControlMode: { ScheduleTuple } };
}

function tolerance(config: GatewayConfig, tupleId: number): ExiObject {
  const watts = toleranceW(config, tupleId);
  return watts === undefined ? {} : { PowerTolerance: rational(watts) };
}

/** Dynamic_SEResControlMode: the SECC may ask for other needs only where it was agreed that it does. */
export function dynamicControlMode(
  session: Iso20SessionState,
  needs: ScheduleNeeds & { readonly minimumSoc: number | undefined; readonly targetSoc: number | undefined },
  station: Station,
): ExiObject {
  const { config, wallS } = station;
  const own = session.service?.mobilityNeeds === 2;
  return {
    Dynamic_SEResControlMode: {
      ...(own && needs.departureS !== undefined ? { DepartureTime: needs.departureS } : {}),
      ...(own && needs.minimumSoc !== undefined ? { MinimumSOC: needs.minimumSoc } : {}),
      ...(own && needs.targetSoc !== undefined ? { TargetSOC: needs.targetSoc } : {}),
      ...priceSchedule(config.prices, {
        pricing: session.service?.pricing ?? 'none',
        id: 1,
        anchorS: wallS,
        endS: needs.departureS === undefined || needs.departureS === 0 ? dayS : needs.departureS,
        maxEntries: needs.maxEntries,
      }),
    },
  };
}
