import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import { payloadTypes } from '../../../wire/v2gtp.js';
import type { Exchange } from '../exchange.js';
import { isObject } from '../physical-value.js';
import { at, bytesAt, listAt, numberAt, textAt } from '../read-value.js';
import type { SessionFacts } from '../session-facts.js';
import type { VehicleView } from '../vehicle-protocol.js';
import { rationalAt } from './rational.js';
import { chooseSet } from './services.js';

/** Takes over from a positive answer what later requests need. */
export function learn(view: VehicleView, exchange: Exchange, loopSeconds: number): void {
  const { facts, car } = view;
  const { answer } = exchange;
  const body = answer?.body;
  if (answer === undefined || body === undefined || exchange.responseCode?.startsWith('OK') !== true) return;
  const { iso20 } = facts;
  noteNotification(facts, body, answer.at);
  switch (answer.message) {
    case 'SessionSetupRes': {
      delete facts.rejoining;
      const id = bytesAt(answer.header, 'SessionID');
      const evseId = textAt(body, 'EVSEID');
      if (id !== undefined) facts.sessionId = id;
      if (evseId !== undefined) facts.evseId = evseId;
      iso20.joined = exchange.responseCode === 'OK_OldSessionJoined';
      // V2G20-2615: with a new session everything of the old one is void, its authorization too.
      if (!iso20.joined) facts.iso20 = iso20.secc === undefined ? {} : { secc: iso20.secc };
      return;
    }
    case 'AuthorizationSetupRes':
      iso20.authorizationServices = texts(listAt(body, 'AuthorizationServices'));
      return;
    case 'ServiceDiscoveryRes':
      iso20.energyServices = ids(listAt(body, 'EnergyTransferServiceList', 'Service'));
      iso20.vas = ids(listAt(body, 'VASList', 'Service'));
      iso20.serviceRenegotiation = at(body, 'ServiceRenegotiationSupported') === true;
      return;
    case 'ServiceDetailRes': {
      const chosen = chooseSet(view, body);
      if (chosen !== undefined) iso20.service = chosen;
      else noteVas(facts, body);
      return;
    }
    case 'VehicleCheckInRes':
      iso20.checkIns = (iso20.checkIns ?? 0) + 1;
      return;
    case 'VehicleCheckOutRes': {
      const time = numberAt(exchange.sent.value, 'VehicleCheckOutReq', 'CheckOutTime');
      if (time !== undefined) iso20.checkOutTime = time;
      iso20.checkedOut = textAt(body, 'EVSECheckOutStatus') === 'Completed';
      return;
    }
    case 'AC_ChargeParameterDiscoveryRes':
    case 'DC_ChargeParameterDiscoveryRes':
      learnLimits(facts, onlyMode(body, 'CPDResEnergyTransferMode'));
      return;
    case 'ScheduleExchangeRes':
      learnSchedule(view, body);
      return;
    case 'DC_PreChargeRes':
    case 'DC_WeldingDetectionRes':
      learnVoltage(facts, body);
      return;
    case 'PowerDeliveryRes': {
      const progress = textAt(exchange.sent.value, 'PowerDeliveryReq', 'ChargeProgress');
      // While the vehicle is still at work on its profile nothing has begun.
      if (textAt(exchange.sent.value, 'PowerDeliveryReq', 'EVProcessing') === 'Ongoing' && progress !== 'Stop') return;
      // In the side stream the renegotiation ends with this message.
      const side = exchange.sent.payloadType === payloadTypes.iso20ScheduleRenegotiation;
      if (progress === 'ScheduleRenegotiation' && !side) iso20.renegotiating = true;
      if (progress === 'Stop' || progress === 'Standby') car.stop();
      if (progress === 'Start' && iso20.renegotiating !== true) facts.loops = 0;
      if (progress === 'Start') iso20.renegotiating = false;
      return;
    }
    case 'DC_ChargeLoopRes': {
      facts.loops++;
      learnVoltage(facts, body);
      const amperes = rationalAt(body, 'EVSEPresentCurrent');
      if (amperes !== undefined) facts.evsePresentCurrent = amperes;
      learnLimits(facts, onlyMode(body, 'CLResControlMode'));
      noteMeter(facts, body);
      car.charge((facts.evsePresentVoltage ?? 0) * (facts.evsePresentCurrent ?? 0), loopSeconds);
      return;
    }
    case 'AC_ChargeLoopRes': {
      facts.loops++;
      noteMeter(facts, body);
      const watts = rationalAt(onlyMode(body, 'CLResControlMode'), 'EVSETargetActivePower');
      if (watts !== undefined) facts.evseMaxPower = watts;
      car.charge(watts ?? 0, loopSeconds);
      return;
    }
    case 'SessionStopRes': {
      const how = textAt(exchange.sent.value, 'SessionStopReq', 'ChargingSession');
      if (how === 'ServiceRenegotiation') forget(facts);
      if (how === 'Pause' && iso20.secc !== undefined) iso20.pausedWith = iso20.secc;
      return;
    }
    default:
      return;
  }
}

/** The first parameter set of a value added service is taken. */
function noteVas(facts: SessionFacts, body: ExiObject): void {
  const id = numberAt(body, 'ServiceID');
  const [first] = listAt(body, 'ServiceParameterList', 'ParameterSet');
  const set = numberAt(first, 'ParameterSetID');
  if (id !== undefined && set !== undefined) facts.iso20.vasSets = { ...facts.iso20.vasSets, [id]: set };
}

/** After a service renegotiation everything from the services on is agreed anew. */
function forget(facts: SessionFacts): void {
  facts.loops = 0;
  delete facts.iso20.changesService;
  delete facts.iso20.service;
  delete facts.iso20.schedule;
  delete facts.iso20.vasSets;
  delete facts.iso20.checkOutTime;
  delete facts.iso20.checkedOut;
  delete facts.saScheduleTupleId;
}

/** The content of the one element whose name ends so: `DC_CPDResEnergyTransferMode` and its BPT form. */
function onlyMode(body: ExiObject, ending: string): ExiValue | undefined {
  const name = Object.keys(body).find((candidate) => candidate.endsWith(ending));
  return name === undefined ? undefined : body[name];
}

function learnLimits(facts: SessionFacts, mode: ExiValue | undefined): void {
  const take = (name: string, use: (value: number) => void) => {
    const value = rationalAt(mode, name);
    if (value !== undefined) use(value);
  };
  take('EVSEMaximumChargePower', (value) => {
    facts.evseMaxPower = value;
  });
  take('EVSEMaximumChargeCurrent', (value) => {
    facts.evseMaxCurrent = value;
  });
  take('EVSEMaximumVoltage', (value) => {
    facts.evseMaxVoltage = value;
  });
  take('EVSEMaximumDischargePower', (value) => {
    facts.iso20.maxDischargePower = value;
  });
  take('EVSEMaximumDischargeCurrent', (value) => {
    facts.iso20.maxDischargeCurrent = value;
  });
}

/** The tuple that is wanted is chosen, or the first. */
function learnSchedule({ facts, options }: VehicleView, body: ExiObject): void {
  const tuples = listAt(body, 'Scheduled_SEResControlMode', 'ScheduleTuple');
  const tuple = tuples[facts.iso20.wanted?.scheduleTuple ?? options.iso20?.scheduleTuple ?? 0] ?? tuples[0];
  const id = numberAt(tuple, 'ScheduleTupleID');
  if (id === undefined) return;
  facts.saScheduleTupleId = id;
  const power = at(tuple, 'ChargingSchedule', 'PowerSchedule');
  const anchor = at(power, 'TimeAnchor');
  facts.iso20.schedule = {
    anchor: anchor ?? 0,
    entries: listAt(power, 'PowerScheduleEntries', 'PowerScheduleEntry'),
  };
}

function learnVoltage(facts: SessionFacts, body: ExiObject): void {
  const volts = rationalAt(body, 'EVSEPresentVoltage');
  if (volts !== undefined) facts.evsePresentVoltage = volts;
}

function noteNotification(facts: SessionFacts, body: ExiObject, receivedAt: bigint): void {
  const kind = textAt(body, 'EVSEStatus', 'EVSENotification');
  if (kind === undefined) delete facts.notification;
  else if (facts.notification?.kind !== kind) {
    const maxDelaySeconds = numberAt(body, 'EVSEStatus', 'NotificationMaxDelay') ?? 0;
    facts.notification = { kind, maxDelaySeconds, at: receivedAt };
  }
}

function noteMeter(facts: SessionFacts, body: ExiObject): void {
  const meter = at(body, 'MeterInfo');
  if (isObject(meter)) facts.meterInfo = meter;
}

function ids(services: readonly ExiValue[]): readonly number[] {
  return services.flatMap((service) => numberAt(service, 'ServiceID') ?? []);
}

function texts(values: readonly unknown[]): readonly string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
