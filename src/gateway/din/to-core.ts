import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { isExiObject } from '../exi-object.js';
import type { Request } from '../messages.js';
import type { Session } from '../session/session.js';
import { type DinRequestName, dinMessages } from './messages.js';

/** Units that DIN 70121 lets a vehicle leave out (PhysicalValueType, Unit is optional), by element. */
const units: Readonly<Record<string, string>> = {
  EVMaximumCurrentLimit: 'A',
  EVMaximumVoltageLimit: 'V',
  EVMaximumPowerLimit: 'W',
  EVEnergyCapacity: 'Wh',
  EVEnergyRequest: 'Wh',
  EVTargetVoltage: 'V',
  EVTargetCurrent: 'A',
  EVMaxVoltage: 'V',
  EVMaxCurrent: 'A',
  EVMinCurrent: 'A',
};

/** A request of DIN 70121 in the words of ISO 15118-2. DIN knows no pause, so a SessionSetupReq never joins. */
export function toCoreRequest(name: DinRequestName, sessionId: Uint8Array, body: ExiObject, session: Session): Request {
  const core = dinMessages[name].core;
  return {
    name: core,
    sessionId: core === 'SessionSetupReq' ? new Uint8Array(8) : sessionId,
    body: toCoreBody(name, withUnits(body), session),
  };
}

function toCoreBody(name: DinRequestName, body: ExiObject, session: Session): ExiObject {
  switch (name) {
    case 'ChargeParameterDiscoveryReq': {
      const { EVRequestedEnergyTransferType, ...rest } = body;
      return { ...rest, RequestedEnergyTransferMode: EVRequestedEnergyTransferType ?? '' };
    }
    case 'PowerDeliveryReq':
      return powerDelivery(body, session);
    case 'SessionStopReq':
      return { ChargingSession: 'Terminate' };
    default:
      return body;
  }
}

/** ReadyToChargeState is Start or Stop; the tuple stands in the profile, and without one the first is meant. */
function powerDelivery(body: ExiObject, session: Session): ExiObject {
  const { ReadyToChargeState, ChargingProfile, ...rest } = body;
  const profile = isExiObject(ChargingProfile) ? ChargingProfile : undefined;
  const entries = Array.isArray(profile?.['ProfileEntry']) ? profile['ProfileEntry'] : [];
  const ProfileEntry = entries.filter(isExiObject).map((entry) => ({
    ...entry,
    ChargingProfileEntryMaxPower: { Multiplier: 0, Unit: 'W', Value: entry['ChargingProfileEntryMaxPower'] ?? 0 },
  }));
  return {
    ...rest,
    ChargeProgress: ReadyToChargeState === true ? 'Start' : 'Stop',
    SAScheduleTupleID: profile?.['SAScheduleTupleID'] ?? session.schedules?.tuples[0]?.id ?? 1,
    ...(ProfileEntry.length === 0 ? {} : { ChargingProfile: { ProfileEntry } }),
  };
}

function withUnits(body: ExiObject): ExiObject {
  const entries = Object.entries(body).map(([name, value]): [string, ExiValue] => {
    if (!isExiObject(value)) return [name, value];
    const unit = units[name];
    return [name, unit !== undefined && value['Unit'] === undefined ? { ...value, Unit: unit } : withUnits(value)];
  });
  return Object.fromEntries(entries);
}
