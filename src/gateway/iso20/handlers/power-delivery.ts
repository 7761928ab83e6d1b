import type { EVPowerProfileType, PowerDeliveryReq } from '../../../messages/iso20/common-messages/power-delivery.js';
import { isSeeded } from '../../faults/faults.js';
import type { ActionOutcome, Effect } from '../../session/plan.js';
import type { Station } from '../../session/station.js';
import { allowedChargeW, allowedDischargeW } from '../allowed-power.js';
import { checkPowerProfile } from '../check-power-profile.js';
import { evseStatus } from '../evse-status.js';
import {
  type Iso20Answer,
  type Iso20Code,
  type Iso20Failed,
  type Iso20Handler,
  type Iso20Plan,
  refuse,
  respond,
} from '../handler.js';
import { bodyOf, type Iso20Request, isSideStream } from '../messages.js';
import { agreedProfile, toleranceW } from '../power-profile.js';
import type { Iso20SessionState } from '../session.js';

/**
 * PowerDelivery. Start checks the profile and closes the contactor, Stop opens it whatever else is wrong with the request,
 * Standby opens it and keeps the session, ScheduleRenegotiation asks for new schedules. EVProcessing Ongoing is answered
 * and changes nothing. Where the schedule has a PowerTolerance the answer says whether the vehicle has confirmed it.
 */
export const powerDelivery: Iso20Handler = {
  request: 'PowerDeliveryReq',
  failedBody: (_session, _request, station) => evseStatus(station),
  handle(session, request, station) {
    const { ChargeProgress, EVProcessing } = bodyOf<PowerDeliveryReq>(request);
    if (isSideStream(request)) {
      if (ChargeProgress === 'ScheduleRenegotiation') return adopt(session, request, station);
      return refuse(powerDelivery, 'FAILED_SequenceError', session, request, station);
    }
    if (ChargeProgress === 'Stop') return stop(session, station);
    if (EVProcessing !== 'Finished') return respond('OK', evseStatus(station), session);
    switch (ChargeProgress) {
      case 'Start':
        return start(session, request, station);
      case 'Standby':
        return standby(session, request, station);
      case 'ScheduleRenegotiation':
        return renegotiate(session, request, station);
    }
  },
};

function start(session: Iso20SessionState, request: Iso20Request, station: Station): Iso20Plan {
  const fail = (code: Iso20Failed) => refuse(powerDelivery, code, session, request, station);
  if (session.phase === 'charging') return fail('FAILED');
  if (session.phase === 'power-restart' && isSeeded(station, 'iso20-contactor-edge'))
    return fail('FAILED_ContactorError');
  const profile = bodyOf<PowerDeliveryReq>(request).EVPowerProfile;
  const chosen = chooseTuple(session, profile, station);
  if (typeof chosen === 'string') return fail(chosen);
  if (station.stopOrder !== 'none') return fail('FAILED_PowerDeliveryNotApplied');
  const next: Iso20SessionState = { ...session, ...agreed(chosen, profile, session), phase: 'charging', powered: true };
  const code = startCode(chosen.tupleId, profile, station);
  // The contactor is closed: there is nothing to wait for.
  if (session.phase === 'power-restart') return respond(code, evseStatus(station), next);
  return {
    kind: 'act',
    action: {
      kind: 'energise',
      output: session.energy,
      limitW: Math.min(allowedChargeW(session, station, chosen.tupleId), session.evLimits.maxPowerW),
      bidirectional: session.service?.bidirectional ?? false,
    },
    resume: (outcome) =>
      outcome === 'done' || isSeeded(station, 'iso20-contactor-latch')
        ? done(next, station, [], code)
        : failed(startFailure(outcome), session, station),
  };
}

/** What comes into force with a profile that holds. */
function agreed(
  { tupleId }: { readonly tupleId: number | undefined },
  profile: EVPowerProfileType | undefined,
  session: Iso20SessionState,
): Pick<Iso20SessionState, 'tupleId' | 'profile'> {
  const scheduled = tupleId !== undefined && profile !== undefined;
  const offeredAtS = session.schedules?.offeredAtS ?? 0;
  return { tupleId, profile: scheduled ? agreedProfile(profile, offeredAtS, session.loops) : undefined };
}

/** A tolerance that the vehicle does not confirm is no reason to refuse it: the warning asks it for another profile. */
function startCode(tupleId: number | undefined, profile: EVPowerProfileType | undefined, station: Station): Iso20Code {
  if (isSeeded(station, 'iso20-tolerance-unread')) return 'OK';
  const accepted = profile?.Scheduled_EVPPTControlMode?.PowerToleranceAcceptance;
  if (toleranceW(station.config, tupleId) === undefined || accepted === undefined) return 'OK';
  return accepted === 'PowerToleranceConfirmed' ? 'OK_PowerToleranceConfirmed' : 'WARNING_PowerToleranceNotConfirmed';
}

function startFailure(outcome: ActionOutcome): Iso20Failed {
  return outcome === 'contactor-error' ? 'FAILED_ContactorError' : 'FAILED_PowerDeliveryNotApplied';
}

/** The tuple that a profile chooses, checked against what was offered; the code where it cannot be. */
function chooseTuple(
  session: Iso20SessionState,
  profile: EVPowerProfileType | undefined,
  station: Station,
): { readonly tupleId: number | undefined } | Iso20Failed {
  const { schedules } = session;
  if (session.service?.controlMode === 'dynamic') {
    // Without schedules on either side there is nothing that a profile could break.
    return profile?.Scheduled_EVPPTControlMode === undefined ? { tupleId: undefined } : 'FAILED_EVPowerProfileInvalid';
  }
  const mode = profile?.Scheduled_EVPPTControlMode;
  if (profile === undefined || mode === undefined) return 'FAILED_EVPowerProfileInvalid';
  const named = schedules?.tuples.find(({ id }) => id === mode.SelectedScheduleTupleID);
  const tuple = named ?? (isSeeded(station, 'iso20-any-tuple') ? schedules?.tuples[0] : undefined);
  if (schedules === undefined || tuple === undefined) return 'FAILED_ScheduleSelectionInvalid';
  const wrong = isSeeded(station, 'iso20-any-profile')
    ? undefined
    : checkPowerProfile(profile, schedules, tuple, allowedDischargeW(session, station));
  return wrong === undefined ? { tupleId: tuple.id } : 'FAILED_EVPowerProfileInvalid';
}

/** The end of a renegotiation in the side stream: the new tuple comes into force, the charge loop never stopped. */
function adopt(session: Iso20SessionState, request: Iso20Request, station: Station): Iso20Plan {
  const body = bodyOf<PowerDeliveryReq>(request);
  if (body.EVProcessing !== 'Finished') return respond('OK', evseStatus(station), session);
  const chosen = chooseTuple(session, body.EVPowerProfile, station);
  if (typeof chosen === 'string') return refuse(powerDelivery, chosen, session, request, station);
  const next = { ...session, ...agreed(chosen, body.EVPowerProfile, session) };
  return respond(startCode(chosen.tupleId, body.EVPowerProfile, station), {}, next, [{ kind: 'wish-granted' }]);
}

function stop(session: Iso20SessionState, station: Station): Iso20Plan {
  const next: Iso20SessionState = {
    ...session,
    phase: session.energy === 'dc' ? 'welding-detection' : 'energy-off',
  };
  return off('PowerDelivery Stop', next, station, (ended) => done(ended, station));
}

function standby(session: Iso20SessionState, request: Iso20Request, station: Station): Iso20Plan {
  if (session.phase !== 'charging') return refuse(powerDelivery, 'FAILED', session, request, station);
  const allowed = station.config.iso20.standby || isSeeded(station, 'iso20-standby-anyway');
  if (!allowed) return respond('WARNING_StandbyNotAllowed', evseStatus(station), session);
  return off('PowerDelivery Standby', { ...session, phase: 'standby' }, station, (next) => done(next, station));
}

function renegotiate(session: Iso20SessionState, request: Iso20Request, station: Station): Iso20Plan {
  if (session.phase !== 'charging') return refuse(powerDelivery, 'FAILED', session, request, station);
  const next = { ...session, phase: 'renegotiating', ongoingSinceMs: undefined } as const;
  return respond('OK', {}, next, [{ kind: 'request-schedule' }, { kind: 'wish-granted' }]);
}

function off(
  reason: string,
  next: Iso20SessionState,
  station: Station,
  finish: (session: Iso20SessionState) => Iso20Answer,
): Iso20Plan {
  return {
    kind: 'act',
    action: { kind: 'de-energise', reason },
    // An output that does not show that it is off is a contactor that did not open.
    resume: (outcome) => (outcome === 'done' ? finish(next) : failed('FAILED_ContactorError', next, station)),
  };
}

function done(
  session: Iso20SessionState,
  station: Station,
  effects: readonly Effect[] = [],
  code: Iso20Code = 'OK',
): Iso20Answer {
  return { code, body: { ResponseCode: code, ...evseStatus(station) }, session, effects };
}

function failed(code: Iso20Failed, session: Iso20SessionState, station: Station): Iso20Answer {
  return { code, body: { ResponseCode: code, ...evseStatus(station) }, session, effects: [] };
}
