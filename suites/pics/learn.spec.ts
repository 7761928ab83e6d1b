import { discoverSecc } from '../../src/transport/sdp-client.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { meshOf, recordOutcome } from '../iso15118-2/sdp-discovery.js';
import { learned } from './learned.js';
import { expectJoined, expectPaymentTaken, tellMeter, tellOngoing, tellServices } from './told-answers.js';
import { type Asked, tellDiscovery } from './told-discovery.js';

const area = 'PICS';
const clause = 'ISO 15118-4, PICS and PIXIT';

/** What a case of this folder says beside its words. */
const common = {
  area,
  clause,
  requirements: [],
  kind: 'valid',
  likelyCauses: [
    'the PICS file describes another station, or another configuration of it',
    'the station contradicts itself',
  ],
  nextStep: 'plumbline pics init writes the file anew from what the station shows',
} as const;

declareCase(
  {
    ...common,
    id: 'PL_PICS_Discovery_001',
    title: 'with and without TLS: what SECC discovery tells',
    purpose:
      'Asks for TLS and for plain TCP, twice each, and tells which of the two the station announces; the announcements must be correct and agree with each other.',
  },
  async ({ harness, run }) => {
    run.step('test', 'When a vehicle asks for plain TCP, and then for TLS, and then for both again');
    const asked: Asked[] = [];
    for (const security of ['none', 'tls', 'none', 'tls'] as const) {
      const outcome = await discoverSecc({ interface: meshOf(harness), security });
      recordOutcome(run, outcome);
      asked.push({ security, outcome });
    }
    tellDiscovery({ harness, run }, asked);
  },
);

for (const mode of ['AC', 'DC'] as const) {
  declareCase(
    {
      ...common,
      id: `PL_PICS_${mode}_Session_001`,
      title: `a whole ${mode} session of ISO 15118-2: what its answers tell`,
      purpose:
        'Charges once, stops by a pause, and reads services, payment, waiting answers, meter and pause from what the station answers; the answers must be correct and agree with each other.',
      pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'}`,
    },
    async ({ harness, run }) => {
      const evcc = new Evcc(harness, run);
      const context = { harness, run };
      try {
        await evcc.given('session-open');
        evcc.when('When it asks for the services');
        const options = tellServices(context, await evcc.request('ServiceDiscoveryReq'));
        if (options.includes('ExternalPayment')) {
          evcc.when('When it chooses the payment that is offered');
          expectPaymentTaken(run, options, await evcc.request('PaymentServiceSelectionReq'));
        }
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
        const loop = mode === 'AC' ? 'ChargingStatusReq' : 'CurrentDemandReq';
        tellMeter(context, [await evcc.request(loop), await evcc.request(loop)]);
        await evcc.given(mode === 'AC' ? 'energy-off' : 'welding-checked');
        evcc.when('When it pauses the session');
        const pause = await evcc.request('SessionStopReq', { stop: 'Pause' });
        if (pause.responseCode === undefined) run.stop('no answer to SessionStopReq Pause', pause.outcome);
        const accepted = pause.responseCode === 'OK';
        learned(context, 'PICS_SECC_CMN_Pause', accepted, `SessionStopRes ${pause.responseCode}`);
        if (!accepted) return;
        await evcc.vehicle.rejoin();
        await evcc.given('app-protocol-agreed');
        evcc.when('When it comes back with the SessionID of the paused session');
        expectJoined(run, await evcc.request('SessionSetupReq'));
      } finally {
        await evcc.leave();
      }
    },
  );
}
