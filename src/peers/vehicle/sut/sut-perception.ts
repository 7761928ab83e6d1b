import type { ExiObject, ExiValue } from '../../../wire/exi/notation/values.js';
import type { Exchange } from '../exchange.js';
import { isObject } from '../physical-value.js';
import type { VehicleFaultName } from './sut-faults.js';

const loopResponses: ReadonlySet<string> = new Set(['ChargingStatusRes', 'CurrentDemandRes']);

/** What a vehicle with these faults makes of an answer, in place of what it says. */
export function perceiveWith(faults: ReadonlySet<VehicleFaultName>): (exchange: Exchange) => Exchange {
  return (exchange) => {
    const { answer } = exchange;
    if (answer?.body === undefined) return exchange;
    let body: ExiObject = answer.body;
    let message = answer.message;
    const failed = exchange.responseCode?.startsWith('OK') !== true;
    const inLoop = loopResponses.has(message ?? '');
    const takesCode =
      faults.has('ev-takes-failed') ||
      (faults.has('ev-takes-failed-in-loop') && inLoop) ||
      (faults.has('ev-takes-expired-installation') && exchange.responseCode === 'FAILED_CertificateExpired') ||
      (faults.has('ev-takes-refused-receipt') && exchange.responseCode === 'FAILED_MeteringSignatureNotValid') ||
      (faults.has('ev-takes-unknown-session') && exchange.responseCode === 'FAILED_UnknownSession');
    if (failed && takesCode) body = { ...body, ResponseCode: 'OK' };
    const expected = exchange.sent.message?.replace(/Req$/, 'Res');
    if (faults.has('ev-takes-any-response') && message !== expected) {
      message = expected;
      body = { EVSEProcessing: 'Finished', ...body, ResponseCode: 'OK' };
    }
    if (faults.has('ev-ignores-stop')) body = without(body, 'EVSENotification', 'StopCharging', 'None');
    if (faults.has('ev-ignores-renegotiation')) body = without(body, 'EVSENotification', 'ReNegotiation', 'None');
    if (faults.has('ev-ignores-emergency')) {
      body = without(body, 'EVSEStatusCode', 'EVSE_EmergencyShutdown', 'EVSE_Ready');
    }
    if (body === answer.body) return exchange;
    const code = body['ResponseCode'];
    return {
      ...exchange,
      answer: { ...answer, message, body },
      ...(typeof code === 'string' ? { responseCode: code } : {}),
    };
  };
}

/** The object with every element `name` of this value given another, however deep; the same object where there is none. */
function without(body: ExiObject, name: string, value: string, instead: string): ExiObject {
  let changed = false;
  const entries = Object.entries(body).map(([key, inner]): [string, ExiValue] => {
    if (key === name && inner === value) {
      changed = true;
      return [key, instead];
    }
    if (!isObject(inner)) return [key, inner];
    const below = without(inner, name, value, instead);
    changed ||= below !== inner;
    return [key, below];
  });
  return changed ? Object.fromEntries(entries) : body;
}
