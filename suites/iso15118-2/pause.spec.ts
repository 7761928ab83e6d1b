import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';
import { ownCase } from './own-case.js';
import { resumeAfterPause } from './pause-resume.js';
import { expectSameOffers } from './resumed-offer.js';

// The published cases of resuming wake the SECC by the control pilot; these do it by the network alone.
for (const mode of ['AC', 'DC'] as const) {
  declareCase(
    {
      id: `PL_SECC_${mode}_PauseResume_001`,
      title: `a paused ${mode} session is joined again`,
      purpose:
        'An SECC lets a vehicle join a session that it paused, with the same SessionID, and charges it to the end.',
      area: 'ISO 15118-2 pause and resume',
      clause: 'ISO 15118-2:2014, 8.4.2',
      requirements: ['V2G2-741'],
      pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'} and PICS_SECC_CMN_Pause = true`,
      kind: 'valid',
      likelyCauses: ['paused sessions are kept in memory of the connection'],
    },
    async ({ harness, run }) => {
      const evcc = new Evcc(harness, run);
      try {
        await resumeAfterPause(evcc);
      } finally {
        await evcc.leave();
      }
    },
  );

  ownCase(
    `${mode}_PauseResume_SameOffers`,
    '8.4.2',
    {
      area: 'ISO 15118-2 pause and resume',
      kind: 'valid',
      title: `what a joined ${mode} session is offered`,
      purpose:
        'An SECC offers a vehicle that comes back from a pause the same payment, the same charge service and the schedule that it charged with, shortened by the time that went by.',
      requirements: ['V2G2-740', 'V2G2-741'],
      pics: `PICS_CMN_CMN_ChargingMode = ${mode === 'AC' ? 'aC' : 'dC'} and PICS_SECC_CMN_Pause = true`,
      likelyCauses: ['the schedule is made anew for a joined session', 'the offers of a paused session are not kept'],
    },
    expectSameOffers,
  );
}
