import type { ScheduleExchangeReq } from '../../../messages/iso20/common-messages/schedule-exchange.js';
import type { ExiObject } from '../../../wire/exi/notation/values.js';
import { isSeeded } from '../../faults/faults.js';
import type { Effect } from '../../session/plan.js';
import type { Station } from '../../session/station.js';
import { type Iso20Handler, ongoing, ongoingExpired, refuse, respond } from '../handler.js';
import { bodyOf, type Iso20Request, isSideStream } from '../messages.js';
import type { Iso20Phase } from '../phase.js';
import { toNumber } from '../rational.js';
import { dynamicControlMode, offerIso20Schedules, scheduledControlMode } from '../schedule-offer.js';
import type { Iso20SessionState } from '../session.js';
import { signPrices } from '../sign-prices.js';
import { outputLimits } from '../station-limits.js';

/**
 * ScheduleExchange: answered in the control mode that was selected (V2G20-1600), Ongoing while the schedule is on its way.
 * In the side stream it renegotiates while the charge loop goes on; the tuple in force stays until PowerDelivery.
 */
export const scheduleExchange: Iso20Handler = {
  request: 'ScheduleExchangeReq',
  failedBody: (session, request, station) => ({ EVSEProcessing: 'Finished', ...offer(session, request, station).body }),
  handle(session, request, station) {
    const body = bodyOf<Partial<ScheduleExchangeReq>>(request);
    const own =
      session.service?.controlMode === 'dynamic' ? body.Dynamic_SEReqControlMode : body.Scheduled_SEReqControlMode;
    if (own === undefined && !isSeeded(station, 'iso20-any-control-mode')) {
      return refuse(scheduleExchange, 'FAILED', session, request, station);
    }
    const { schedules, body: offered } = offer(session, request, station);
    if (!station.scheduleReady) {
      if (ongoingExpired(session, station, station.config.timers.ongoing_s)) {
        return refuse(scheduleExchange, 'FAILED', session, request, station);
      }
      return respond('OK', { EVSEProcessing: 'Ongoing', ...offered }, ongoing(session, station));
    }
    const next = { ...session, schedules, ongoingSinceMs: undefined, phase: nextPhase(session, request) };
    const plan = respond('OK', { EVSEProcessing: 'Finished', ...offered }, next, energyWish(session, body, station));
    const signature = signPrices(session, offered, station);
    if (plan.kind !== 'answer' || signature === undefined) return plan;
    return { ...plan, answer: { ...plan.answer, signature } };
  },
};

/** The utility is told of bidirectional sessions only (flow reservation). */
function energyWish(
  session: Iso20SessionState,
  body: Partial<ScheduleExchangeReq>,
  station: Station,
): readonly Effect[] {
  const mode = body.Dynamic_SEReqControlMode ?? body.Scheduled_SEReqControlMode;
  if (session.service?.bidirectional !== true || mode === undefined) return [];
  const limits = outputLimits(station.config, session.energy);
  const { evLimits } = session;
  const wish = {
    // No target beyond what the vehicle says it can take at most.
    energyWh: Math.min(
      toNumber(mode.EVTargetEnergyRequest, 0),
      toNumber(mode.EVMaximumEnergyRequest, Number.POSITIVE_INFINITY),
    ),
    departureS: mode.DepartureTime,
    maxChargeW: Math.min(limits.maxPowerW, evLimits.maxPowerW),
    maxDischargeW: Math.min(limits.maxDischargePowerW, evLimits.maxDischargePowerW),
  };
  return [{ kind: 'note-energy-wish', wish }];
}

function nextPhase(session: Iso20SessionState, request: Iso20Request): Iso20Phase {
  if (isSideStream(request)) return session.phase;
  if (session.phase === 'renegotiating') return 'power-restart';
  return session.energy === 'dc' ? 'cable-check' : 'power-start';
}

function offer(session: Iso20SessionState, request: Iso20Request, station: Station) {
  const body = bodyOf<Partial<ScheduleExchangeReq>>(request);
  const dynamic = body.Dynamic_SEReqControlMode;
  const needs = {
    departureS: dynamic?.DepartureTime ?? body.Scheduled_SEReqControlMode?.DepartureTime,
    maxEntries: body.MaximumSupportingPoints ?? 12,
    minimumSoc: dynamic?.MinimumSOC,
    targetSoc: dynamic?.TargetSOC,
  };
  const schedules = offerIso20Schedules(session, needs, station);
  const answer: ExiObject =
    session.service?.controlMode === 'dynamic'
      ? dynamicControlMode(session, needs, station)
      : scheduledControlMode(session, schedules, needs, station);
  return { schedules, body: answer };
}
