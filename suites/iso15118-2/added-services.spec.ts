import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { CaseStopped } from '../engine/case-run.js';
import type { Evcc } from './evcc.js';
import { evccCase } from './evcc-case.js';
import { valueAt } from './rules.js';
import { silentVehicle } from './silent-vehicle.js';

/** Starting state services_known; without a ServiceList these cases have nothing to ask for (note of the catalogue). */
async function givenServices(evcc: Evcc): Promise<readonly ExiObject[]> {
  await evcc.given('services-known');
  const list = valueAt(evcc.newest('ServiceDiscoveryRes')?.body, 'ServiceList', 'Service');
  if (Array.isArray(list) && list.length > 0) return list as readonly ExiObject[];
  const text = 'the SECC offers no ServiceList';
  evcc.run.inconclusive(text);
  throw new CaseStopped(text);
}

async function detailOf(evcc: Evcc, ServiceID: number): Promise<Exchange> {
  const exchange = await evcc.request('ServiceDetailReq', { body: { ServiceID } });
  const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
  const here = evcc.at(exchange);
  evcc.run.observe(answer.body?.['ServiceID'] === ServiceID, {
    text: 'the answer is about the service that was asked for',
    expected: String(ServiceID),
    observed: String(answer.body?.['ServiceID'] ?? 'none'),
    field: 'ServiceID',
    ...here,
  });
  evcc.run.observe(valueAt(answer.body, 'ServiceParameterList') !== undefined, {
    text: 'ServiceParameterList is there',
    field: 'ServiceParameterList',
    ...here,
  });
  return exchange;
}

for (const id of ['001', '011']) {
  evccCase(
    `TC_SECC_CMN_VTB_ServiceDetail_${id}`,
    {
      title: `details of every service that is listed${id === '011' ? ', internet access among them' : ''}`,
      purpose: 'An SECC that lists services over TLS answers ServiceDetailReq for each of them with its parameters.',
      likelyCauses: ['services are kept for vehicles that pay by contract'],
    },
    async (evcc) => {
      const services = await givenServices(evcc);
      evcc.when(`When it asks for the details of the services ${services.map((one) => one['ServiceID']).join(', ')}`);
      for (const service of services) await detailOf(evcc, Number(service['ServiceID']));
      if (id !== '011') return;
      const categories = services.map((one) => String(one['ServiceCategory']));
      evcc.run.observe(categories.includes('Internet'), {
        text: 'ServiceList holds a service of the category Internet',
        expected: 'Internet',
        observed: categories.join(', '),
        field: 'ServiceCategory',
      });
    },
  );
}

evccCase(
  'TC_SECC_CMN_VTB_PaymentServiceSelection_002',
  {
    title: 'external payment selected after the details of the services',
    purpose: 'An SECC accepts external payment and its charge service from a vehicle that has read the other services.',
  },
  async (evcc) => {
    for (const service of await givenServices(evcc)) {
      const exchange = await evcc.request('ServiceDetailReq', { body: { ServiceID: Number(service['ServiceID']) } });
      evcc.run.require(exchange.responseCode === 'OK', {
        text: 'the details are read',
        expected: 'OK',
        observed: exchange.responseCode ?? exchange.outcome,
        ...evcc.at(exchange),
      });
    }
    evcc.when('When it selects ExternalPayment and the charge service');
    await evcc.expectAnswer(await evcc.request('PaymentServiceSelectionReq'), { code: 'OK' });
  },
);

evccCase(
  'TC_SECC_CMN_VTB_ServiceDetail_003',
  {
    title: 'ServiceDiscoveryReq in place of ServiceDetailReq',
    purpose:
      'An SECC that has told its services refuses to be asked again, with FAILED_SequenceError, and ends the session.',
    likelyCauses: ['the SECC answers ServiceDiscoveryReq in any state'],
    sentInstead: 'ServiceDiscoveryReq',
  },
  async (evcc) => {
    await givenServices(evcc);
    evcc.when('When it sends ServiceDiscoveryReq with the correct SessionID instead of ServiceDetailReq');
    const exchange = await evcc.request('ServiceDiscoveryReq');
    await evcc.expectAnswer(exchange, { code: 'FAILED_SequenceError' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

evccCase(
  'TC_SECC_CMN_VTB_ServiceDetail_005',
  {
    title: 'ServiceDetailReq with a foreign SessionID',
    purpose: 'An SECC refuses the SessionID of nobody with FAILED_UnknownSession, keeps its own, and ends the session.',
    likelyCauses: ['the SECC never compares the SessionID of a request with the one that it issued'],
  },
  async (evcc) => {
    const [service] = await givenServices(evcc);
    evcc.when('When it sends ServiceDetailReq with eight random bytes as SessionID');
    const exchange = await evcc.request('ServiceDetailReq', {
      body: { ServiceID: Number(service?.['ServiceID']) },
      sessionId: evcc.foreignSessionId(),
    });
    await evcc.expectAnswer(exchange, { code: 'FAILED_UnknownSession' });
    await evcc.expectCloseAfterFailure(exchange);
  },
);

evccCase(
  'TC_SECC_CMN_VTB_ServiceDetail_009',
  {
    title: 'silence of a vehicle that knows the services',
    purpose:
      'An SECC whose vehicle falls silent after ServiceDiscovery ends the session when V2G_SECC_Sequence_Timeout has run out, not before.',
    likelyCauses: ['the SECC has no sequence timer in this state and waits for ever'],
    nextStep: 'see [V2G2-443] of ISO 15118-2:2014',
  },
  async (evcc) => {
    await givenServices(evcc);
    await silentVehicle(evcc, 'services-known');
  },
);
