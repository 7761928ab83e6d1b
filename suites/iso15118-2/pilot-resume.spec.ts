import { randomBytes } from 'node:crypto';
import { offerOf } from './offer-case.js';
import { pilotCase } from './pilot-case.js';
import { chargeServiceText, joinedAgain, pausedAndWoken, type Waker } from './pilot-resume.js';
import { observeEvseId, valueAt } from './rules.js';

const hex = (id: unknown) => (id instanceof Uint8Array ? Buffer.from(id).toString('hex') : 'none');
const zero = new Uint8Array(8);

const likelyCauses = [
  'paused sessions are kept in memory of the connection, or of the process',
  'the control pilot of a station that sleeps is not watched',
  'the keys of the data link go with the session',
];
const nextStep = 'see ISO 15118-2:2014, 8.4.2, and the journal of the station from SessionStop Pause on';

const wakers: Readonly<Record<Waker, string>> = { vehicle: 'woken by the vehicle', charger: 'that woke the vehicle' };

/** What a vehicle that comes back asks with. */
const setups: readonly (readonly [number: string, by: Waker, asks: 'paused' | 'random' | 'zero'])[] = [
  ['001', 'vehicle', 'paused'],
  ['002', 'vehicle', 'random'],
  ['003', 'vehicle', 'zero'],
  ['004', 'charger', 'paused'],
  ['005', 'charger', 'random'],
  ['006', 'charger', 'zero'],
];

/** Numbers of the cases about the schedules of a joined session: their PICS tell departure, entries and tariff. */
const offers: readonly (readonly [by: Waker, numbers: readonly string[]])[] = [
  ['vehicle', ['007', '011', '017', '018', '019', '020', '021', '022']],
  ['charger', ['029', '030', '031', '032', '033', '034', '035', '036']],
];

for (const mode of ['AC', 'DC'] as const) {
  for (const [number, by, asks] of setups) {
    pilotCase(
      `TC_SECC_${mode}_VTB_SessionSetup_${number}`,
      {
        title: `${mode}: SessionSetupReq with ${asks === 'paused' ? 'the paused' : asks === 'zero' ? 'no' : 'a foreign'} SessionID at an SECC ${wakers[by]}`,
        purpose:
          asks === 'paused'
            ? 'An SECC joins a vehicle to the session that it paused.'
            : 'An SECC opens a new session, with a SessionID of its own, for a vehicle that does not name the paused one.',
        likelyCauses,
        nextStep,
      },
      async (stage) => {
        const { evcc } = stage;
        const asked = { paused: (id: Uint8Array) => id, zero: () => zero, random: other }[asks];
        let sent: Uint8Array = zero;
        const before = await pausedAndWoken(stage, by, (id) => {
          sent = asked(id);
          return sent;
        });
        evcc.when(`When it sends SessionSetupReq with the SessionID ${hex(sent)}`);
        const exchange = await evcc.request('SessionSetupReq');
        const here = evcc.at(exchange);
        if (asks === 'paused') {
          const answer = await evcc.expectAnswer(exchange, {
            code: 'OK_OldSessionJoined',
            sessionId: before.sessionId,
          });
          observeEvseId(evcc, exchange, answer);
          return;
        }
        const answer = await evcc.expectAnswer(exchange, { code: 'OK_NewSessionEstablished', sessionId: 'any' });
        observeEvseId(evcc, exchange, answer);
        const given = hex(answer.header?.['SessionID']);
        evcc.run.observe(
          /^[0-9a-f]{16}$/.test(given) && ![hex(zero), hex(sent), hex(before.sessionId)].includes(given),
          {
            text: 'the SessionID is new: not zero, not the one that was sent, not the paused one',
            expected: `none of ${hex(zero)}, ${hex(sent)}, ${hex(before.sessionId)}`,
            observed: given,
            field: 'SessionID',
            ...here,
          },
        );
      },
    );
  }

  for (const [number, by] of [
    ['001', 'vehicle'],
    ['002', 'charger'],
  ] as const) {
    pilotCase(
      `TC_SECC_${mode}_VTB_ServiceDiscovery_${number}`,
      {
        title: `${mode}: services of a joined session at an SECC ${wakers[by]}`,
        purpose: 'An SECC offers the charge service and the payment of the paused session again.',
        likelyCauses,
        nextStep,
      },
      async (stage) => {
        const { evcc } = stage;
        const before = await joinedAgain(stage, by);
        evcc.when('When it sends ServiceDiscoveryReq');
        const exchange = await evcc.request('ServiceDiscoveryReq');
        const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
        const here = evcc.at(exchange);
        const service = chargeServiceText(stage);
        evcc.run.observe(service === before.chargeService, {
          text: 'ChargeService is that of the paused session',
          expected: before.chargeService,
          observed: service,
          field: 'ChargeService',
          ...here,
        });
        const payment = evcc.vehicle.options.identification === 'PnC' ? 'Contract' : 'ExternalPayment';
        const options = valueAt(answer.body, 'PaymentOptionList', 'PaymentOption');
        evcc.run.observe(Array.isArray(options) && options.includes(payment), {
          text: 'the payment of the paused session is offered',
          expected: payment,
          observed: String(options ?? 'none'),
          field: 'PaymentOptionList',
          ...here,
        });
      },
    );
  }

  for (const [by, numbers] of offers) {
    for (const number of numbers) {
      pilotCase(
        `TC_SECC_${mode}_VTB_ChargeParameterDiscovery_${number}`,
        {
          title: `${mode}: schedules of a joined session at an SECC ${wakers[by]}`,
          purpose:
            'An SECC offers the schedule of the paused session again, for the time until departure and with the entries that the vehicle can hold.',
          likelyCauses: [...likelyCauses, 'the schedules of a paused session are not kept with it'],
          nextStep,
        },
        async (stage) => {
          const { evcc, wishes } = stage;
          const { tuple } = await joinedAgain(stage, by);
          await evcc.given('authorized');
          if (tuple === undefined) {
            evcc.run.inconclusive('nobody knows which schedule was charged with before the pause');
            return;
          }
          await offerOf(evcc, wishes, { earlierTuple: tuple });
        },
      );
    }
  }
}

/** Eight random bytes, not zero and not the ones given. */
function other(than: Uint8Array): Uint8Array {
  for (;;) {
    const id = randomBytes(8);
    if (!id.equals(than) && !id.equals(zero)) return id;
  }
}
