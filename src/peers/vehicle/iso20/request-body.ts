import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import { payloadTypes } from '../../../wire/v2gtp.js';
import type { Iso20RequestName } from '../message-names.js';
import { numberAt } from '../read-value.js';
import type { RequestOptions } from '../request-options.js';
import type { VehicleView } from '../vehicle-protocol.js';
import { checkInStatuses, nextStep } from './advance.js';
import { acLoop, acParameters, dcLoop, dcParameters, energyNeeds } from './energy-body.js';
import { rational, rationalAt } from './rational.js';
import { nextVas, wantedServiceId, wantedVas } from './services.js';

/** A profile has at most so many entries here; longer schedules are followed as far as this. */
const profileEntries = 24;
/** PreCharge is done when the charger is this near to the battery, as a part of its voltage. */
const preChargeTolerance = 0.05;
/** Below this the contactors may open: what is left is not dangerous (IEC 61851-23). */
const safeVolts = 60;
const certificate = new Uint8Array(64).fill(0x30);

/** The body that a correct vehicle would send now, without its header. */
export function requestBody(name: Iso20RequestName, view: VehicleView, options: RequestOptions): ExiObject {
  return bodies[name](view, options);
}

const bodies: Readonly<Record<Iso20RequestName, (view: VehicleView, options: RequestOptions) => ExiObject>> = {
  SessionSetupReq: ({ options }) => ({ EVCCID: options.iso20?.evccId ?? 'WMIV1234567890ABCDEX' }),
  AuthorizationSetupReq: () => ({}),
  AuthorizationReq: () => ({ SelectedAuthorizationService: 'EIM', EIM_AReqAuthorizationMode: {} }),
  // A stand-in, good enough to be sent out of order: external payment never sends it.
  CertificateInstallationReq: () => ({
    OEMProvisioningCertificateChain: { Id: 'id1', Certificate: certificate },
    ListOfRootCertificateIDs: { RootCertificateID: [{ X509IssuerName: 'CN=V2G Root CA', X509SerialNumber: 1 }] },
    MaximumContractCertificateChains: 1,
  }),
  ServiceDiscoveryReq: () => ({}),
  // The energy transfer service first, then the value added ones.
  ServiceDetailReq: (view) => ({
    ServiceID: (view.facts.iso20.service === undefined ? undefined : nextVas(view)) ?? wantedServiceId(view),
  }),
  ServiceSelectionReq: (view) => ({
    SelectedEnergyTransferService: {
      ServiceID: view.facts.iso20.service?.id ?? wantedServiceId(view),
      ParameterSetID: view.facts.iso20.service?.parameterSetId ?? 1,
    },
    ...selectedVas(view),
  }),
  VehicleCheckInReq: ({ facts }) => ({
    EVCheckInStatus: checkInStatuses[facts.iso20.checkIns ?? 0] ?? 'Completed',
    ParkingMethod: 'Manual',
  }),
  VehicleCheckOutReq: ({ wallSeconds, facts, options }) => ({
    EVCheckOutStatus: facts.iso20.checkOutTime === undefined ? 'CheckOut' : 'Processing',
    CheckOutTime: facts.iso20.checkOutTime ?? wallSeconds + (options.iso20?.checkOutAfterSeconds ?? 0),
  }),
  ScheduleExchangeReq: (view) => ({ MaximumSupportingPoints: 1024, ...scheduleNeeds(view) }),
  PowerDeliveryReq: powerDelivery,
  MeteringConfirmationReq: ({ facts }) => ({
    SignedMeteringData: {
      Id: 'id1',
      SessionID: facts.sessionId,
      MeterInfo: facts.meterInfo ?? { MeterID: 'unknown', ChargedEnergyReadingWh: 0 },
      ...(facts.iso20.service?.controlMode === 'dynamic'
        ? { Dynamic_SMDTControlMode: {} }
        : { Scheduled_SMDTControlMode: { SelectedScheduleTupleID: facts.saScheduleTupleId ?? 1 } }),
    },
  }),
  SessionStopReq: (_view, { stop }) => ({ ChargingSession: stop ?? 'Terminate' }),
  AC_ChargeParameterDiscoveryReq: acParameters,
  AC_ChargeLoopReq: acLoop,
  DC_ChargeParameterDiscoveryReq: dcParameters,
  DC_CableCheckReq: () => ({}),
  DC_PreChargeReq: ({ car, facts }) => ({
    EVProcessing: isNear(facts.evsePresentVoltage ?? 0, car.packVoltage) ? 'Finished' : 'Ongoing',
    EVPresentVoltage: rational(car.packVoltage),
    EVTargetVoltage: rational(car.packVoltage),
  }),
  DC_ChargeLoopReq: dcLoop,
  DC_WeldingDetectionReq: ({ facts }) => ({
    EVProcessing: (facts.evsePresentVoltage ?? Number.POSITIVE_INFINITY) <= safeVolts ? 'Finished' : 'Ongoing',
  }),
};

function selectedVas(view: VehicleView): ExiObject {
  const SelectedService = wantedVas(view).flatMap((ServiceID) => {
    const ParameterSetID = view.facts.iso20.vasSets?.[ServiceID];
    return ParameterSetID === undefined ? [] : [{ ServiceID, ParameterSetID }];
  });
  return SelectedService.length === 0 ? {} : { SelectedVASList: { SelectedService } };
}

function isNear(volts: number, target: number): boolean {
  return Math.abs(volts - target) <= preChargeTolerance * target;
}

function scheduleNeeds(view: VehicleView): ExiObject {
  const { car, facts } = view;
  if (facts.iso20.service?.controlMode === 'dynamic') {
    return { Dynamic_SEReqControlMode: { DepartureTime: car.departureSeconds ?? 86_400, ...energyNeeds(view) } };
  }
  const departure = car.departureSeconds === undefined ? {} : { DepartureTime: car.departureSeconds };
  return { Scheduled_SEReqControlMode: { ...departure, ...energyNeeds(view) } };
}

/** The schedule that was adopted in the side stream is told there, in its last message. */
function powerDelivery(view: VehicleView, options: RequestOptions): ExiObject {
  const progress = options.progress ?? nextStep(view)?.progress ?? 'Start';
  const bidirectional = view.facts.iso20.service?.bidirectional === true;
  const profile = progress === 'Start' || progress === 'ScheduleRenegotiation' ? powerProfile(view) : {};
  return {
    EVProcessing: 'Finished',
    ChargeProgress: progress,
    ...(progress === 'Start' || options.payloadType === payloadTypes.iso20ScheduleRenegotiation ? profile : {}),
    ...(bidirectional && progress === 'Start'
      ? { BPT_ChannelSelection: (view.options.iso20?.dischargeCurrent ?? 0) > 0 ? 'Discharge' : 'Charge' }
      : {}),
  };
}

/** Follows the schedule of the SECC, never above it nor above what the car takes. */
function powerProfile({ facts, car, options, wallSeconds }: VehicleView): ExiObject {
  const { schedule, service } = facts.iso20;
  const carPower = options.energy === 'dc' ? car.dc.maxPower : 3 * 230 * car.ac.maxCurrent;
  if (service?.controlMode === 'dynamic') {
    const EVPowerProfileEntry = [{ Duration: car.departureSeconds ?? 86_400, Power: rational(carPower) }];
    const EVPowerProfileEntries = { EVPowerProfileEntry };
    return { EVPowerProfile: { TimeAnchor: wallSeconds, Dynamic_EVPPTControlMode: {}, EVPowerProfileEntries } };
  }
  const entry = (slot: ExiValue): ExiObject => ({
    Duration: numberAt(slot, 'Duration') ?? 0,
    Power: rational(Math.min(carPower, rationalAt(slot, 'Power') ?? carPower)),
  });
  const entries = (schedule?.entries ?? []).slice(0, profileEntries).map(entry);
  return {
    EVPowerProfile: {
      TimeAnchor: schedule?.anchor ?? wallSeconds,
      Scheduled_EVPPTControlMode: { SelectedScheduleTupleID: facts.saScheduleTupleId ?? 1 },
      EVPowerProfileEntries: {
        EVPowerProfileEntry: entries.length === 0 ? [{ Duration: 86_400, Power: rational(0) }] : entries,
      },
    },
  };
}
