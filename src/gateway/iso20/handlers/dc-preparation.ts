import type { DC_PreChargeReq } from '../../../messages/iso20/dc/dc-pre-charge.js';
import type { DC_WeldingDetectionReq } from '../../../messages/iso20/dc/dc-welding-detection.js';
import { pilotReleased, pilotTakesEnergy } from '../../session/dc-request.js';
import { type Iso20Handler, ongoing, ongoingExpired, refuse, respond } from '../handler.js';
import { bodyOf } from '../messages.js';
import { rational, toNumber } from '../rational.js';
import { outputLimits } from '../station-limits.js';

/** IEC 61851-23, CC.3: before the contactors of the vehicle close, no more than 2 A flow. */
const preChargeCurrentA = 2;

/** DC_CableCheck: needs state C or D on the pilot; its first request starts the isolation test. */
export const dcCableCheck: Iso20Handler = {
  request: 'DC_CableCheckReq',
  failedBody: () => ({ EVSEProcessing: 'Finished' }),
  handle(session, request, station) {
    const first = session.ongoingSinceMs === undefined;
    const { isolation } = station;
    const failed = !pilotTakesEnergy(station) || (!first && isolation === 'fault');
    if (failed) return refuse(dcCableCheck, 'FAILED', session, request, station);
    if (!first && (isolation === 'valid' || isolation === 'warning')) {
      return respond(
        'OK',
        { EVSEProcessing: 'Finished' },
        { ...session, phase: 'pre-charge', ongoingSinceMs: undefined },
      );
    }
    if (ongoingExpired(session, station, station.config.timers.cable_check_s)) {
      return refuse(dcCableCheck, 'FAILED', session, request, station);
    }
    const effects = first ? [{ kind: 'start-isolation-test' } as const] : [];
    return respond('OK', { EVSEProcessing: 'Ongoing' }, ongoing(session, station), effects);
  },
};

/** DC_PreCharge: brings the output to the vehicle's voltage, never above the station's maximum, until it says Finished. */
export const dcPreCharge: Iso20Handler = {
  request: 'DC_PreChargeReq',
  failedBody: (_session, _request, station) => ({ EVSEPresentVoltage: rational(station.presentVoltageV) }),
  handle(session, request, station) {
    const { EVProcessing, EVTargetVoltage } = bodyOf<DC_PreChargeReq>(request);
    const targetV = toNumber(EVTargetVoltage);
    if (targetV < 0 || !pilotTakesEnergy(station)) return refuse(dcPreCharge, 'FAILED', session, request, station);
    const mayRise = station.stopOrder === 'none';
    const voltageV = mayRise ? Math.min(targetV, outputLimits(station.config, 'dc').maxVoltageV) : 0;
    const phase = EVProcessing === 'Finished' ? 'power-start' : 'pre-charge';
    return respond('OK', dcPreCharge.failedBody(session, request, station), { ...session, phase }, [
      { kind: 'set-output', voltageV, currentA: mayRise ? preChargeCurrentA : 0 },
    ]);
  },
};

/** DC_WeldingDetection: reports the voltage until the vehicle says Finished; FAILED while the pilot shows state C or D. */
export const dcWeldingDetection: Iso20Handler = {
  request: 'DC_WeldingDetectionReq',
  failedBody: (_session, _request, station) => ({ EVSEPresentVoltage: rational(station.presentVoltageV) }),
  handle(session, request, station) {
    if (!pilotReleased(station)) return refuse(dcWeldingDetection, 'FAILED', session, request, station);
    const finished = bodyOf<DC_WeldingDetectionReq>(request).EVProcessing === 'Finished';
    return respond('OK', dcWeldingDetection.failedBody(session, request, station), {
      ...session,
      phase: finished ? 'energy-off' : session.phase,
    });
  },
};
