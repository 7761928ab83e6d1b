import type { ExiObject } from '../../wire/exi/notation/values.js';
import { physicalAtMost } from '../physical-value.js';
import { allowedPowerW } from '../session/allowed-power.js';
import { phaseCount } from '../session/charge-parameter.js';
import { acStatus } from '../session/evse-status.js';
import type { Handler } from '../session/handler.js';
import { loopReceipt } from '../session/loop-receipt.js';
import { answer } from '../session/plan.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/** ChargingStatus (ISO 15118-2, 8.4.4.2): the AC loop; the current limit follows the schedule and a stop order. */
export const chargingStatus: Handler = {
  request: 'ChargingStatusReq',
  failedBody: (session, _request, station) => ({
    EVSEID: station.config.evse.id,
    SAScheduleTupleID: session.tupleId ?? station.config.schedule[0]!.id,
    AC_EVSEStatus: acStatus(station),
  }),
  handle(session, request, station) {
    const limitW = station.stopOrder === 'none' ? allowedPowerW(session, station) : 0;
    const loop = loopReceipt(session, station);
    const body: ExiObject = {
      ...chargingStatus.failedBody(session, request, station),
      EVSEMaxCurrent: physicalAtMost(maxCurrentA(session, station, limitW), 'A'),
      ...loop.elements,
    };
    return answer('OK', body, loop.session, station.stopOrder === 'none' ? [{ kind: 'limit-power', limitW }] : []);
  },
};

function maxCurrentA(session: Session, station: Station, limitW: number): number {
  const ac = station.config.limits.ac!;
  const phases = phaseCount(session.mode ?? 'AC_single_phase_core');
  return Math.min(ac.max_current_a, limitW / (ac.nominal_voltage_v * phases));
}
