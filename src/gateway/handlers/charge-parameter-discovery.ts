import type { ChargeParameterDiscoveryReq } from '../../messages/iso2/charge-parameter-discovery.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { EnergyTransferMode } from '../config/gateway-config.js';
import { signTariffs } from '../contract/sign-tariffs.js';
import { isSeeded } from '../faults/faults.js';
import { bodyOf } from '../messages.js';
import { offerSchedules, scheduleList } from '../schedule/offer-schedules.js';
import { evseChargeParameter, outputLimitW } from '../session/charge-parameter.js';
import { checkEvParameters } from '../session/check-ev-parameters.js';
import { fail } from '../session/fail.js';
import type { Handler } from '../session/handler.js';
import { ongoing, ongoingExpired } from '../session/ongoing.js';
import { answer } from '../session/plan.js';
import type { Session } from '../session/session.js';
import type { Station } from '../session/station.js';

/**
 * ChargeParameterDiscovery (ISO 15118-2, 8.4.3.8): FAILED_WrongEnergyTransferMode (V2G2-476), FAILED_WrongChargeParameter
 * (V2G2-477), Ongoing while the schedule is on its way, then Finished with the SAScheduleList (V2G2-905).
 */
export const chargeParameterDiscovery: Handler = {
  request: 'ChargeParameterDiscoveryReq',
  failedBody(session, _request, station): ExiObject {
    const mode = session.mode ?? station.config.evse.energy_transfer_modes[0]!;
    return { EVSEProcessing: 'Finished', ...evseChargeParameter(mode, station) };
  },
  handle(session, request, station) {
    const body = bodyOf<ChargeParameterDiscoveryReq>(request);
    const asked = body.RequestedEnergyTransferMode;
    const mode = isSeeded(station, 'iso2-any-transfer-mode') ? station.config.evse.energy_transfer_modes[0]! : asked;
    // A renegotiation is about schedule and limits: the contactor that is closed belongs to the mode that was agreed.
    const changes = session.powered && mode !== session.mode;
    if (changes || !station.config.evse.energy_transfer_modes.includes(mode)) {
      return fail(chargeParameterDiscovery, 'FAILED_WrongEnergyTransferMode', session, request, station);
    }
    const here: Session = { ...session, mode };
    const wrong = checkEvParameters(mode, body.AC_EVChargeParameter, body.DC_EVChargeParameter, station.config.limits);
    if (wrong !== undefined && !isSeeded(station, 'iso2-any-parameters')) {
      return fail(chargeParameterDiscovery, 'FAILED_WrongChargeParameter', here, request, station);
    }
    if (!station.scheduleReady) {
      if (ongoingExpired(session, station, station.config.timers.ongoing_s)) {
        return fail(chargeParameterDiscovery, 'FAILED', here, request, station);
      }
      return answer('OK', { EVSEProcessing: 'Ongoing', ...evseChargeParameter(mode, station) }, ongoing(here, station));
    }
    const parameter = body.AC_EVChargeParameter ?? body.DC_EVChargeParameter;
    const maxEntries = body.MaxEntriesSAScheduleTuple;
    const schedules = offerSchedules(station.config, {
      departureS: parameter?.DepartureTime,
      maxEntries,
      limitW: outputLimitW(mode, station.config.limits),
      wallS: station.wallS,
      earlier: session.joined && !isSeeded(station, 'resume-schedule-anew') ? session.schedules : undefined,
    });
    const SAScheduleList = scheduleList(station.config, schedules, maxEntries);
    const plan = answer(
      'OK',
      { EVSEProcessing: 'Finished', SAScheduleList, ...evseChargeParameter(mode, station) },
      // The offers of a paused session are kept once: a renegotiation after that gets new ones.
      { ...here, schedules, joined: false, ongoingSinceMs: undefined, phase: nextPhase(session, mode, station) },
    );
    const signature = session.contract === undefined ? undefined : signTariffs(SAScheduleList, station);
    return signature === undefined ? plan : { kind: 'answer', answer: { ...plan.answer, signature } };
  },
};

function nextPhase(session: Session, mode: EnergyTransferMode, station: Station): Session['phase'] {
  if (session.powered && isSeeded(station, 'iso2-restart-without-cable-check')) return 'pre-charging';
  // DC always goes through CableCheck and PreCharge, also in a renegotiation (V2G2-565, V2G2-582).
  if (mode.startsWith('DC')) return 'cable-check';
  return session.phase === 'renegotiating-ac' ? 'power-restart-ac' : 'power-start-ac';
}
