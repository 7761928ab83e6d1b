import type { RequestName } from '../../src/peers/vehicle/message-names.js';
import type { VehicleState } from '../../src/peers/vehicle/vehicle-state.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import { expectReplayRefused } from '../iso15118-2/refused-replay.js';
import { iso20Case, paying } from './iso20-case.js';

const words = {
  group: 'replayed messages',
  clause: '8.3.3',
  kind: 'invalid',
  likelyCauses: [
    'the SECC never compares the SessionID of a request with the one that it issued',
    'an answer that was given before is given again',
  ],
} as const;

const earlier: readonly (readonly [
  id: string,
  mode: 'CMN' | 'AC' | 'DC',
  request: RequestName,
  state: VehicleState,
])[] = [
  ['AuthorizationSetup', 'CMN', 'AuthorizationSetupReq', 'session-open'],
  ['Authorization', 'CMN', 'AuthorizationReq', 'authorization-set-up'],
  ['ServiceDiscovery', 'CMN', 'ServiceDiscoveryReq', 'authorized'],
  ['ServiceSelection', 'CMN', 'ServiceSelectionReq', 'service-detailed'],
  ['ScheduleExchange', 'CMN', 'ScheduleExchangeReq', 'params-agreed'],
  ['PowerDelivery', 'DC', 'PowerDeliveryReq', 'precharged'],
  ['ChargeLoop', 'DC', 'DC_ChargeLoopReq', 'energy-on'],
  ['ChargeLoop', 'AC', 'AC_ChargeLoopReq', 'energy-on'],
];

for (const [id, mode, request, state] of earlier) {
  iso20Case(
    `TC20_SECC_${mode}_Replay_${id}`,
    {
      ...words,
      title: `the ${request} of an earlier session, octet by octet`,
      purpose: `An SECC refuses the ${request} of a session that has ended, sent again in the same state of another one, with FAILED_UnknownSession, and the SessionID of the other one.`,
      requirements: ['V2G20-460', 'V2G20-735'],
    },
    async (evcc) => {
      await evcc.given(state);
      const first = await evcc.request(request);
      evcc.run.require(first.responseCode?.startsWith('OK') === true, {
        text: `${request} is accepted in its own session`,
        observed: first.responseCode ?? first.outcome,
        ...evcc.at(first),
      });
      await evcc.vehicle.rejoin(new Uint8Array(8));
      await evcc.given(state);
      evcc.when('When it sends these octets again in a new session');
      const exchange = await expectReplayRefused(evcc, request, first);
      await evcc.expectCloseAfterFailure(exchange);
    },
  );
}

iso20Case(
  'TC20_SECC_CMN_Replay_SameSession',
  {
    ...words,
    title: 'a request of this session, a second time',
    purpose: 'An SECC refuses a request that was answered before, sent again octet by octet, as out of sequence.',
    requirements: ['V2G20-459', 'V2G20-735'],
  },
  async (evcc) => {
    await evcc.given('authorized');
    const first = await evcc.request('ServiceDiscoveryReq');
    await evcc.given('service-selected');
    evcc.when('When it sends its ServiceDiscoveryReq again');
    const exchange = await expectReplayRefused(evcc, 'ServiceDiscoveryReq', first, 'FAILED_SequenceError');
    await evcc.expectCloseAfterFailure(exchange);
  },
);

iso20Case(
  'TC20_SECC_DC_Replay_MeteringConfirmation',
  {
    ...words,
    group: 'MeteringConfirmation',
    clause: '8.3.4.3.11',
    title: 'the signed meter reading of an earlier session',
    purpose:
      'An SECC refuses a reading that was signed in another session, though the signature holds, with FAILED_MeteringSignatureNotValid.',
    requirements: ['V2G20-902', 'V2G20-735'],
  },
  async (evcc) => {
    await evcc.given('one-loop');
    const earlierId = evcc.vehicle.sessionId;
    await evcc.vehicle.rejoin(new Uint8Array(8));
    await evcc.given('one-loop');
    evcc.when('When it signs a reading with the SessionID of its earlier session');
    const body = (correct: ExiObject): ExiObject => {
      const data = correct['SignedMeteringData'] as ExiObject;
      return { ...correct, SignedMeteringData: { ...data, SessionID: earlierId } };
    };
    const exchange = await evcc.request('MeteringConfirmationReq', { body });
    await evcc.expectAnswer(exchange, { code: 'FAILED_MeteringSignatureNotValid' });
    await evcc.expectCloseAfterFailure(exchange);
  },
  paying('PnC'),
);
