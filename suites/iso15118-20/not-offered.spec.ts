import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { withFields } from '../iso15118-2/evcc.js';
import { expectPowerGoesOn, givenPowerFlows } from './charging-course.js';
import { iso20Case, paying } from './iso20-case.js';

const words = {
  kind: 'invalid',
  likelyCauses: ['the SECC serves whatever it knows, also what it has not offered'],
} as const;

iso20Case(
  'TC20_SECC_CMN_NotOffered_ServiceRenegotiation',
  {
    ...words,
    group: 'service renegotiation',
    clause: '8.3.4.3.12',
    title: 'SessionStopReq ServiceRenegotiation, where none is supported',
    purpose:
      'An SECC that said ServiceRenegotiationSupported false refuses a service renegotiation with FAILED_NoServiceRenegotiationSupported.',
    requirements: ['V2G20-1477', 'V2G20-735'],
    pics: 'PICS_PLUMBLINE_SECC_ServiceRenegotiation = false',
  },
  async (evcc) => {
    await evcc.given('welding-checked');
    evcc.run.require(evcc.vehicle.facts.iso20.serviceRenegotiation === false, {
      text: 'ServiceDiscoveryRes says ServiceRenegotiationSupported false',
      observed: String(evcc.vehicle.facts.iso20.serviceRenegotiation),
    });
    evcc.when('When it sends SessionStopReq ServiceRenegotiation');
    const exchange = await evcc.request('SessionStopReq', { stop: 'ServiceRenegotiation' });
    await evcc.expectAnswer(exchange, { code: 'FAILED_NoServiceRenegotiationSupported' });
    await evcc.expectCloseAfterFailure(exchange);
    await evcc.controlBySession();
  },
);

iso20Case(
  'TC20_SECC_CMN_NotOffered_Pause',
  {
    ...words,
    group: 'pause and resume',
    clause: '8.3.4.3.12',
    title: 'SessionStopReq Pause, where no session is paused',
    purpose: 'An SECC that pauses no sessions refuses with FAILED_PauseNotAllowed.',
    requirements: ['V2G20-734', 'V2G20-735'],
    pics: 'PICS_PLUMBLINE_SECC_Pause20 = false',
  },
  async (evcc) => {
    await evcc.given('welding-checked');
    evcc.when('When it sends SessionStopReq Pause');
    const exchange = await evcc.request('SessionStopReq', { stop: 'Pause' });
    await evcc.expectAnswer(exchange, { code: 'FAILED_PauseNotAllowed' });
    await evcc.expectCloseAfterFailure(exchange);
    await evcc.controlBySession();
  },
);

iso20Case(
  'TC20_SECC_CMN_NotOffered_Standby',
  {
    ...words,
    group: 'standby',
    clause: '8.3.4.3.8',
    title: 'PowerDeliveryReq Standby, where standby is not allowed',
    purpose:
      'An SECC without standby warns with WARNING_StandbyNotAllowed, and the charge loop goes on with its power.',
    requirements: ['V2G20-734'],
    pics: 'PICS_PLUMBLINE_SECC_Standby = false',
  },
  async (evcc) => {
    const beforeW = await givenPowerFlows(evcc);
    evcc.when('When it sends PowerDeliveryReq Standby');
    const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Standby' });
    await evcc.expectAnswer(exchange, { code: 'WARNING_StandbyNotAllowed' });
    await expectPowerGoesOn(evcc, beforeW);
  },
);

const noContracts = 'PICS_PLUMBLINE_SECC_Contracts = false';

iso20Case(
  'TC20_SECC_CMN_NotOffered_Contract',
  {
    ...words,
    group: 'ContractAuthorization',
    clause: '8.3.4.3.3',
    title: 'AuthorizationReq with a contract, where external payment alone is offered',
    purpose:
      'An SECC that offers EIM alone warns the vehicle that pays by contract with WARNING_AuthorizationSelectionInvalid, and accepts EIM then.',
    requirements: ['V2G20-2566', 'V2G20-734'],
    pics: noContracts,
  },
  async (evcc) => {
    await evcc.given('authorization-set-up');
    evcc.when('When it pays by contract');
    const mode = { Id: 'id1', GenChallenge: new Uint8Array(16), ContractCertificateChain: chainOf() };
    const exchange = await evcc.request('AuthorizationReq', {
      body: withFields({
        SelectedAuthorizationService: 'PnC',
        EIM_AReqAuthorizationMode: undefined,
        PnC_AReqAuthorizationMode: mode,
      }),
    });
    await evcc.expectAnswer(exchange, { code: 'WARNING_AuthorizationSelectionInvalid' });
    await evcc.expectAnswer(await evcc.request('AuthorizationReq'), { code: 'OK' });
  },
);

function chainOf(): ExiObject {
  return { Certificate: new Uint8Array(64), SubCertificates: { Certificate: [new Uint8Array(64)] } };
}

iso20Case(
  'TC20_SECC_CMN_NotOffered_CertificateInstallation',
  {
    ...words,
    group: 'CertificateInstallation',
    clause: '8.3.4.3.9',
    title: 'CertificateInstallationReq, where none is offered',
    purpose: 'An SECC without a certificate service hands nothing out: a warning or FAILED, never an empty OK.',
    requirements: ['V2G20-734', 'V2G20-735'],
    pics: noContracts,
  },
  async (evcc) => {
    await evcc.given('authorization-set-up');
    evcc.when('When it asks for a contract');
    const exchange = await evcc.request('CertificateInstallationReq');
    await evcc.expectAnswer(exchange, {
      code: ['WARNING_NoCertificateAvailable', 'FAILED_SequenceError', 'FAILED'],
    });
    if (exchange.responseCode?.startsWith('FAILED') === true) await evcc.expectCloseAfterFailure(exchange);
    else await evcc.expectAnswer(await evcc.request('SessionStopReq'), { code: 'OK' });
  },
  paying('PnC'),
);

iso20Case(
  'TC20_SECC_CMN_NotOffered_ContractMode',
  {
    group: 'AuthorizationSetup',
    clause: '8.3.4.3.3',
    kind: 'valid',
    title: 'what comes with the offer of external payment alone',
    purpose: 'An SECC without contracts offers EIM alone, and fills the mode of external payment.',
    requirements: ['V2G20-1220'],
    pics: noContracts,
    likelyCauses: ['a challenge is sent by habit'],
  },
  async (evcc) => {
    await evcc.given('session-open');
    evcc.when('When it sends AuthorizationSetupReq');
    const exchange = await evcc.request('AuthorizationSetupReq');
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    const services = answer.body?.['AuthorizationServices'];
    const offered = Array.isArray(services) ? services.map(String).join(', ') : 'nothing';
    evcc.run.observe(offered === 'EIM', {
      text: 'EIM alone is offered',
      expected: 'EIM',
      observed: offered,
      ...evcc.at(exchange),
    });
    evcc.run.observe(
      answer.body?.['EIM_ASResAuthorizationMode'] !== undefined &&
        answer.body['PnC_ASResAuthorizationMode'] === undefined,
      { text: 'the mode of external payment is filled, and no other', ...evcc.at(exchange) },
    );
  },
);
