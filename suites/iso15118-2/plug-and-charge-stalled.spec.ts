import { startOf } from './evcc-case.js';
import { ongoingUntilFailed } from './ongoing-until-failed.js';
import { publishedPncCase } from './pnc-case.js';

for (const [id, how] of [
  ['015', 'from before'],
  ['016', 'that was installed in this session'],
  ['017', 'that was updated in this session'],
] as const) {
  const name = `TC_SECC_CMN_VTB_Authorization_${id}`;
  publishedPncCase(
    name,
    {
      title: `nobody decides about a contract ${how}`,
      purpose:
        'An SECC whose back end does not decide answers Ongoing until V2G_SECC_Ongoing_Performance_Time has run out, then FAILED, and ends the session.',
      likelyCauses: [
        'the SECC answers Ongoing for ever, and leaves it to the vehicle to give up',
        'a back end that is silent counts as one that says yes',
      ],
      nextStep: 'see [V2G2-855] of ISO 15118-2:2014',
    },
    async (evcc) => {
      await evcc.given(startOf(name));
      await ongoingUntilFailed(evcc, {
        request: 'AuthorizationReq',
        processing: 'Ongoing',
        because: 'the SECC has decided: its back end was not kept from it',
        requirement: 'V2G2-855',
      });
    },
  );
}
