import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import { discoverSecc } from '../../src/transport/sdp-client.js';
import type { ExiObject, ExiValue } from '../../src/wire/exi/notation/values.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import { meshOf, recordOutcome } from '../iso15118-2/sdp-discovery.js';
import { learned } from './learned.js';

const area = 'PICS';
const clause = 'ISO 15118-4, PICS and PIXIT';

/** What a case of this folder says beside its words. */
const common = {
  area,
  clause,
  requirements: [],
  kind: 'valid',
  likelyCauses: ['the PICS file describes another station, or another configuration of it'],
  nextStep: 'plumbline pics init writes the file anew from what the station shows',
} as const;

declareCase(
  {
    ...common,
    id: 'PL_PICS_Discovery_001',
    title: 'with and without TLS: what SECC discovery tells',
    purpose: 'Asks for TLS and for plain TCP, and tells which of the two the station announces.',
  },
  async ({ harness, run }) => {
    run.step('test', 'When a vehicle asks for plain TCP, and then for TLS');
    const answers = new Map<string, boolean>();
    for (const security of ['none', 'tls'] as const) {
      const outcome = await discoverSecc({ interface: meshOf(harness), security });
      recordOutcome(run, outcome);
      if (outcome.secc === undefined) run.inconclusive(`no usable answer to an SDP request for ${security}`);
      else answers.set(security, outcome.secc.security === 'tls');
    }
    const [plain, secured] = [answers.get('none'), answers.get('tls')];
    if (plain === undefined && secured === undefined) return;
    const words = (tls: boolean | undefined) => (tls === undefined ? 'nothing' : tls ? 'TLS' : 'plain TCP');
    const how = `asked for plain TCP it announces ${words(plain)}, asked for TLS ${words(secured)}`;
    learned({ harness, run }, 'PIXIT_SECC_CMN_TLS', secured === true || plain === true, how);
  },
);

for (const mode of ['AC', 'DC'] as const) {
  declareCase(
    {
      ...common,
      id: `PL_PICS_${mode}_Session_001`,
      title: `a whole ${mode} session of ISO 15118-2: what its answers tell`,
      purpose:
        'Charges once, stops by a pause, and reads services, payment, waiting answers, meter and pause from what the station answers.',
      pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'}`,
    },
    async ({ harness, run }) => {
      const evcc = new Evcc(harness, run);
      const context = { harness, run };
      try {
        await evcc.given('session-open');
        evcc.when('When it asks for the services');
        tellServices(context, await evcc.request('ServiceDiscoveryReq'));
        await evcc.given('payment-selected');
        evcc.when('When the vehicle asks for authorization for the first time');
        tellOngoing(context, 'PIXIT_SECC_CMN_AuthorizationOngoing', await evcc.request('AuthorizationReq'));
        await evcc.given('authorized');
        evcc.when('When it asks for parameters for the first time');
        const parameters = await evcc.request('ChargeParameterDiscoveryReq');
        tellOngoing(context, 'PIXIT_SECC_CMN_ChargeParameterDiscoveryOngoing', parameters);
        if (mode === 'DC') {
          await evcc.given('params-agreed');
          evcc.when('When it asks for the cable check for the first time');
          tellOngoing(context, 'PIXIT_SECC_DC_CableCheckOngoing', await evcc.request('CableCheckReq'));
        }
        await evcc.given('one-loop');
        evcc.when('When it charges');
        tellMeter(context, await evcc.request(mode === 'AC' ? 'ChargingStatusReq' : 'CurrentDemandReq'));
        await evcc.given(mode === 'AC' ? 'energy-off' : 'welding-checked');
        evcc.when('When it pauses the session');
        const pause = await evcc.request('SessionStopReq', { stop: 'Pause' });
        if (pause.responseCode === undefined) run.inconclusive('no answer to SessionStopReq Pause', pause.outcome);
        else
          learned(context, 'PICS_SECC_CMN_Pause', pause.responseCode === 'OK', `SessionStopRes ${pause.responseCode}`);
      } finally {
        await evcc.leave();
      }
    },
  );
}

type Context = Parameters<typeof learned>[0];

function tellServices(context: Context, exchange: Exchange): void {
  const body = exchange.answer?.body;
  if (body === undefined) {
    context.run.inconclusive('ServiceDiscoveryReq was not answered', exchange.outcome);
    return;
  }
  const options = listAt(body, 'PaymentOptionList', 'PaymentOption').map(String);
  const payment = options.includes('Contract') ? 'contract' : 'externalPayment';
  learned(context, 'PIXIT_SECC_CMN_PaymentOption', payment, `PaymentOptionList ${options.join(', ')}`);
  const services = listAt(body, 'ServiceList', 'Service').filter(isObject);
  const names = services.map((service) => `${String(service['ServiceID'])} ${String(service['ServiceCategory'])}`);
  const how = names.length > 0 ? `ServiceList ${names.join(', ')}` : 'ServiceDiscoveryRes has no ServiceList';
  learned(context, 'PIXIT_SECC_CMN_VAS', names.length > 0 ? 'serviceDetail' : 'none_', how);
  const internet = services.some((service) => service['ServiceCategory'] === 'Internet');
  learned(context, 'PIXIT_SECC_CMN_InternetAccess', internet ? 'internetAccess' : 'unknown', how);
}

function listAt(from: ExiObject, ...path: readonly string[]): readonly ExiValue[] {
  const found = valueAt(from, ...path);
  return Array.isArray(found) ? (found as readonly ExiValue[]) : [];
}

function tellOngoing(context: Context, name: string, exchange: Exchange): void {
  const processing = exchange.answer?.body?.['EVSEProcessing'];
  if (typeof processing !== 'string') {
    context.run.inconclusive(
      `${exchange.sent.message ?? 'the request'} was not answered with EVSEProcessing`,
      exchange.outcome,
    );
    return;
  }
  const how = `the first ${exchange.answer?.message ?? 'answer'} says ${processing}`;
  learned(context, name, processing.startsWith('Ongoing') ? 'ongoing' : 'unknown', how);
}

function tellMeter(context: Context, exchange: Exchange): void {
  const body = exchange.answer?.body;
  if (body === undefined) {
    context.run.inconclusive('the charge loop was not answered', exchange.outcome);
    return;
  }
  const meter = body['MeterInfo'];
  const name = exchange.answer?.message ?? 'the answer';
  learned(
    context,
    'PIXIT_SECC_CMN_MeterInfo',
    isObject(meter) ? 'meterInfo' : 'unknown',
    `${name} has ${isObject(meter) ? 'a' : 'no'} MeterInfo`,
  );
  const reading = valueAt(meter, 'MeterReading');
  learned(
    context,
    'PIXIT_CMN_CMN_MeterReading',
    reading === undefined ? 'unknown' : 'meterReading',
    `MeterReading ${reading === undefined ? 'is absent' : String(reading)}`,
  );
  const receipt = body['ReceiptRequired'] === true;
  learned(
    context,
    'PIXIT_SECC_CMN_ReceiptRequired',
    receipt ? 'receiptRequired' : 'none_',
    `ReceiptRequired ${String(body['ReceiptRequired'] ?? 'is absent')}`,
  );
}

function isObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}
