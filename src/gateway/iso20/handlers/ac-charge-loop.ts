import type { AC_ChargeLoopReq } from '../../../messages/iso20/ac/ac-charge-loop.js';
import type { ExiObject } from '../../../wire/exi/notation/values.js';
import { pilotTakesEnergy } from '../../session/dc-request.js';
import type { Station } from '../../session/station.js';
import { wantedPowerW } from '../allowed-power.js';
import { loopMeterInfo, loopStatus } from '../evse-status.js';
import { explain, type Iso20Handler, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';
import { profileViolation } from '../power-profile.js';
import { rational, rationalAtMost, toNumber } from '../rational.js';
import type { Iso20SessionState } from '../session.js';

/**
 * AC_ChargeLoop: the station names the power, all phases together; below 0 the vehicle gives power back (BPT only). The
 * control mode must be the one selected. A stop order takes the target to zero. A vehicle that takes more than its profile says is warned or refused, as configured.
 */
export const acChargeLoop: Iso20Handler = {
  request: 'AC_ChargeLoopReq',
  failedBody: (session, _request, station) => controlMode(session, station),
  handle(session, request, station) {
    const body = bodyOf<AC_ChargeLoopReq>(request);
    if (body[requestMode(session)] === undefined) return refuse(acChargeLoop, 'FAILED', session, request, station);
    const stopped = station.stopOrder !== 'none' || !pilotTakesEnergy(station);
    const mode = body[requestMode(session)];
    const takenW =
      mode === undefined
        ? 0
        : toNumber(mode.EVPresentActivePower) +
          toNumber(mode.EVPresentActivePower_L2, 0) +
          toNumber(mode.EVPresentActivePower_L3, 0);
    const violation = profileViolation(session, station, takenW);
    if (violation?.code === 'FAILED_EVPowerProfileViolation') {
      return explain(refuse(acChargeLoop, violation.code, session, request, station), violation.why);
    }
    const plan = respond(
      violation?.code ?? 'OK',
      {
        ...loopStatus(session, station),
        ...loopMeterInfo(session, station, body.MeterInfoRequested),
        ...controlMode(session, station),
      },
      { ...session, loops: session.loops + 1 },
      [{ kind: 'limit-power', limitW: stopped ? 0 : wantedPowerW(session, station) }],
    );
    return violation === undefined ? plan : explain(plan, violation.why);
  },
};

type Mode = 'Scheduled_AC' | 'Dynamic_AC' | 'BPT_Scheduled_AC' | 'BPT_Dynamic_AC';

function modeOf(session: Iso20SessionState): Mode {
  const mode = session.service?.controlMode === 'dynamic' ? 'Dynamic_AC' : 'Scheduled_AC';
  return session.service?.bidirectional === true ? `BPT_${mode}` : mode;
}

function requestMode(session: Iso20SessionState): `${Mode}_CLReqControlMode` {
  return `${modeOf(session)}_CLReqControlMode`;
}

function controlMode(session: Iso20SessionState, station: Station): ExiObject {
  const wantedW = station.stopOrder === 'none' ? wantedPowerW(session, station) : 0;
  return {
    [`${modeOf(session)}_CLResControlMode`]: {
      EVSETargetActivePower: wantedW < 0 ? rational(wantedW) : rationalAtMost(wantedW),
      EVSEPresentActivePower: rational(Math.round(station.presentPowerW)),
    },
  };
}
