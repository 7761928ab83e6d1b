import { physical } from '../physical-value.js';
import { pilotReleased } from '../session/dc-request.js';
import { dcStatus } from '../session/evse-status.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { answer } from '../session/plan.js';

/** WeldingDetection (ISO 15118-2, 8.4.5.5): reports the voltage; FAILED while the pilot still shows state C or D. */
export const weldingDetection: Handler = {
  request: 'WeldingDetectionReq',
  failedBody: (_session, _request, station) => ({
    DC_EVSEStatus: dcStatus(station),
    EVSEPresentVoltage: physical(station.presentVoltageV, 'V'),
  }),
  handle(session, request, station) {
    if (!pilotReleased(station)) return fail(weldingDetection, 'FAILED', session, request, station);
    return answer('OK', weldingDetection.failedBody(session, request, station), session);
  },
};
