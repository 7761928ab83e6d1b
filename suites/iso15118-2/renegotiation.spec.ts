import type { Exchange } from '../../src/peers/vehicle/exchange.js';
import { CaseStopped } from '../engine/case-run.js';
import { askGateway, controlSocketOf } from '../site/gateway-control.js';
import type { Evcc } from './evcc.js';
import { observeLimits } from './offer-case.js';
import { definitionOf } from './published-cases.js';
import {
  discoverAgain,
  expectStops,
  givenAccepted,
  givenLoops,
  givenRenegotiated,
  renegotiationCase,
} from './renegotiation-course.js';
import { valueAt } from './rules.js';
import { expectOffer, wishesOf } from './schedule-offer.js';

const likelyCauses = [
  'the SECC knows ChargeParameterDiscovery before the first Start only',
  'a DC renegotiation leaves the supply on, so that the isolation test that follows measures it',
];

for (const mode of ['AC', 'DC'] as const) {
  renegotiationCase(
    definitionOf(`TC_SECC_${mode}_VTB_PowerDelivery_${mode === 'AC' ? '003' : '011'}`, {
      title: `${mode}: PowerDeliveryReq Renegotiate in the charge loop`,
      purpose: 'An SECC accepts the wish of a vehicle to renegotiate while energy flows.',
      likelyCauses,
    }),
    async (evcc) => {
      await givenLoops(evcc);
      evcc.when('When it sends PowerDeliveryReq with ChargeProgress Renegotiate');
      const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Renegotiate' });
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      evcc.run.observe(answer.body?.[`${mode}_EVSEStatus`] !== undefined, {
        text: `the answer has ${mode}_EVSEStatus`,
        observed: Object.keys(answer.body ?? {}).join(', '),
        field: `${mode}_EVSEStatus`,
        ...evcc.at(exchange),
      });
    },
  );

  const numbers =
    mode === 'AC'
      ? ['002', '009', '023', '024', '025', '026', '027', '028']
      : ['005', '009', '023', '024', '025', '026', '027', '028'];
  for (const number of numbers) {
    renegotiationCase(
      definitionOf(`TC_SECC_${mode}_VTB_ChargeParameterDiscovery_${number}`, {
        title: `${mode}: ChargeParameterDiscovery after PowerDelivery Renegotiate`,
        purpose:
          'An SECC offers schedules and the limits of its outlet again, for the time and with the entries that the vehicle names now; schedules with tariffs are signed for a vehicle that pays by contract.',
        likelyCauses,
      }),
      async (evcc) => {
        await givenAccepted(evcc);
        evcc.when('When it sends ChargeParameterDiscoveryReq again');
        const exchange = await discoverAgain(evcc);
        expectOffer(evcc, exchange, wishesOf(evcc.harness.pics));
        observeLimits(evcc, exchange);
      },
    );
  }

  renegotiationCase(
    definitionOf(`TC_SECC_${mode}_VTB_PowerDelivery_${mode === 'AC' ? '004' : '012'}`, {
      title: `${mode}: PowerDeliveryReq Start after a renegotiation`,
      purpose:
        'An SECC accepts PowerDelivery Start with a tuple and a profile of the new schedules, and energy flows again.',
      likelyCauses,
    }),
    async (evcc) => {
      await givenRenegotiated(evcc);
      evcc.when('When it sends PowerDeliveryReq with ChargeProgress Start and a profile of the new schedule');
      const exchange = await evcc.request('PowerDeliveryReq', { progress: 'Start' });
      await evcc.expectAnswer(exchange, { code: 'OK' });
      await expectStops(evcc);
    },
  );

  const own = {
    area: 'ISO 15118-2 renegotiation',
    clause: 'ISO 15118-2:2014, 8.4.3.9',
    requirements: mode === 'DC' ? ['V2G2-841', 'V2G2-842', 'V2G2-565', 'V2G2-582'] : ['V2G2-841', 'V2G2-842'],
    kind: 'valid',
    likelyCauses,
  } as const;

  renegotiationCase(
    {
      ...own,
      id: `PL_SECC_${mode}_Renegotiation_ByVehicle`,
      title: `${mode}: a vehicle renegotiates twice, and charges to the end`,
      purpose:
        'An SECC renegotiates as often as the vehicle wants, keeps SessionID and connection, and never asks for authorization again.',
    },
    async (evcc) => {
      await givenLoops(evcc);
      for (let count = 1; count <= 2; count++) {
        evcc.when(`When it renegotiates for the ${count === 1 ? 'first' : 'second'} time`);
        const wish = await evcc.request('PowerDeliveryReq', { progress: 'Renegotiate' });
        await evcc.expectAnswer(wish, { code: 'OK' });
        const drive = await evcc.vehicle.driveTo('loop-done', { loops: 5 });
        evcc.run.require(drive.reached, {
          text: 'energy flows again',
          observed: drive.failure?.text ?? drive.state,
          ...evcc.at(drive.failure?.exchange),
        });
        requireOrder(evcc, drive.exchanges, mode);
      }
      await expectStops(evcc);
    },
  );

  renegotiationCase(
    {
      ...own,
      id: `PL_SECC_${mode}_Renegotiation_BySecc`,
      title: `${mode}: the SECC asks for a renegotiation`,
      purpose:
        'An SECC that wants new parameters says EVSENotification ReNegotiation in the charge loop, and takes it back once the vehicle has followed.',
      pics: 'PICS_PLUMBLINE_SECC_Commands = true',
    },
    async (evcc) => {
      await givenLoops(evcc);
      evcc.vehicle.enter('one-loop');
      evcc.when('When the SECC is told to want new parameters');
      await askToRenegotiate(evcc);
      const exchanges = await expectStops(evcc, { loops: 20 });
      const said = exchanges.filter((exchange) => notificationOf(exchange, mode) === 'ReNegotiation');
      const turn = exchanges.findIndex(({ sent }) => sent.message === 'PowerDeliveryReq');
      evcc.run.observe(said.length > 0, {
        text: 'a response of the charge loop carries EVSENotification ReNegotiation',
        observed: `${said.length} responses`,
        ...evcc.at(said[0]),
      });
      requireOrder(evcc, exchanges.slice(turn + 1), mode);
      const last = exchanges.findLast(
        ({ sent }) => sent.message === (mode === 'AC' ? 'ChargingStatusReq' : 'CurrentDemandReq'),
      );
      evcc.run.observe(last !== undefined && notificationOf(last, mode) === 'None', {
        text: 'the wish is taken back after the renegotiation',
        expected: 'None',
        observed: last === undefined ? 'no charge loop' : String(notificationOf(last, mode)),
        field: 'EVSENotification',
        ...evcc.at(last),
      });
    },
  );

  renegotiationCase(
    {
      ...own,
      id: `PL_SECC_${mode}_Renegotiation_Declined`,
      title: `${mode}: a vehicle that does not follow EVSENotification ReNegotiation`,
      purpose: 'An SECC whose wish is not followed goes on in the charge loop, and the session ends in order.',
      requirements: ['V2G2-841'],
      pics: 'PICS_PLUMBLINE_SECC_Commands = true',
    },
    async (evcc) => {
      await givenLoops(evcc);
      evcc.vehicle.enter('one-loop');
      evcc.when('When the SECC wants new parameters, and the vehicle goes on');
      await askToRenegotiate(evcc);
      const exchanges = await expectStops(evcc, { loops: 15 });
      const said = exchanges.filter((exchange) => notificationOf(exchange, mode) === 'ReNegotiation');
      const loop = mode === 'AC' ? 'ChargingStatusReq' : 'CurrentDemandReq';
      const after = exchanges
        .slice(exchanges.findIndex((exchange) => said.includes(exchange)) + 1)
        .filter(({ sent }) => sent.message === loop);
      if (said.length === 0 || after.length === 0) {
        const text = 'the SECC never said EVSENotification ReNegotiation while energy flowed: nothing was declined';
        return evcc.run.inconclusive(text, `${exchanges.length} messages`);
      }
      const refused = after.find(({ responseCode }) => responseCode !== 'OK');
      evcc.run.observe(refused === undefined, {
        text: 'the SECC goes on in the charge loop after its wish',
        expected: 'OK',
        observed: refused === undefined ? `OK, ${after.length} times` : (refused.responseCode ?? refused.outcome),
        ...evcc.at(refused ?? after[0]),
      });
    },
    { onRenegotiation: 'ignore' },
  );
}

function notificationOf(exchange: Exchange, mode: 'AC' | 'DC') {
  return valueAt(exchange.answer?.body, `${mode}_EVSEStatus`, 'EVSENotification');
}

/**
 * What follows PowerDelivery Renegotiate: parameters; with DC cable and voltage again (V2G2-565); Start (V2G2-842). The order is the
 * vehicle's: it earns the SECC nothing, and where it is not kept the case says nothing about the SECC.
 */
function requireOrder(evcc: Evcc, exchanges: readonly Exchange[], mode: 'AC' | 'DC'): void {
  const names = exchanges.map(({ sent }) => sent.message).filter((name, index, all) => name !== all[index - 1]);
  const expected =
    mode === 'AC'
      ? ['ChargeParameterDiscoveryReq', 'PowerDeliveryReq', 'ChargingStatusReq']
      : ['ChargeParameterDiscoveryReq', 'CableCheckReq', 'PreChargeReq', 'PowerDeliveryReq', 'CurrentDemandReq'];
  const observed = names.slice(0, expected.length).join(', ');
  if (observed !== expected.join(', ')) {
    evcc.run.inconclusive('the vehicle has not renegotiated in the order of the standard', observed);
    return;
  }
  evcc.run.tell({ text: 'the vehicle renegotiates in the order of the standard', observed, ...evcc.at(exchanges[0]) });
}

/** Tells the SECC to want a renegotiation; where there is no way of telling it the case stops as inconclusive. */
async function askToRenegotiate({ harness, run }: Evcc): Promise<void> {
  const socket = controlSocketOf(harness.bench);
  const reply = socket === undefined ? undefined : await askGateway(socket, { command: 'renegotiate' });
  if (reply?.['ok'] === true) return;
  const text = 'the SECC cannot be told to want a renegotiation';
  run.inconclusive(text, String(reply?.['error'] ?? 'it has no control socket'));
  throw new CaseStopped(text);
}
