import { departing } from './declared-case.js';
import { evccCase, startOf } from './evcc-case.js';
import { ongoingUntilFailed } from './ongoing-until-failed.js';

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
