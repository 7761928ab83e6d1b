import { idSessions, leastBits, observeDrawn, observeIdBits, observeOverStarts, openedId } from './drawn-values.js';
import { ownCase } from './own-case.js';

const idsPerStart = 2;

const words = {
  area: 'ISO 15118-2 SessionSetup',
  kind: 'valid',
  likelyCauses: ['SessionIDs come from a generator of 32 bits', 'the generator is seeded with a constant or the time'],
} as const;

ownCase(
  'CMN_SessionSetup_Entropy',
  '8.4.3.2',
  {
    ...words,
    title: `the bits of ${idSessions} SessionIDs`,
    purpose: `An SECC draws every bit of a SessionID: over ${idSessions} sessions at least ${leastBits} of 64 change, none comes twice, and they are no count.`,
    requirements: ['V2G2-835', 'V2G2-750'],
  },
  async (evcc) => {
    await evcc.given('session-open');
    evcc.when(`When ${idSessions} sessions are opened one after the other`);
    await evcc.vehicle.rejoin(new Uint8Array(8));
    observeDrawn(evcc.run, 'SessionID', await observeIdBits(evcc));
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
  (evcc) =>
    observeOverStarts(evcc, async () => {
      const ids: string[] = [];
      for (let count = 0; count < idsPerStart; count++) {
        ids.push((await openedId(evcc)).toString('hex'));
        await evcc.vehicle.rejoin(new Uint8Array(8));
      }
      return ids;
    }),
);
