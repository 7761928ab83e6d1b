import { observeChallenge, observeDrawn } from './drawn-values.js';
import { pncCase } from './pnc-case.js';
import { valueAt } from './rules.js';

/** Sessions that are opened: enough that no octet of an honest generator keeps its value in all of them (256^-15). */
const sessions = 16;

pncCase(
  {
    id: 'PL_SECC_CMN_PaymentDetails_Challenges',
    title: `the challenges of ${sessions} sessions`,
    purpose:
      'An SECC challenges each vehicle that presents a contract with 128 bits that were never used before and follow no visible rule. How much entropy there is behind them only a review of the generator can show.',
    area: 'ISO 15118-2 Plug & Charge',
    clause: 'ISO 15118-2:2014, 8.4.3.6',
    requirements: ['V2G2-698', 'V2G2-825', 'V2G2-826', 'V2G2-835', 'V2G2-697'],
    pics: 'PICS_CMN_CMN_IdentificationMode = pnC',
    kind: 'valid',
    likelyCauses: ['a constant challenge left over from a test', 'a generator that is seeded with the time'],
  },
  async (evcc) => {
    const { run, vehicle } = evcc;
    await evcc.given('payment-selected');
    evcc.when(`When the contract is presented in ${sessions} sessions, one after the other`);
    const challenges: Buffer[] = [];
    for (let count = 0; count < sessions; count++) {
      const drive = await evcc.driveTo('payment-selected');
      run.require(drive.reached, { text: 'the session opens', observed: drive.failure?.text ?? drive.state });
      const exchange = await evcc.request('PaymentDetailsReq');
      const answer = await evcc.expectAnswer(exchange, { code: ['OK', 'OK_CertificateExpiresSoon'] });
      challenges.push(observeChallenge(evcc, exchange, valueAt(answer.body, 'GenChallenge')));
      await vehicle.rejoin(new Uint8Array(8));
    }
    observeDrawn(run, 'challenge', challenges);
  },
);
