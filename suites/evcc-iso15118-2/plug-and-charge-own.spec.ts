import type { SeccEvent } from '../../src/peers/station/secc-event.js';
import type { SeccAction } from '../../src/peers/station/secc-script.js';
import { declareCase } from '../engine/plumbline-test.js';
import { withScene } from './at-hook.js';
import { lookAtEnd } from './ending.js';
import { evccDefinition } from './evcc-case.js';
import { arrivalMs, EvccScene, type Script } from './evcc-scene.js';
import { givenSession } from './good-run.js';
import { goodSession, sessionBudgetMs } from './good-session.js';
import { byContract } from './good-sessions-pnc.js';
import { installs, updates } from './pnc-pics.js';
import { exchangeId, recordEarlierEvent, seen } from './secc-record.js';
import { turnedAway } from './turned-away.js';

// Cases of ours beside the published list. They are experimental until they have met real vehicles.
const experimental = 'experimental' as const;

const badChains = [
  ['001', 'bad/secc-wrong-root', 'that leads to a root which the vehicle does not know'],
  ['002', 'bad/secc-expired', 'that has expired'],
  ['003', 'bad/secc-broken-signature', 'whose signature does not hold'],
  ['004', 'bad/secc-self-signed', 'that is signed by itself alone'],
  ['005', 'bad/secc-expired-ca', 'under a CA that has expired'],
] as const;

for (const [number, chain, words] of badChains) {
  declareCase(
    evccDefinition(`PL_EVCC_CMN_TlsChain_${number}`, {
      title: `the SECC shows a certificate ${words}`,
      purpose: `A vehicle says nothing over TLS to an SECC with a certificate ${words}.`,
      kind: 'invalid',
      maturity: experimental,
      likelyCauses: ['the vehicle does not verify the chain of the SECC', 'it looks at dates only, or not at all'],
    }),
    async ({ harness, run, info }) => {
      info.setTimeout(sessionBudgetMs(harness, byContract.none) + 2 * arrivalMs);
      run.step('preamble', `Given a vehicle that comes to a good SECC, and an SECC with a certificate ${words}`);
      // Who never gets through a handshake with this tester refuses no certificate.
      const { events: good } = await goodSession(harness, byContract.none);
      if (!good.some(({ event }) => event === 'connected')) {
        run.inconclusive('the vehicle does not come over TLS to an SECC with a good certificate either');
        return;
      }
      const scene = await EvccScene.open(harness, { secc: chain, stopAtLoop: 1 });
      try {
        run.step('test', 'When the vehicle connects to it');
        const ended = await scene.secc.until((events) => events.find(saysWhetherTrusted), arrivalMs);
        if (ended === undefined) {
          const asked = `${scene.of('sdp').length} SECC Discovery Requests`;
          run.inconclusive('the vehicle never tried the certificate', `${asked}, no handshake that came to an end`);
          return;
        }
        const first = ended.event === 'request' ? ended : undefined;
        if (first === undefined && !(await turnedAway(harness.wire))) {
          run.inconclusive(
            'the capture does not show that the vehicle had the certificate, and went',
            howItEnded(ended),
          );
          return;
        }
        run.observe(first === undefined, {
          text: 'the vehicle sends no message to this SECC',
          expected: 'none',
          observed: first === undefined ? howItEnded(ended) : (first.name ?? 'bytes'),
          ...(first === undefined ? {} : { exchangeId: exchangeId(run, first) }),
        });
      } finally {
        scene.tell(run);
        await scene.close();
      }
    },
  );
}

/** A message over the connection, or its end: some vehicles finish the handshake before they look at the chain. */
function saysWhetherTrusted({ event }: SeccEvent): boolean {
  return event === 'request' || event === 'closed' || event === 'error';
}

function howItEnded(event: SeccEvent): string {
  return event.event === 'error' ? `it ended the handshake: ${event.text}` : 'it ended the connection';
}

const broken = { kind: 'signature', how: 'broken' } as const;
const absent = { kind: 'signature', how: 'absent' } as const;
const altered = { kind: 'set', path: ['eMAID', 'value'], value: 'DEXYZC98765432' } as const;
/** What is wrong with a contract that is handed out. */
const badContracts: readonly (readonly [
  id: string,
  handling: 'install' | 'update',
  words: string,
  does: SeccAction | undefined,
  contract?: Script['contract'],
])[] = [
  ['Installation_001', 'install', 'with a signature that does not hold', broken],
  ['Installation_002', 'install', 'without a signature', absent],
  ['Installation_003', 'install', 'whose eMAID was changed after it was signed', altered],
  ['Installation_004', 'install', 'signed by whom no V2G root vouches for', undefined, { provisioning: 'contract' }],
  ['Installation_005', 'install', 'with the private key of another certificate', undefined, { otherKey: true }],
  ['Update_001', 'update', 'with a signature that does not hold', broken],
  ['Update_002', 'update', 'signed by whom no V2G root vouches for', undefined, { provisioning: 'contract' }],
];

for (const [id, handling, words, does, contract] of badContracts) {
  const at = handling === 'install' ? 'CertificateInstallationReq' : 'CertificateUpdateReq';
  const answer = at.replace(/Req$/, 'Res');
  declareCase(
    evccDefinition(`PL_EVCC_CMN_${id}`, {
      title: `the SECC hands out a contract ${words}`,
      purpose: `A vehicle takes no contract ${words}: it ends the session.`,
      kind: 'invalid',
      maturity: experimental,
      pics: handling === 'install' ? installs : updates,
      likelyCauses: [
        'the vehicle does not verify who signed its contract',
        'it verifies the signature and not the signer',
      ],
    }),
    async ({ harness, run }) => {
      // Without a change the hook only marks the place: what is wrong was so from the beginning.
      const hook = { at, does: does ?? ({ kind: 'delay', ms: 0 } as const), thenSilent: true } as const;
      const script = { hooks: [hook], ...(contract === undefined ? {} : { contract }) };
      await withScene(
        harness,
        run,
        script,
        async (scene, place) => {
          run.step('test', `When ${answer} carries a contract ${words}`);
          await lookAtEnd(scene, run, place, { from: 'answer', timer: 0 });
        },
        { contract: handling },
      );
    },
  );
}

for (const [number, handling, pics] of [
  ['001', 'none', undefined],
  ['002', 'install', installs],
  ['003', 'update', updates],
] as const) {
  const plan = byContract[handling];
  declareCase(
    evccDefinition(`PL_EVCC_CMN_ContractSession_${number}`, {
      title: `a whole session: ${plan.words}`,
      purpose: `In ${plan.words}, the SECC finds nothing to refuse, from discovery to SessionStopRes.`,
      kind: 'valid',
      maturity: experimental,
      pics,
    }),
    async (context) => {
      const { run } = context;
      const session = await givenSession(context, plan);
      if (session === undefined) return;
      const { events } = session;
      run.step('test', 'When it is over');
      for (const event of events) recordEarlierEvent(run, event);
      const refusals = events.filter((event) => event.event === 'refused').map(({ name, why }) => `${name}: ${why}`);
      run.observe(refusals.length === 0, {
        text: 'every chain, challenge and signature of the vehicle holds',
        expected: 'nothing to refuse',
        observed: refusals.join('; ') || 'nothing',
      });
      const answers = events.filter((event) => event.event === 'response');
      const last = answers.at(-1);
      const code = last === undefined ? 'no answer' : `${last.name} ${last.code}`;
      run.observe(last?.name === 'SessionStopRes' && last.code?.startsWith('OK') === true, {
        text: 'the session comes to its end',
        expected: 'SessionStopRes OK',
        observed: code,
      });
      const wrong = events
        .filter((event) => event.event === 'request')
        .filter((request) => seen(request).decoded.violations.length > 0);
      run.observe(wrong.length === 0, {
        text: 'every request follows the schema',
        observed: wrong.map(({ name }) => name ?? 'bytes').join(', ') || 'they do',
      });
    },
  );
}
