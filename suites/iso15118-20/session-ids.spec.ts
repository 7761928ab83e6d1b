import { idSessions, leastBits, observeIdBits, observeOverStarts, openedId } from '../iso15118-2/drawn-values.js';
import type { Evcc } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import { iso20Case, paying } from './iso20-case.js';

const words = {
  group: 'SessionSetup',
  clause: '8.3.4.3.2',
  kind: 'valid',
  likelyCauses: ['SessionIDs come from a generator of 32 bits', 'only some of the bytes are drawn'],
} as const;

iso20Case(
  'TC20_SECC_CMN_SessionSetup_Entropy',
  {
    ...words,
    title: `the bits of ${idSessions} SessionIDs`,
    purpose: `An SECC draws all 64 bits of a SessionID: over ${idSessions} sessions at least ${leastBits} of them change.`,
    requirements: ['V2G20-2621', 'V2G20-835'],
  },
  async (evcc) => {
    evcc.when(`When ${idSessions} sessions are opened one after the other`);
    await observeIdBits(evcc);
  },
);

iso20Case(
  'TC20_SECC_CMN_SessionSetup_AfterRestart',
  {
    ...words,
    title: 'SessionIDs and challenges after the SECC was started anew',
    purpose: 'An SECC that was started anew gives no SessionID and no challenge that it gave before.',
    requirements: ['V2G20-2621', 'V2G20-835', 'V2G20-698'],
    pics: 'PICS_PLUMBLINE_SECC_Contracts = true',
    likelyCauses: ['the generator is seeded with a constant, or with the time of the start'],
  },
  (evcc) => observeOverStarts(evcc, () => drawn(evcc)),
  paying('PnC'),
);

/** SessionIDs and challenges of two sessions, hexadecimal. */
async function drawn(evcc: Evcc): Promise<string[]> {
  const values: string[] = [];
  for (let count = 0; count < 2; count++) {
    const id = await openedId(evcc);
    const exchange = await evcc.request('AuthorizationSetupReq');
    const answer = await evcc.expectAnswer(exchange, { code: 'OK' });
    const challenge = valueAt(answer.body, 'PnC_ASResAuthorizationMode', 'GenChallenge');
    evcc.run.require(challenge instanceof Uint8Array, { text: 'a challenge is there', ...evcc.at(exchange) });
    values.push(id.toString('hex'), Buffer.from(challenge as Uint8Array).toString('hex'));
    await evcc.vehicle.rejoin(new Uint8Array(8));
  }
  return values;
}
