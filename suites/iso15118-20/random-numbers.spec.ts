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
      const bytes = challenge instanceof Uint8Array ? Buffer.from(challenge) : Buffer.alloc(0);
      run.observe(bytes.length === 16, {
        text: 'the challenge has 128 bits',
        expected: '16 bytes',
        observed: `${bytes.length} bytes`,
        field: 'GenChallenge',
        ...evcc.at(exchange),
      });
      challenges.push(bytes);
      await evcc.vehicle.rejoin(new Uint8Array(8));
    }
    const texts = challenges.map((one) => one.toString('hex'));
    run.observe(new Set(texts).size === texts.length, {
      text: 'no challenge comes twice',
      observed: `${new Set(texts).size} different ones of ${texts.length}`,
    });
    const stuck = Array.from({ length: 16 }, (_, at) => at).filter(
      (at) => new Set(challenges.map((bytes) => bytes[at])).size === 1,
    );
    run.observe(stuck.length === 0, {
      text: 'no byte keeps its value',
      expected: 'none of 16',
      observed: stuck.length === 0 ? 'none' : `byte ${stuck.join(', ')}`,
    });
    const steps = texts.slice(1).map((text, index) => BigInt(`0x${text || 0}`) - BigInt(`0x${texts[index] || 0}`));
    run.observe(new Set(steps).size > 1, {
      text: 'the challenges are not a count',
      observed: new Set(steps).size > 1 ? 'differences that differ' : `always ${steps[0]}`,
    });
  },
  paying('PnC'),
);
