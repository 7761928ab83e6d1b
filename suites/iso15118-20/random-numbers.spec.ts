import { observeChallenge, observeDrawn } from '../iso15118-2/drawn-values.js';
import { valueAt } from '../iso15118-2/rules.js';
import { iso20Case, paying } from './iso20-case.js';

/** Sessions that are opened: enough that no byte of an honest generator keeps its value in all of them (256^-15). */
const sessions = 16;

iso20Case(
  'TC20_SECC_CMN_AuthorizationSetup_Challenges',
  {
    title: `the challenges of ${sessions} sessions`,
    purpose:
      'An SECC challenges each paying vehicle with 128 bits that were never used before and that follow no visible rule. How much entropy there is behind them only a review of the generator can show.',
    group: 'AuthorizationSetup',
    clause: '8.3.4.3.3',
    requirements: ['V2G20-698', 'V2G20-2108', 'V2G20-2110', 'V2G20-2607', 'V2G20-2608'],
    pics: 'PICS_PLUMBLINE_SECC_Contracts = true',
    kind: 'valid',
    likelyCauses: ['a constant challenge left over from a test', 'a generator that is seeded with the time'],
  },
  async (evcc) => {
    const { run } = evcc;
    evcc.when(`When ${sessions} sessions are opened one after the other`);
    const challenges: Buffer[] = [];
    for (let count = 0; count < sessions; count++) {
      const drive = await evcc.driveTo('session-open');
      run.require(drive.reached, { text: 'the session opens', observed: drive.failure?.text ?? drive.state });
      const exchange = await evcc.request('AuthorizationSetupReq');
      const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
      const challenge = valueAt(answer.body, 'PnC_ASResAuthorizationMode', 'GenChallenge');
      challenges.push(observeChallenge(evcc, exchange, challenge));
      await evcc.vehicle.rejoin(new Uint8Array(8));
    }
    observeDrawn(run, 'challenge', challenges);
  },
  paying('PnC'),
);
