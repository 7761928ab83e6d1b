import { changedBits, observeDrawn } from './drawn-values.js';
import type { Evcc } from './evcc.js';
import { ownCase } from './own-case.js';

/** Sessions whose ids are compared: a bit of an honest generator keeps its value in all of them once in 32768 times. */
const sessions = 16;
/** Bits of 64 that must be seen to change: far more than 32 random bits have, far less than chance takes away. */
const leastBits = 52;
/** The first start of a station differs from all that follow: it has no state yet. */
const starts = 3;
const idsPerStart = 2;

const words = {
  area: 'ISO 15118-2 SessionSetup',
  kind: 'valid',
  likelyCauses: ['SessionIDs come from a generator of 32 bits', 'the generator is seeded with a constant or the time'],
} as const;

/** Opens a session, takes its id, and leaves it for a new one. */
async function openedId(evcc: Evcc): Promise<Buffer> {
  const { vehicle, run } = evcc;
  const drive = await evcc.driveTo('session-open');
  run.require(drive.reached, { text: 'the session opens', observed: drive.failure?.text ?? drive.state });
  const id = Buffer.from(vehicle.sessionId);
  await vehicle.rejoin(new Uint8Array(8));
  return id;
}

ownCase(
  'CMN_SessionSetup_Entropy',
  '8.4.3.2',
  {
    ...words,
    title: `the bits of ${sessions} SessionIDs`,
    purpose: `An SECC draws every bit of a SessionID: over ${sessions} sessions at least ${leastBits} of 64 change, none comes twice, and they are no count.`,
    requirements: ['V2G2-835', 'V2G2-750'],
  },
  async (evcc) => {
    await evcc.given('session-open');
    evcc.when(`When ${sessions} sessions are opened one after the other`);
    await evcc.vehicle.rejoin(new Uint8Array(8));
    const ids: Buffer[] = [];
    for (let count = 0; count < sessions; count++) ids.push(await openedId(evcc));
    observeDrawn(evcc.run, 'SessionID', ids);
    const bits = changedBits(ids);
    evcc.run.observe(bits >= leastBits, {
      text: 'the bits of the SessionID change from session to session',
      expected: `at least ${leastBits} of 64`,
      observed: `${bits}`,
      field: 'SessionID',
    });
  },
);

ownCase(
  'CMN_SessionSetup_AfterRestart',
  '8.4.3.2',
  {
    ...words,
    title: 'SessionIDs after the SECC was started anew',
    purpose: 'An SECC that was started anew gives no SessionID that it gave before.',
    requirements: ['V2G2-835', 'V2G2-750'],
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
    const seen: string[] = [];
    for (let round = 0; round < starts; round++) {
      if (round > 0) {
        await evcc.leave();
        await gateway.stop('term');
        await gateway.start(variant.gateway);
        await evcc.vehicle.rejoin(new Uint8Array(8));
      }
      for (let count = 0; count < idsPerStart; count++) seen.push((await openedId(evcc)).toString('hex'));
    }
    const again = seen.filter((value, index) => seen.indexOf(value) !== index);
    run.observe(again.length === 0, {
      text: 'no SessionID comes again',
      expected: `${starts * idsPerStart} different ones`,
      observed: again.length === 0 ? `${seen.length} different ones` : `${again.join(', ')} again`,
      field: 'SessionID',
    });
  },
);
