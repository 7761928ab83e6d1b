import type { PowerDeliveryReq } from '../../messages/iso2/power-delivery.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isSeeded } from '../faults/faults.js';
import { bodyOf, type Request } from '../messages.js';
import { checkProfile } from '../schedule/check-profile.js';
import type { ScheduleOffered } from '../schedule/offer-schedules.js';
import { allowedPowerW } from '../session/allowed-power.js';
import { evseStatus } from '../session/evse-status.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { type ActionOutcome, type Answer, answer, type Effect, type Plan } from '../session/plan.js';
import type { FailedCode } from '../session/response-code.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/**
 * PowerDelivery (ISO 15118-2, 8.4.3.9). Start checks tuple (V2G2-479) and profile (V2G2-478) and closes the contactor; Stop
 * opens it whatever else is wrong with the request; Renegotiate is legal once energy has flowed.
 */
export const powerDelivery: Handler = {
  request: 'PowerDeliveryReq',
  failedBody: (session, _request, station) => evseStatus(session, station),
  handle(session, request, station) {
    switch (bodyOf<PowerDeliveryReq>(request).ChargeProgress) {
      case 'Start':
        return start(session, request, station);
      case 'Stop':
        return stop(session, request, station);
      case 'Renegotiate':
        return renegotiate(session, request, station);
    }
  },
};

function start(session: Session, request: Request, station: Station): Plan {
  const body = bodyOf<PowerDeliveryReq>(request);
  const refuse = (code: FailedCode) => fail(powerDelivery, code, session, request, station);
  if (session.phase === 'charging-ac' || session.phase === 'charging-dc') return refuse('FAILED');
  const schedules = session.schedules;
  const asked = schedules?.tuples.find((offered) => offered.id === body.SAScheduleTupleID);
  const tuple = asked ?? (isSeeded(station, 'iso2-any-tuple') ? schedules?.tuples[0] : undefined);
  if (schedules === undefined || tuple === undefined) return refuse('FAILED_TariffSelectionInvalid');
  const profile = body.ChargingProfile?.ProfileEntry ?? [];
  if (breaksProfile(station, tuple, schedules.endS, profile)) return refuse('FAILED_ChargingProfileInvalid');
  if (station.stopOrder !== 'none') return refuse('FAILED_PowerDeliveryNotApplied');
  const error = body.DC_EVPowerDeliveryParameter?.DC_EVStatus.EVErrorCode ?? 'NO_ERROR';
  if (error !== 'NO_ERROR') return refuse('FAILED_PowerDeliveryNotApplied');
  const output = session.mode?.startsWith('DC') === true ? 'dc' : 'ac';
  const limitW = allowedPowerW(session, station, tuple.id);
  return {
    kind: 'act',
    action: { kind: 'energise', output, limitW },
    resume: (outcome) => {
      if (outcome !== 'done') return failed(startFailure(outcome), session, station);
      return finished(
        { ...session, phase: output === 'dc' ? 'charging-dc' : 'charging-ac', tupleId: tuple.id, powered: true },
        station,
      );
    },
  };
}

function breaksProfile(
  station: Station,
  tuple: ScheduleOffered,
  endS: number,
  profile: Parameters<typeof checkProfile>[2],
): boolean {
  if (isSeeded(station, 'iso2-any-profile')) return false;
  const spare = isSeeded(station, 'iso2-profile-off-by-one') ? 1 : 0;
  const power = tuple.power.map((step) => ({ ...step, value: step.value + spare }));
  return checkProfile({ ...tuple, power }, endS, profile) !== undefined;
}

function startFailure(outcome: ActionOutcome): FailedCode {
  return outcome === 'contactor-error' ? 'FAILED_ContactorError' : 'FAILED_PowerDeliveryNotApplied';
}

function stop(session: Session, request: Request, station: Station): Plan {
  const error = bodyOf<PowerDeliveryReq>(request).DC_EVPowerDeliveryParameter?.DC_EVStatus.EVErrorCode ?? 'NO_ERROR';
  if (error !== 'NO_ERROR' && isSeeded(station, 'iso2-stop-by-error-refused')) {
    return fail(powerDelivery, 'FAILED', session, request, station);
  }
  const phase = session.mode?.startsWith('DC') === true ? 'energy-off-dc' : 'energy-off-ac';
  return {
    kind: 'act',
    action: { kind: 'de-energise', reason: 'PowerDelivery Stop' },
    // An output that does not show that it is off is a contactor that did not open.
    resume: (outcome) =>
      outcome === 'done'
        ? finished({ ...session, phase }, station)
        : failed('FAILED_ContactorError', { ...session, phase }, station),
  };
}

function renegotiate(session: Session, request: Request, station: Station): Plan {
  if (!session.powered && !isSeeded(station, 'iso2-renegotiation-too-early'))
    return fail(powerDelivery, 'FAILED', session, request, station);
  if (session.mode?.startsWith('DC') !== true) {
    // AC: the contactor stays closed within the limits that hold until the new ones are agreed.
    const next: Session = { ...session, phase: 'renegotiating-ac', ongoingSinceMs: undefined };
    return answer('OK', evseStatus(next, station), next, [{ kind: 'request-schedule' }]);
  }
  return {
    kind: 'act',
    // DC: the supply goes off, or the isolation test that follows would measure it.
    action: { kind: 'de-energise', reason: 'PowerDelivery Renegotiate' },
    resume: (outcome) =>
      outcome === 'done'
        ? finished({ ...session, phase: 'charge-parameters', ongoingSinceMs: undefined }, station, [
            { kind: 'request-schedule' },
          ])
        : failed('FAILED_ContactorError', session, station),
  };
}

function finished(session: Session, station: Station, effects: readonly Effect[] = []): Answer {
  return { code: 'OK', body: body('OK', session, station), session, effects };
}

function failed(code: FailedCode, session: Session, station: Station): Answer {
  return { code, body: body(code, session, station), session, effects: [] };
}

function body(code: string, session: Session, station: Station): ExiObject {
  return { ResponseCode: code, ...evseStatus(session, station) };
}
