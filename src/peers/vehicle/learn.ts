import type { Car } from './car.js';
import type { Exchange } from './exchange.js';
import { isObject } from './physical-value.js';
import { at, bytesAt, listAt, numberAt, quantityAt, textAt } from './read-value.js';
import type { SessionFacts } from './session-facts.js';

/** Takes over from a positive answer what later requests need. `nowNs`: monotonic. */
export function learn(facts: SessionFacts, car: Car, exchange: Exchange, loopSeconds: number): void {
  const answer = exchange.answer;
  const body = answer?.body;
  if (answer === undefined || body === undefined || exchange.responseCode?.startsWith('OK') !== true) return;
  const set = <K extends keyof SessionFacts>(name: K, value: SessionFacts[K] | undefined) => {
    if (value !== undefined) facts[name] = value;
  };
  noteNotification(facts, body, answer.at);
  switch (answer.message) {
    case 'SessionSetupRes':
      set('evseId', textAt(body, 'EVSEID'));
      delete facts.rejoining;
      set('sessionId', bytesAt(answer.header, 'SessionID'));
      return;
    case 'ServiceDiscoveryRes':
      set('chargeServiceId', numberAt(body, 'ChargeService', 'ServiceID'));
      facts.paymentOptions = texts(listAt(body, 'PaymentOptionList', 'PaymentOption'));
      facts.energyTransferModes = texts(
        listAt(body, 'ChargeService', 'SupportedEnergyTransferMode', 'EnergyTransferMode'),
      );
      return;
    case 'ChargeParameterDiscoveryRes': {
      // The first tuple is chosen ([V2G2-905] lets the vehicle choose freely).
      const [tuple] = listAt(body, 'SAScheduleList', 'SAScheduleTuple');
      set('saScheduleTupleId', numberAt(tuple, 'SAScheduleTupleID'));
      if (tuple !== undefined) facts.pMaxSchedule = listAt(tuple, 'PMaxSchedule', 'PMaxScheduleEntry');
      set('evseNominalVoltage', quantityAt(body, 'AC_EVSEChargeParameter', 'EVSENominalVoltage'));
      set('evseMaxCurrent', quantityAt(body, 'AC_EVSEChargeParameter', 'EVSEMaxCurrent'));
      set('evseMaxCurrent', quantityAt(body, 'DC_EVSEChargeParameter', 'EVSEMaximumCurrentLimit'));
      set('evseMaxPower', quantityAt(body, 'DC_EVSEChargeParameter', 'EVSEMaximumPowerLimit'));
      set('evseMaxVoltage', quantityAt(body, 'DC_EVSEChargeParameter', 'EVSEMaximumVoltageLimit'));
      return;
    }
    case 'PreChargeRes':
    case 'WeldingDetectionRes':
      set('evsePresentVoltage', quantityAt(body, 'EVSEPresentVoltage'));
      return;
    case 'PowerDeliveryRes':
      facts.loops = 0;
      if (textAt(exchange.sent.value, 'V2G_Message', 'Body', 'PowerDeliveryReq', 'ChargeProgress') !== 'Start')
        car.stop();
      return;
    case 'ChargingStatusRes': {
      facts.loops++;
      set('evseMaxCurrent', quantityAt(body, 'EVSEMaxCurrent'));
      noteMeter(facts, body);
      const amperes = Math.min(facts.evseMaxCurrent ?? 0, car.ac.maxCurrent);
      car.charge(amperes * (facts.evseNominalVoltage ?? 230), loopSeconds);
      return;
    }
    case 'CurrentDemandRes': {
      facts.loops++;
      set('evsePresentVoltage', quantityAt(body, 'EVSEPresentVoltage'));
      set('evsePresentCurrent', quantityAt(body, 'EVSEPresentCurrent'));
      set('evseMaxCurrent', quantityAt(body, 'EVSEMaximumCurrentLimit'));
      set('evseMaxPower', quantityAt(body, 'EVSEMaximumPowerLimit'));
      set('evseMaxVoltage', quantityAt(body, 'EVSEMaximumVoltageLimit'));
      noteMeter(facts, body);
      car.charge((facts.evsePresentVoltage ?? 0) * (facts.evsePresentCurrent ?? 0), loopSeconds);
      return;
    }
    default:
      return;
  }
}

/** EVSENotification stands in whichever status the answer carries. */
function noteNotification(
  facts: SessionFacts,
  body: NonNullable<Exchange['answer']>['body'],
  receivedAt: bigint,
): void {
  const places = [
    ['AC_EVSEStatus'],
    ['DC_EVSEStatus'],
    ['AC_EVSEChargeParameter', 'AC_EVSEStatus'],
    ['DC_EVSEChargeParameter', 'DC_EVSEStatus'],
  ];
  for (const place of places) {
    // A charger that is shutting down wants the same as one that says StopCharging.
    const shutdown = textAt(body, ...place, 'EVSEStatusCode') === 'EVSE_Shutdown';
    const kind = shutdown ? 'StopCharging' : textAt(body, ...place, 'EVSENotification');
    if (kind === undefined) continue;
    if (kind === 'None') delete facts.notification;
    else if (facts.notification?.kind !== kind) {
      const maxDelaySeconds = numberAt(body, ...place, 'NotificationMaxDelay') ?? 0;
      facts.notification = { kind, maxDelaySeconds, at: receivedAt };
    }
  }
}

function noteMeter(facts: SessionFacts, body: NonNullable<Exchange['answer']>['body']): void {
  const meter = at(body, 'MeterInfo');
  if (isObject(meter)) facts.meterInfo = meter;
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string');
}
