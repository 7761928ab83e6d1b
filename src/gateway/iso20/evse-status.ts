import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { Station, Wish } from '../session/station.js';
import type { Iso20SessionState } from './session.js';

const notifications: Readonly<Record<Exclude<Wish, 'none'>, string>> = {
  'schedule-renegotiation': 'ScheduleRenegotiation',
  'service-renegotiation': 'ServiceRenegotiation',
  pause: 'Pause',
  'metering-confirmation': 'MeteringConfirmation',
  'exit-standby': 'ExitStandby',
};

/** EVSEStatus of a response (ISO 15118-20:2022, 8.3.5.3.26); absent where the vehicle is asked for nothing. */
export function evseStatus(station: Station): { readonly EVSEStatus?: ExiObject } {
  const EVSENotification =
    station.stopOrder !== 'none' ? 'Terminate' : station.wish === 'none' ? undefined : notifications[station.wish];
  return EVSENotification === undefined ? {} : { EVSEStatus: { NotificationMaxDelay: 0, EVSENotification } };
}

/**
 * Whether this loop's response asks for MeteringConfirmation: a vehicle that pays by contract confirms every n-th reading
 * (`contract.receipts`); one that does not has no key to confirm it with, and is never asked.
 */
function receiptDue(session: Iso20SessionState, station: Station): boolean {
  const every = session.contract === undefined ? undefined : station.config.contract?.receipts?.every;
  return every !== undefined && station.config.evse.meter_id !== undefined && (session.loops + 1) % every === 0;
}

/** EVSEStatus of a charge loop response: as elsewhere, and a reading that is to be confirmed where nothing else is wanted. */
export function loopStatus(session: Iso20SessionState, station: Station): { readonly EVSEStatus?: ExiObject } {
  const status = evseStatus(station);
  if (status.EVSEStatus !== undefined || !receiptDue(session, station)) return status;
  return { EVSEStatus: { NotificationMaxDelay: 0, EVSENotification: 'MeteringConfirmation' } };
}

/**
 * MeterInfo of a charge loop response: the energy of this service session (V2G20-902), in the very first one (V2G20-1833),
 * whenever it is asked for (V2G20-1082) and with a wish for confirmation (V2G20-1083); absent without a meter.
 */
export function loopMeterInfo(
  session: Iso20SessionState,
  station: Station,
  requested: boolean,
): { readonly MeterInfo?: ExiObject } {
  const wanted =
    requested || session.loops === 0 || station.wish === 'metering-confirmation' || receiptDue(session, station);
  const MeterID = station.config.evse.meter_id;
  if (!wanted || MeterID === undefined) return {};
  const { chargedWh, dischargedWh } = session.meterStart;
  return {
    MeterInfo: {
      MeterID,
      ChargedEnergyReadingWh: Math.max(0, Math.floor(station.meterWh - chargedWh)),
      ...(session.service?.bidirectional === true
        ? { BPT_DischargedEnergyReadingWh: Math.max(0, Math.floor(station.dischargedWh - dischargedWh)) }
        : {}),
      MeterTimestamp: station.wallS,
    },
  };
}
