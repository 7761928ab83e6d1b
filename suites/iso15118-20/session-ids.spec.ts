import type { Evcc } from '../iso15118-2/evcc.js';
import { valueAt } from '../iso15118-2/rules.js';
import { iso20Case, paying } from './iso20-case.js';

/** Sessions whose ids are compared: a bit of an honest generator keeps its value in all of them once in 32768 times. */
const sessions = 16;
/** Bits of 64 that must be seen to change: far more than 32 random bits have, far less than chance takes away. */
const leastBits = 52;
/** The first start of a station differs from all that follow: it has no state yet. */
const starts = 3;

const words = {
  group: 'SessionSetup',
  clause: '8.3.4.3.2',
  kind: 'valid',
  likelyCauses: ['SessionIDs come from a generator of 32 bits', 'only some of the bytes are drawn'],
} as const;

/** Opens a session from the start and returns its id. */
async function openedId(evcc: Evcc): Promise<Buffer> {
  const drive = await evcc.driveTo('session-open');
  evcc.run.require(drive.reached, { text: 'the session opens', observed: drive.failure?.text ?? drive.state });
  const id = Buffer.from(evcc.vehicle.sessionId);
  return id;
}

iso20Case(
  'TC20_SECC_CMN_SessionSetup_Entropy',
  {
    ...words,
    title: `the bits of ${sessions} SessionIDs`,
    purpose: `An SECC draws all 64 bits of a SessionID: over ${sessions} sessions at least ${leastBits} of them change.`,
    requirements: ['V2G20-2621', 'V2G20-835'],
  },
  async (evcc) => {
    evcc.when(`When ${sessions} sessions are opened one after the other`);
    let changed = 0n;
    let first: bigint | undefined;
    for (let count = 0; count < sessions; count++) {
      const id = (await openedId(evcc)).readBigUInt64BE();
      first ??= id;
      changed |= id ^ first;
      await evcc.vehicle.rejoin(new Uint8Array(8));
    }
    const bits = changed.toString(2).replaceAll('0', '').length;
    evcc.run.observe(bits >= leastBits, {
      text: 'the bits of the SessionID change from session to session',
      expected: `at least ${leastBits} of 64`,
      observed: `${bits}`,
      field: 'SessionID',
    });
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
  async (evcc) => {
    const { harness, run } = evcc;
    const { variant, bench } = harness;
    run.step('preamble', 'Given an SECC that can be started anew');
    if (!bench.offers('gateway') || variant.gateway === undefined) {
      return run.inconclusive('the bench cannot start the SECC anew');
    }
    const gateway = bench.capability('gateway');
    evcc.when('When sessions are opened before and after a start');
    const seen: string[][] = [];
    for (let round = 0; round < starts; round++) {
      if (round > 0) {
        await evcc.leave();
        await gateway.stop('term');
        await gateway.start(variant.gateway);
        await evcc.vehicle.rejoin(new Uint8Array(8));
      }
      seen.push(await drawn(evcc));
    }
    const values = seen.flat();
    const again = values.filter((value, index) => values.indexOf(value) !== index);
    run.observe(again.length === 0 && values.length > starts, {
      text: 'nothing comes again',
      expected: `${values.length} different values`,
      observed: again.length === 0 ? `${values.length} different values` : `${again.join(', ')} again`,
    });
  },
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
