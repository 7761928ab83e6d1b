import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject, ExiValue } from '../../src/wire/exi/notation/values.js';
import type { CaseRun } from '../engine/case-run.js';
import { valueAt } from '../iso15118-2/rules.js';
import { type LearningContext, learned } from './learned.js';

/**
 * Body of an answer that a value can be read off. What broke a rule is a fail, whatever it says: a value that was read off a
 * wrong answer is none. No answer is inconclusive.
 */
export function bodyOf(run: CaseRun, exchange: Exchange): ExiObject | undefined {
  const name = exchange.sent.message ?? 'the request';
  if (exchange.outcome !== 'answered' && exchange.outcome !== 'malformed') {
    run.inconclusive(`${name} was not answered`, exchange.outcome);
    return undefined;
  }
  const faults = exchange.observations.filter(({ severity }) => severity === 'fault');
  run.observe(exchange.outcome === 'answered' && faults.length === 0, {
    text: `the answer to ${name} breaks no rule`,
    expected: 'no rule broken',
    observed:
      faults.map(({ rule, observed }) => `${rule}: ${observed}`).join('; ') ||
      (exchange.outcome === 'answered' ? 'no rule broken' : 'bytes that are no message'),
  });
  return exchange.answer?.body;
}

/** Services and payment of ServiceDiscoveryRes. Returns the payment options. */
export function tellServices(context: LearningContext, exchange: Exchange): readonly string[] {
  const body = bodyOf(context.run, exchange);
  if (body === undefined) return [];
  const options = listAt(body, 'PaymentOptionList', 'PaymentOption').map(String);
  const payment = options.includes('Contract') ? 'contract' : 'externalPayment';
  learned(context, 'PIXIT_SECC_CMN_PaymentOption', payment, `PaymentOptionList ${options.join(', ')}`);
  const services = listAt(body, 'ServiceList', 'Service').filter(isObject);
  const names = services.map((service) => `${String(service['ServiceID'])} ${String(service['ServiceCategory'])}`);
  const how = names.length > 0 ? `ServiceList ${names.join(', ')}` : 'ServiceDiscoveryRes has no ServiceList';
  learned(context, 'PIXIT_SECC_CMN_VAS', names.length > 0 ? 'serviceDetail' : 'none_', how);
  const internet = services.some((service) => service['ServiceCategory'] === 'Internet');
  learned(context, 'PIXIT_SECC_CMN_InternetAccess', internet ? 'internetAccess' : 'unknown', how);
  return options;
}

/** Whether the first answer of a waiting step says that it is still going on. */
export function tellOngoing(context: LearningContext, name: string, exchange: Exchange): void {
  const body = bodyOf(context.run, exchange);
  if (body === undefined) return;
  const processing = body['EVSEProcessing'];
  if (typeof processing !== 'string') {
    context.run.inconclusive(`${exchange.answer?.message ?? 'the answer'} has no EVSEProcessing`);
    return;
  }
  const how = `the first ${exchange.answer?.message ?? 'answer'} says ${processing}`;
  learned(context, name, processing.startsWith('Ongoing') ? 'ongoing' : 'unknown', how);
}

/**
 * Meter and receipts of two charge loops in a row. A loop may go without MeterInfo, so the one that has it counts; two that
 * have it must be of one meter that does not run backwards.
 */
export function tellMeter(context: LearningContext, exchanges: readonly Exchange[]): void {
  const { run } = context;
  const bodies = exchanges.map((exchange) => bodyOf(run, exchange));
  if (bodies.some((body) => body === undefined)) return;
  const name = exchanges[0]?.answer?.message ?? 'the answer';
  const meters = bodies.map((body) => body?.['MeterInfo']).filter(isObject);
  const isThere = meters.length > 0;
  learned(
    context,
    'PIXIT_SECC_CMN_MeterInfo',
    isThere ? 'meterInfo' : 'unknown',
    `${name} has ${isThere ? 'a' : 'no'} MeterInfo`,
  );
  const readings = meters.map((meter) => valueAt(meter, 'MeterReading')).filter((reading) => reading !== undefined);
  learned(
    context,
    'PIXIT_CMN_CMN_MeterReading',
    readings.length === 0 ? 'unknown' : 'meterReading',
    `MeterReading ${readings.length === 0 ? 'is absent' : readings.map(String).join(', then ')}`,
  );
  expectOneMeter(run, meters, readings);
  const receipts = bodies.map((body) => body?.['ReceiptRequired']);
  learned(
    context,
    'PIXIT_SECC_CMN_ReceiptRequired',
    receipts.includes(true) ? 'receiptRequired' : 'none_',
    `ReceiptRequired ${receipts.map((receipt) => String(receipt ?? 'is absent')).join(', then ')}`,
  );
}

function expectOneMeter(run: CaseRun, meters: readonly ExiObject[], readings: readonly ExiValue[]): void {
  const ids = meters.map((meter) => String(meter['MeterID']));
  if (ids.length > 1)
    run.observe(new Set(ids).size === 1, {
      text: 'both charge loops are of one meter',
      expected: ids[0] ?? 'one MeterID',
      observed: ids.join(', then '),
      field: 'MeterID',
    });
  const [first, second] = readings.map(Number);
  if (first !== undefined && second !== undefined)
    run.observe(second >= first, {
      text: 'the meter does not run backwards',
      expected: `at least ${first}`,
      observed: String(second),
      field: 'MeterReading',
    });
}

/** What it offers it must take: a payment option that is listed and then refused contradicts itself. */
export function expectPaymentTaken(run: CaseRun, options: readonly string[], exchange: Exchange): void {
  const body = exchange.answer?.body;
  if (body === undefined) {
    bodyOf(run, exchange);
    return;
  }
  run.observe(exchange.responseCode === 'OK', {
    text: 'the station takes a payment option that it offers',
    expected: `OK to ExternalPayment of ${options.join(', ')}`,
    observed: exchange.responseCode ?? 'no ResponseCode',
    field: 'ResponseCode',
  });
}

/** A pause that is accepted is worth what the next SessionSetupReq shows: only a session that can be joined was paused. */
export function expectJoined(run: CaseRun, exchange: Exchange): void {
  const body = bodyOf(run, exchange);
  if (body === undefined) return;
  run.observe(exchange.responseCode === 'OK_OldSessionJoined', {
    text: 'the session whose pause it accepted can be joined again',
    expected: 'OK_OldSessionJoined',
    observed: exchange.responseCode ?? 'no ResponseCode',
    field: 'ResponseCode',
  });
}

/** A service that the station lists has details, and they are of this service. */
export function expectDetails(run: CaseRun, exchange: Exchange, serviceId: unknown): void {
  const body = bodyOf(run, exchange);
  if (body === undefined) return;
  run.observe(exchange.responseCode === 'OK' && body['ServiceID'] === serviceId, {
    text: `service ${serviceId}, which it lists, has details`,
    expected: `OK, ServiceID ${serviceId}`,
    observed: `${exchange.responseCode ?? 'no ResponseCode'}, ServiceID ${body['ServiceID']}`,
    field: 'ServiceID',
  });
}

function listAt(from: ExiObject, ...path: readonly string[]): readonly ExiValue[] {
  const found = valueAt(from, ...path);
  return Array.isArray(found) ? (found as readonly ExiValue[]) : [];
}

function isObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}
