import type { CurrentDemandReq } from '../../messages/iso2/current-demand.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { bodyOf } from '../messages.js';
import { type PhysicalValue, physical, physicalAtMost, toNumber } from '../physical-value.js';
import { allowedPowerW } from '../session/allowed-power.js';
import { capTargets, isFit, pilotTakesEnergy, readTargets } from '../session/dc-request.js';
import { dcStatus } from '../session/evse-status.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { loopReceipt } from '../session/loop-receipt.js';
import { answer } from '../session/plan.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/**
 * CurrentDemand (ISO 15118-2, 8.4.5.4): the DC loop. Targets above the station's limits are capped and reported; a stop
 * order, an error of the vehicle or a finished charge take the current to zero.
 */
export const currentDemand: Handler = {
  request: 'CurrentDemandReq',
  failedBody: (session, _request, station) => ({
    ...present(session, station),
    EVSECurrentLimitAchieved: false,
    EVSEVoltageLimitAchieved: false,
    EVSEPowerLimitAchieved: false,
  }),
  handle(session, request, station) {
    const body = bodyOf<CurrentDemandReq>(request);
    const targets = readTargets(body.EVTargetVoltage, body.EVTargetCurrent);
    if (targets === undefined) return fail(currentDemand, 'FAILED', session, request, station);
    const allowedW = allowedPowerW(session, station);
    const setting = capTargets(
      Math.min(targets.voltageV, limitOf(body.EVMaximumVoltageLimit, 'V')),
      Math.min(targets.currentA, limitOf(body.EVMaximumCurrentLimit, 'A')),
      Math.min(allowedW, limitOf(body.EVMaximumPowerLimit, 'W')),
      station,
    );
    const flows =
      station.stopOrder === 'none' && isFit(body.DC_EVStatus) && !body.ChargingComplete && pilotTakesEnergy(station);
    const dc = station.config.limits.dc!;
    const loop = loopReceipt(session, station);
    return answer(
      'OK',
      {
        ...present(session, station),
        EVSECurrentLimitAchieved: setting.currentLimited,
        EVSEVoltageLimitAchieved: setting.voltageLimited,
        EVSEPowerLimitAchieved: setting.powerLimited,
        EVSEMaximumVoltageLimit: physicalAtMost(dc.max_voltage_v, 'V'),
        EVSEMaximumCurrentLimit: physicalAtMost(dc.max_current_a, 'A'),
        EVSEMaximumPowerLimit: physicalAtMost(Math.min(dc.max_power_w, allowedW), 'W'),
        ...loop.elements,
      },
      loop.session,
      [{ kind: 'set-output', voltageV: setting.voltageV, currentA: flows ? setting.currentA : 0 }],
    );
  },
};

function present(session: Session, station: Station): ExiObject {
  return {
    DC_EVSEStatus: dcStatus(station),
    EVSEPresentVoltage: physical(station.presentVoltageV, 'V'),
    EVSEPresentCurrent: physical(station.presentCurrentA, 'A'),
    EVSEID: station.config.evse.id,
    SAScheduleTupleID: session.tupleId ?? station.config.schedule[0]!.id,
  };
}

/** A limit that the vehicle gave in the right unit; without one there is none. */
function limitOf(value: PhysicalValue | undefined, unit: 'A' | 'V' | 'W'): number {
  return value?.Unit === unit && value.Value >= 0 ? toNumber(value) : Infinity;
}
