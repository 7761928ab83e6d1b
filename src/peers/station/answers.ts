import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import type { Iso2RequestName } from '../vehicle/message-names.js';
import { physical } from '../vehicle/physical-value.js';
import { at, listAt, numberAt, quantityAt, textAt } from '../vehicle/read-value.js';
import { type OfferedTuple, oneSchedule, scheduleList } from './offered-schedules.js';
import type { SeccLimits } from './secc-script.js';

/** What the SECC knows of a session while it answers. */
export interface SeccFacts {
  readonly energy: 'ac' | 'dc';
  readonly limits: SeccLimits;
  /** Seconds since 1970, for EVSETimeStamp. */
  readonly wallSeconds: number;
  /** EVSENotification of every status. */
  notification: 'None' | 'StopCharging' | 'ReNegotiation';
  /** Output of the charger, V and A. */
  voltage: number;
  current: number;
  tupleId: number;
  /** CableCheckReq of this pass; the first one is Ongoing. */
  cableChecks: number;
  meterWh: number;
  /** PaymentOptionList. Default ExternalPayment. */
  paymentOptions?: readonly string[] | undefined;
  /** What the next ChargeParameterDiscoveryRes offers. Default one tuple without a tariff. */
  schedules?: readonly OfferedTuple[] | undefined;
}

export const evseId = 'DE*PLB*E1234567';
/** ServiceID of the charge service. */
export const chargeServiceId = 1;

type Answer = (facts: SeccFacts, request: ExiObject) => ExiObject;

/** The body of a correct answer to each request with external payment, ResponseCode and all. */
export const answers: Readonly<Partial<Record<Iso2RequestName, Answer>>> = {
  SessionSetupReq: ({ wallSeconds }) => ({
    ResponseCode: 'OK_NewSessionEstablished',
    EVSEID: evseId,
    EVSETimeStamp: wallSeconds,
  }),
  ServiceDiscoveryReq: ({ energy, paymentOptions = ['ExternalPayment'] }) => ({
    ResponseCode: 'OK',
    PaymentOptionList: { PaymentOption: [...paymentOptions] },
    ChargeService: {
      ServiceID: chargeServiceId,
      ServiceName: 'AC_DC_Charging',
      ServiceCategory: 'EVCharging',
      FreeService: false,
      SupportedEnergyTransferMode: {
        EnergyTransferMode:
          energy === 'ac' ? ['AC_three_phase_core', 'AC_single_phase_core'] : ['DC_extended', 'DC_core'],
      },
    },
  }),
  ServiceDetailReq: (_facts, request) => ({ ResponseCode: 'OK', ServiceID: numberAt(request, 'ServiceID') ?? 1 }),
  PaymentServiceSelectionReq: () => ({ ResponseCode: 'OK' }),
  AuthorizationReq: () => ({ ResponseCode: 'OK', EVSEProcessing: 'Finished' }),
  ChargeParameterDiscoveryReq: (facts) => ({
    ResponseCode: 'OK',
    EVSEProcessing: 'Finished',
    SAScheduleList: schedules(facts),
    ...(facts.energy === 'ac' ? acParameter(facts) : dcParameter(facts)),
  }),
  CableCheckReq: (facts) => {
    facts.cableChecks += 1;
    return {
      ResponseCode: 'OK',
      DC_EVSEStatus: dcStatus(facts, facts.cableChecks > 1),
      EVSEProcessing: facts.cableChecks > 1 ? 'Finished' : 'Ongoing',
    };
  },
  PreChargeReq: (facts, request) => {
    facts.voltage = Math.min(quantityAt(request, 'EVTargetVoltage') ?? 0, facts.limits.dcVoltage);
    return { ResponseCode: 'OK', DC_EVSEStatus: dcStatus(facts), EVSEPresentVoltage: physical(facts.voltage, 'V') };
  },
  PowerDeliveryReq: (facts, request) => {
    const progress = textAt(request, 'ChargeProgress');
    if (progress === 'Start') facts.tupleId = numberAt(request, 'SAScheduleTupleID') ?? facts.tupleId;
    else {
      facts.current = 0;
      facts.voltage = 0;
      facts.cableChecks = 0;
    }
    if (progress === 'Renegotiate') facts.notification = 'None';
    // The published lists have StopCharging in the answer that ends charging, whoever wanted the end.
    if (progress === 'Stop') facts.notification = 'StopCharging';
    return { ResponseCode: 'OK', ...status(facts) };
  },
  ChargingStatusReq: (facts) => ({
    ResponseCode: 'OK',
    EVSEID: evseId,
    SAScheduleTupleID: facts.tupleId,
    EVSEMaxCurrent: physical(facts.limits.acCurrent, 'A'),
    ...meter(facts),
    ReceiptRequired: false,
    AC_EVSEStatus: acStatus(facts),
  }),
  CurrentDemandReq: (facts, request) => {
    const { dcVoltage, dcCurrent, power } = facts.limits;
    facts.voltage = Math.min(quantityAt(request, 'EVTargetVoltage') ?? 0, dcVoltage);
    const wanted = quantityAt(request, 'EVTargetCurrent') ?? 0;
    const allowed = Math.min(dcCurrent, facts.voltage > 0 ? power / facts.voltage : 0);
    facts.current = facts.notification === 'StopCharging' ? 0 : Math.min(wanted, allowed);
    return {
      ResponseCode: 'OK',
      DC_EVSEStatus: dcStatus(facts),
      EVSEPresentVoltage: physical(facts.voltage, 'V'),
      EVSEPresentCurrent: physical(facts.current, 'A'),
      EVSECurrentLimitAchieved: wanted > dcCurrent,
      EVSEVoltageLimitAchieved: false,
      EVSEPowerLimitAchieved: wanted > allowed && allowed < dcCurrent,
      EVSEMaximumVoltageLimit: physical(dcVoltage, 'V'),
      EVSEMaximumCurrentLimit: physical(dcCurrent, 'A'),
      EVSEMaximumPowerLimit: physical(power, 'W'),
      EVSEID: evseId,
      SAScheduleTupleID: facts.tupleId,
      ...meter(facts),
    };
  },
  MeteringReceiptReq: (facts) => ({ ResponseCode: 'OK', ...status(facts) }),
  WeldingDetectionReq: (facts) => ({
    ResponseCode: 'OK',
    DC_EVSEStatus: dcStatus(facts),
    EVSEPresentVoltage: physical(facts.voltage, 'V'),
  }),
  SessionStopReq: () => ({ ResponseCode: 'OK' }),
};

/** The handshake: ISO 15118-2 is what is spoken here, whatever else is offered. */
export function handshakeAnswer(request: ExiObject): ExiObject {
  const offered = listAt(request, 'AppProtocol');
  const ours = offered.find((entry) => textAt(entry, 'ProtocolNamespace') === 'urn:iso:15118:2:2013:MsgDef');
  const id = numberAt(ours, 'SchemaID');
  if (id === undefined) return { ResponseCode: 'Failed_NoNegotiation' };
  return { ResponseCode: 'OK_SuccessfulNegotiation', SchemaID: id };
}

/** A copy of a body with the element at `path` set, or taken away. */
export function withElement(body: ExiObject, path: readonly string[], value: ExiValue | undefined): ExiObject {
  const [name, ...rest] = path;
  if (name === undefined) return body;
  if (rest.length > 0) {
    const inner = at(body, name);
    const below = typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Uint8Array) ? inner : {};
    return { ...body, [name]: withElement(below as ExiObject, rest, value) };
  }
  if (value !== undefined) return { ...body, [name]: value };
  return Object.fromEntries(Object.entries(body).filter(([key]) => key !== name));
}

function status(facts: SeccFacts): ExiObject {
  return facts.energy === 'ac' ? { AC_EVSEStatus: acStatus(facts) } : { DC_EVSEStatus: dcStatus(facts) };
}

function acStatus({ notification }: SeccFacts): ExiObject {
  return { NotificationMaxDelay: 0, EVSENotification: notification, RCD: false };
}

function dcStatus({ notification }: SeccFacts, isolated = true): ExiObject {
  return {
    NotificationMaxDelay: 0,
    EVSENotification: notification,
    EVSEIsolationStatus: isolated ? 'Valid' : 'Invalid',
    EVSEStatusCode: isolated ? 'EVSE_Ready' : 'EVSE_IsolationMonitoringActive',
  };
}

function schedules({ limits, energy, schedules: offered = oneSchedule }: SeccFacts): ExiObject {
  // Three phases of 230 V.
  return scheduleList(offered, energy === 'ac' ? Math.min(limits.power, 3 * 230 * limits.acCurrent) : limits.power);
}

function acParameter(facts: SeccFacts): ExiObject {
  return {
    AC_EVSEChargeParameter: {
      AC_EVSEStatus: acStatus(facts),
      EVSENominalVoltage: physical(230, 'V'),
      EVSEMaxCurrent: physical(facts.limits.acCurrent, 'A'),
    },
  };
}

function dcParameter(facts: SeccFacts): ExiObject {
  const { dcCurrent, dcVoltage, power } = facts.limits;
  return {
    DC_EVSEChargeParameter: {
      DC_EVSEStatus: dcStatus(facts, false),
      EVSEMaximumCurrentLimit: physical(dcCurrent, 'A'),
      EVSEMaximumPowerLimit: physical(power, 'W'),
      EVSEMaximumVoltageLimit: physical(dcVoltage, 'V'),
      EVSEMinimumCurrentLimit: physical(0, 'A'),
      EVSEMinimumVoltageLimit: physical(150, 'V'),
      EVSEPeakCurrentRipple: physical(2, 'A'),
    },
  };
}

function meter(facts: SeccFacts): ExiObject {
  facts.meterWh += 1;
  return { MeterInfo: { MeterID: 'METER-1', MeterReading: facts.meterWh, TMeter: facts.wallSeconds } };
}
