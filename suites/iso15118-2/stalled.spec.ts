import { commandSecc } from '../iso15118-20/notify-vehicle.js';
import { departing } from './declared-case.js';
import { evccCase, startOf } from './evcc-case.js';
import { ongoingUntilFailed } from './ongoing-until-failed.js';
import { ownCase } from './own-case.js';

evccCase(
  'TC_SECC_CMN_VTB_Authorization_014',
  {
    title: 'nobody authorises the customer',
    purpose:
      'An SECC whose customer does not identify waits for V2G_SECC_Ongoing_Performance_Time, then answers FAILED, and ends the session.',
    likelyCauses: [
      'the SECC waits for ever, and leaves it to the vehicle to give up',
      'the SECC ends the connection without a last answer',
    ],
    nextStep: 'see [V2G2-854] and [V2G2-687] of ISO 15118-2:2014',
  },
  async (evcc) => {
    await evcc.given(startOf('TC_SECC_CMN_VTB_Authorization_014'));
    await ongoingUntilFailed(evcc, {
      request: 'AuthorizationReq',
      processing: 'Ongoing_WaitingForCustomerInteraction',
      because: 'the customer was authorised: nobody may do that during this case',
      requirement: 'V2G2-854',
    });
  },
);

ownCase(
  'CMN_Authorization_CustomerRefused',
  '8.4.3.7',
  {
    area: 'ISO 15118-2 Authorization',
    kind: 'invalid',
    title: 'a customer who is refused at the charger, and then accepted',
    purpose:
      'An SECC without a positive result of the external identification answers OK and Ongoing_WaitingForCustomerInteraction, also after a refusal; only a positive result ends the waiting.',
    requirements: ['V2G2-845', 'V2G2-854', 'V2G2-856'],
    pics: 'PIXIT_SECC_CMN_AuthorizationOngoing = ongoing and PICS_PLUMBLINE_SECC_Commands = true',
    likelyCauses: [
      'a refusal at the charger ends the session, and the customer cannot try another card',
      'a decision of any kind is taken for a yes',
    ],
  },
  async (evcc) => {
    await evcc.given('payment-selected');
    const expectProcessing = async (processing: string) => {
      const exchange = await evcc.request('AuthorizationReq');
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      const seen = String(answer.body?.['EVSEProcessing'] ?? 'none');
      evcc.run.observe(seen === processing, {
        text: `EVSEProcessing is ${processing}`,
        expected: processing,
        observed: seen,
        field: 'EVSEProcessing',
        ...evcc.at(exchange),
      });
    };
    evcc.when('When it asks before anybody has identified');
    await expectProcessing('Ongoing_WaitingForCustomerInteraction');
    evcc.when('When the customer is refused, and it asks again');
    await commandSecc(evcc, { command: 'refuse' });
    await expectProcessing('Ongoing_WaitingForCustomerInteraction');
    evcc.when('When the customer is accepted, and it asks again');
    await commandSecc(evcc, { command: 'authorize' });
    await expectProcessing('Finished');
  },
);

for (const mode of ['AC', 'DC'] as const) {
  const id = `TC_SECC_${mode}_VTB_ChargeParameterDiscovery_014`;
  evccCase(
    id,
    {
      title: `${mode}: the schedule never comes`,
      purpose:
        'An SECC that gets no schedule says Ongoing for V2G_SECC_Ongoing_Performance_Time, then answers FAILED, and ends the session.',
      likelyCauses: ['the SECC waits for its back end without a limit', 'the SECC invents a schedule'],
      nextStep: 'see [V2G2-688] of ISO 15118-2:2014',
    },
    async (evcc) => {
      await evcc.given(startOf(id));
      await ongoingUntilFailed(evcc, {
        request: 'ChargeParameterDiscoveryReq',
        processing: 'Ongoing',
        because: 'the SECC has got a schedule: nobody may give it one during this case',
        requirement: 'V2G2-688',
      });
    },
    departing({ departs: true, bounded: false, tariff: false }),
  );
}
