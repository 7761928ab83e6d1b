import type { SessionStopReq } from '../../../messages/iso20/common-messages/session-stop.js';
import { toHex } from '../../bytes.js';
import { isSeeded } from '../../faults/faults.js';
import { pilotReleased } from '../../session/dc-request.js';
import type { Effect } from '../../session/plan.js';
import type { Station } from '../../session/station.js';
import { type Iso20Answer, type Iso20Handler, type Iso20Plan, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';
import { liveIso20Phases } from '../phase.js';
import { type Iso20SessionState, nothingAgreed } from '../session.js';
import { vehicleHash } from '../vehicle-hash.js';

/**
 * SessionStop: Terminate forgets the session, Pause keeps what is needed to join it again (V2G20-2545),
 * ServiceRenegotiation keeps the connection and goes back to ServiceDiscovery (V2G20-1477). FAILED while the pilot still
 * shows state C or D after energy has flowed.
 */
export const sessionStop: Iso20Handler = {
  request: 'SessionStopReq',
  failedBody: () => ({}),
  handle(session, request, station) {
    const how = bodyOf<SessionStopReq>(request).ChargingSession;
    const { iso20 } = station.config;
    if (session.powered && !pilotReleased(station)) return refuse(sessionStop, 'FAILED', session, request, station);
    switch (how) {
      case 'Terminate':
        return end(session, { ...session, phase: 'stopped' }, [{ kind: 'forget-pause' }]);
      case 'Pause': {
        const paused = pauseEffect(session, station);
        const pauses = iso20.pause || isSeeded(station, 'iso20-pause-anyway');
        if (!pauses || paused === undefined) {
          return refuse(sessionStop, 'FAILED_PauseNotAllowed', session, request, station);
        }
        return end(session, { ...session, phase: 'stopped' }, [paused]);
      }
      case 'ServiceRenegotiation': {
        const supported = iso20.service_renegotiation || isSeeded(station, 'iso20-service-renegotiation-anyway');
        if (!supported || session.service === undefined) {
          return refuse(sessionStop, 'FAILED_NoServiceRenegotiationSupported', session, request, station);
        }
        return end(session, afterRenegotiation(session, station), [{ kind: 'wish-granted' }]);
      }
    }
  },
};

function end(session: Iso20SessionState, next: Iso20SessionState, effects: readonly Effect[]): Iso20Plan {
  if (!liveIso20Phases.has(session.phase)) return respond('OK', {}, next, effects);
  return {
    kind: 'act',
    action: { kind: 'de-energise', reason: 'SessionStop' },
    resume: (outcome): Iso20Answer => {
      const code = outcome === 'done' ? 'OK' : 'FAILED';
      // A session that fails to end is not one that could be joined again.
      const ended: Iso20SessionState = code === 'OK' ? next : { ...next, phase: 'stopped' };
      return { code, body: { ResponseCode: code }, session: ended, effects: code === 'OK' ? effects : [] };
    },
  };
}

function afterRenegotiation(session: Iso20SessionState, station: Station): Iso20SessionState {
  if (isSeeded(station, 'iso20-ends-at-service-renegotiation')) return { ...session, phase: 'stopped' };
  const again = againFromServices(session);
  if (!isSeeded(station, 'iso20-selection-at-once')) return again;
  return { ...again, phase: 'service-selection', listed: session.listed };
}

function againFromServices(session: Iso20SessionState): Iso20SessionState {
  return { ...session, ...nothingAgreed, phase: 'service-discovery' };
}

/** Only a session that has chosen its service, with a vehicle that can be known again, can be paused. */
function pauseEffect(session: Iso20SessionState, station: Station): Effect | undefined {
  const { service, vehicleCertificate, contract } = session;
  if (service === undefined || vehicleCertificate === undefined) return undefined;
  return {
    kind: 'remember-pause-iso20',
    paused: {
      id: toHex(session.id),
      vehicleHash: vehicleHash(session.id, vehicleCertificate),
      evccId: session.evccId ?? '',
      serviceId: service.serviceId,
      parameterSetId: service.parameterSetId,
      vas: session.vas,
      ...(contract === undefined ? {} : { contract: { emaid: contract.emaid, leaf: toHex(contract.leaf) } }),
      pausedAtS: station.wallS,
    },
  };
}
