import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { nextStep } from './advance.js';
import type { Car } from './car.js';
import type { Iso2RequestName } from './message-names.js';
import { physical } from './physical-value.js';
import { numberAt, quantityAt } from './read-value.js';
import type { RequestOptions } from './request-options.js';
import type { SessionFacts } from './session-facts.js';
import type { EnergyTransferMode } from './vehicle-options.js';
import type { Progress, StopKind, VehicleView } from './vehicle-protocol.js';
import type { EnergyKind } from './vehicle-state.js';

/** What the bodies are made of. */
interface BodyContext {
  readonly facts: SessionFacts;
  readonly car: Car;
  readonly energy: EnergyKind;
  readonly mode: EnergyTransferMode;
  readonly evccId: Uint8Array;
  /** ChargeProgress of PowerDeliveryReq. */
  readonly progress: Progress;
  /** ChargingSession of SessionStopReq. */
  readonly stop: StopKind;
}

/** ISO 15118-2:2013 as an entry of supportedAppProtocolReq. */
export const iso2Protocol = {
  ProtocolNamespace: 'urn:iso:15118:2:2013:MsgDef',
  VersionNumberMajor: 2,
  VersionNumberMinor: 0,
  SchemaID: 1,
  Priority: 1,
} as const satisfies ExiObject;

/** A profile has at most 24 entries (ISO 15118-2, 8.5.2.10). */
const profileEntries = 24;
/** PreCharge current stays at or under 2 A (IEC 61851-23). */
const preChargeAmperes = 1;

/** The body that a correct vehicle would send now. Contract messages get stand-ins: external payment never sends them. */
export function requestBody(name: Iso2RequestName, view: VehicleView, options: RequestOptions): ExiObject {
  const { energy, energyTransferMode, evccId } = view.options;
  return bodies[name]({
    facts: view.facts,
    car: view.car,
    energy,
    mode: energyTransferMode ?? (energy === 'ac' ? 'AC_three_phase_core' : 'DC_extended'),
    evccId: evccId ?? defaultEvccId,
    progress: options.progress ?? nextStep(energy, view.state)?.progress ?? 'Start',
    stop: options.stop ?? 'Terminate',
  });
}

/** A locally administered MAC address. */
export const defaultEvccId = Uint8Array.of(0x02, 0x00, 0x00, 0x00, 0x00, 0x01);

const bodies: Readonly<Record<Iso2RequestName, (context: BodyContext) => ExiObject>> = {
  supportedAppProtocolReq: () => ({}),
  SessionSetupReq: ({ evccId }) => ({ EVCCID: evccId }),
  ServiceDiscoveryReq: () => ({}),
  ServiceDetailReq: ({ facts }) => ({ ServiceID: facts.chargeServiceId ?? 1 }),
  PaymentServiceSelectionReq: ({ facts }) => ({
    SelectedPaymentOption: 'ExternalPayment',
    SelectedServiceList: { SelectedService: [{ ServiceID: facts.chargeServiceId ?? 1 }] },
  }),
  PaymentDetailsReq: () => ({
    eMAID: 'DE8AA1A2B3C4D5',
    ContractSignatureCertChain: { Certificate: standInCertificate },
  }),
  AuthorizationReq: () => ({}),
  CertificateInstallationReq: () => ({
    Id: 'id1',
    OEMProvisioningCert: standInCertificate,
    ListOfRootCertificateIDs: rootCertificateIds,
  }),
  CertificateUpdateReq: () => ({
    Id: 'id1',
    ContractSignatureCertChain: { Certificate: standInCertificate },
    eMAID: 'DE8AA1A2B3C4D5',
    ListOfRootCertificateIDs: rootCertificateIds,
  }),
  ChargeParameterDiscoveryReq: (context) => ({
    RequestedEnergyTransferMode: context.mode,
    ...(context.energy === 'ac'
      ? { AC_EVChargeParameter: acParameters(context.car) }
      : { DC_EVChargeParameter: dcParameters(context.car) }),
  }),
  PowerDeliveryReq: (context) => ({
    ChargeProgress: context.progress,
    SAScheduleTupleID: context.facts.saScheduleTupleId ?? 1,
    ...(context.progress === 'Start' ? chargingProfile(context) : {}),
    ...(context.energy === 'dc'
      ? {
          DC_EVPowerDeliveryParameter: {
            DC_EVStatus: dcStatus(context.car, context.progress !== 'Stop'),
            BulkChargingComplete: context.car.bulkComplete,
            ChargingComplete: context.car.full || context.progress === 'Stop',
          },
        }
      : {}),
  }),
  ChargingStatusReq: () => ({}),
  MeteringReceiptReq: ({ facts }) => ({
    SessionID: facts.sessionId,
    SAScheduleTupleID: facts.saScheduleTupleId ?? 1,
    MeterInfo: facts.meterInfo ?? { MeterID: 'unknown' },
  }),
  SessionStopReq: ({ stop }) => ({ ChargingSession: stop }),
  CableCheckReq: ({ car }) => ({ DC_EVStatus: dcStatus(car, true) }),
  PreChargeReq: ({ car }) => ({
    DC_EVStatus: dcStatus(car, true),
    EVTargetVoltage: physical(car.packVoltage, 'V'),
    EVTargetCurrent: physical(preChargeAmperes, 'A'),
  }),
  CurrentDemandReq: ({ car, facts }) => ({
    DC_EVStatus: dcStatus(car, true),
    EVTargetCurrent: physical(car.nextTargetCurrent(facts.evseMaxCurrent, facts.evseMaxPower), 'A'),
    EVMaximumVoltageLimit: physical(car.dc.maxVoltage, 'V'),
    EVMaximumCurrentLimit: physical(car.dc.maxCurrent, 'A'),
    EVMaximumPowerLimit: physical(car.dc.maxPower, 'W'),
    BulkChargingComplete: car.bulkComplete,
    ChargingComplete: car.full,
    EVTargetVoltage: physical(targetVoltage(car, facts), 'V'),
  }),
  WeldingDetectionReq: ({ car }) => ({ DC_EVStatus: dcStatus(car, false) }),
};

const standInCertificate = new Uint8Array(64).fill(0x30);
const rootCertificateIds: ExiObject = {
  RootCertificateID: [{ X509IssuerName: 'CN=V2G Root CA', X509SerialNumber: 1 }],
};

/** A little above the battery, not above what either side allows. */
function targetVoltage(car: Car, facts: SessionFacts): number {
  return Math.min(car.packVoltage + 10, car.dc.maxVoltage, facts.evseMaxVoltage ?? Number.POSITIVE_INFINITY);
}

function departure(car: Car): ExiObject {
  return car.departureSeconds === undefined ? {} : { DepartureTime: car.departureSeconds };
}

function acParameters(car: Car): ExiObject {
  return {
    ...departure(car),
    EAmount: physical(car.energyRequestWh, 'Wh'),
    EVMaxVoltage: physical(car.ac.maxVoltage, 'V'),
    EVMaxCurrent: physical(car.ac.maxCurrent, 'A'),
    EVMinCurrent: physical(car.ac.minCurrent, 'A'),
  };
}

function dcParameters(car: Car): ExiObject {
  return {
    ...departure(car),
    DC_EVStatus: dcStatus(car, false),
    EVMaximumCurrentLimit: physical(car.dc.maxCurrent, 'A'),
    EVMaximumPowerLimit: physical(car.dc.maxPower, 'W'),
    EVMaximumVoltageLimit: physical(car.dc.maxVoltage, 'V'),
    EVEnergyCapacity: physical(car.capacityWh, 'Wh'),
    EVEnergyRequest: physical(car.energyRequestWh, 'Wh'),
    FullSOC: car.fullSocPercent,
    BulkSOC: car.bulkSocPercent,
  };
}

function dcStatus(car: Car, ready: boolean): ExiObject {
  return { EVReady: ready, EVErrorCode: 'NO_ERROR', EVRESSSOC: Math.min(100, Math.round(car.soc)) };
}

/** Follows the schedule of the SECC, never above it nor above what the car takes ([V2G2-295]). */
function chargingProfile({ facts, car, energy, mode }: BodyContext): { ChargingProfile?: ExiObject } {
  const schedule = facts.pMaxSchedule ?? [];
  if (schedule.length === 0) return {};
  const phases = mode === 'AC_single_phase_core' ? 1 : 3;
  const voltage = facts.evseNominalVoltage ?? 230;
  const carPower = energy === 'dc' ? car.dc.maxPower : phases * voltage * car.ac.maxCurrent;
  const entry = (slot: ExiValue): ExiObject => ({
    ChargingProfileEntryStart: numberAt(slot, 'RelativeTimeInterval', 'start') ?? 0,
    ChargingProfileEntryMaxPower: physical(Math.min(carPower, quantityAt(slot, 'PMax') ?? carPower), 'W'),
    ...(energy === 'ac' ? { ChargingProfileEntryMaxNumberOfPhasesInUse: phases } : {}),
  });
  return { ChargingProfile: { ProfileEntry: schedule.slice(0, profileEntries).map(entry) } };
}
