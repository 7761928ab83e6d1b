import type { PreChargeReq } from '../../messages/iso2/pre-charge.js';
import { bodyOf } from '../messages.js';
import { physical } from '../physical-value.js';
import { capTargets, isFit, pilotTakesEnergy, readTargets } from '../session/dc-request.js';
import { dcStatus } from '../session/evse-status.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { answer } from '../session/plan.js';

/** IEC 61851-23, CC.3: before the contactors of the vehicle close, no more than 2 A flow. */
const preChargeCurrentA = 2;

/** PreCharge (ISO 15118-2, 8.4.5.3): brings the output to the vehicle's voltage, never above the station's maximum. */
export const preCharge: Handler = {
  request: 'PreChargeReq',
  failedBody: (_session, _request, station) => ({
    DC_EVSEStatus: dcStatus(station),
    EVSEPresentVoltage: physical(station.presentVoltageV, 'V'),
  }),
  handle(session, request, station) {
    const body = bodyOf<PreChargeReq>(request);
    const targets = readTargets(body.EVTargetVoltage, body.EVTargetCurrent);
    if (targets === undefined || !pilotTakesEnergy(station)) {
      return fail(preCharge, 'FAILED', session, request, station);
    }
    const mayRise = isFit(body.DC_EVStatus) && station.stopOrder === 'none';
    const setting = capTargets(targets.voltageV, Math.min(targets.currentA, preChargeCurrentA), Infinity, station);
    return answer(
      'OK',
      { DC_EVSEStatus: dcStatus(station), EVSEPresentVoltage: physical(station.presentVoltageV, 'V') },
      { ...session, phase: 'pre-charging' },
      [
        {
          kind: 'set-output',
          voltageV: mayRise ? setting.voltageV : 0,
          currentA: mayRise ? setting.currentA : 0,
        },
      ],
    );
  },
};
