import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { collectCases, type DeclaredCase } from '../../suites/engine/case-collector.js';
import { type Misbehaviour, misbehaviours } from '../support/misbehaviour.js';
import { seededRandom } from '../support/seeded-random.js';
import { type BreakKind, breakKinds } from './support/broken-relay.js';
import { type LaneKind, type Outcome, openLane } from './support/honesty-lane.js';

/** Rounds over all cases, and the seed: more of them with PLUMBLINE_HONESTY_ROUNDS. */
const rounds = Number(process.env['PLUMBLINE_HONESTY_ROUNDS'] ?? 1);
const seed = Number(process.env['PLUMBLINE_HONESTY_SEED'] ?? 1);
/** Every outcome is printed. */
const told = process.env['PLUMBLINE_HONESTY_TELL'] === 'yes';
const only = new RegExp(process.env['PLUMBLINE_HONESTY_CASES'] ?? '');
/** Words of a vehicle in a session to its first loops, handshake of TLS included. */
const words = 14;
const lanes = 6;

const misbehaviourNames = Object.keys(misbehaviours) as Misbehaviour[];
/** Unplugged cables and swallowed requests twice as often as each way to misbehave. */
const kinds: readonly BreakKind[] = [...breakKinds, ...breakKinds, ...misbehaviourNames];
/** The right answer comes as well: it may be the last that a case looks at, which then passes and rightly so. */
const harmless: ReadonlySet<BreakKind> = new Set(['twice', 'flood']);

/** Specs whose cases need more of a bench than an SECC: discovery or a capture on a real link, orders to the SECC, a meter. */
const needsBench =
  /(^|\/)(sdp|plug-and-charge-sdp|setup-timer|tls|tls-mutual|older-vehicle|certificate-request|tls-preference|staples)\.spec/;

/**
 * Specs whose cases end before their first word to the SECC where there is no control pilot, no station to be plugged into and no
 * discovery: they would be inconclusive whatever the relay does, and show nothing.
 */
const comesToNothing = /^(pilot-[a-z]+|no-tls|setup-time|contactor)\.spec/;

interface Carried {
  readonly declared: DeclaredCase;
  /** Something of it is carried out here. */
  readonly speaks: boolean;
}

async function casesOf(folder: string, wanted: (file: string) => boolean): Promise<readonly Carried[]> {
  const path = join(projectRoot(), 'dist', 'suites', folder);
  const files = readdirSync(path).filter((file) => file.endsWith('.spec.js') && wanted(file) && !needsBench.test(file));
  const cases: Carried[] = [];
  for (const file of files) {
    const speaks = !comesToNothing.test(file);
    const declared = await collectCases(async () => void (await import(join(path, file))));
    cases.push(...declared.map((one) => ({ declared: one, speaks })));
  }
  return cases;
}

interface Trial {
  readonly declared: DeclaredCase;
  readonly kind: BreakKind;
  readonly at: number;
  readonly garbage: Uint8Array;
}

function* trialsOf(cases: readonly Carried[]): Generator<Trial> {
  const random = seededRandom(seed);
  const upTo = (count: number) => Math.floor(random() * count);
  for (let round = 0; round < rounds; round++) {
    for (const { declared, speaks } of cases.filter((one) => only.test(one.declared.definition.id))) {
      const kind = kinds[upTo(kinds.length)] ?? 'dead';
      const garbage = Uint8Array.from({ length: 1 + upTo(200) }, () => upTo(256));
      const at = 1 + upTo(words);
      if (speaks) yield { declared, kind, at, garbage };
    }
  }
}

const suites: readonly (readonly [what: string, lane: LaneKind, folder: string, wanted: (file: string) => boolean])[] =
  [
    ['ISO 15118-2, external payment', 'plain', 'iso15118-2', (file) => !file.startsWith('plug-and-charge')],
    ['ISO 15118-2, contracts', 'contract', 'iso15118-2', (file) => file.startsWith('plug-and-charge')],
    ['ISO 15118-20', 'iso20', 'iso15118-20', () => true],
  ];

describe('no case passes whose stimulus was not delivered or whose observation was not made', () => {
  for (const [what, lane, folder, wanted] of suites) {
    it(what, async (t) => {
      const cases = await casesOf(folder, wanted);
      assert.ok(cases.length > 0);
      const trials = trialsOf(cases);
      const wrong: string[] = [];
      const tally = new Map<string, number>();
      const work = async () => {
        const { carryOut } = await openLane(t, lane);
        for (const trial of trials) {
          const outcome = await carryOut(trial.declared, trial);
          if (told) t.diagnostic(`${trial.kind} at ${trial.at}: ${JSON.stringify(outcome)}`);
          const key = `${trial.kind}${outcome.broken ? '' : ' (not reached)'}: ${outcome.verdict}`;
          tally.set(key, (tally.get(key) ?? 0) + 1);
          const complaint = complaintOf(trial, outcome);
          if (complaint !== undefined) wrong.push(`${outcome.id}, ${trial.kind} at ${trial.at}: ${complaint}`);
        }
      };
      await Promise.all(Array.from({ length: lanes }, work));
      for (const [key, count] of [...tally].sort()) t.diagnostic(`${key} ${count}`);
      assert.ok(
        [...tally.keys()].some((key) => !key.includes('not reached')),
        'something must have been broken',
      );
      assert.deepEqual(wrong, []);
    });
  }
});

/** What is dishonest about an outcome. */
function complaintOf({ kind }: Trial, { verdict, reason, broken, before, observedAfter }: Outcome): string | undefined {
  if (reason.includes('has no control pilot'))
    return 'not carried out at all: its spec belongs among those that come to nothing';
  // What broke as the vehicle said good-bye (TLS close_notify) was no part of what the case claims.
  if (!broken || (before === 'pass' && observedAfter === 0)) return undefined;
  if (verdict === 'pass') return harmless.has(kind) ? undefined : 'passed';
  if (reason.trim() === '') return `${verdict} without a reason`;
  // An unplugged cable and a swallowed request are nobody's fault, unless the case had failed before.
  const isNobodys = kind === 'dead' || kind === 'lost';
  if (isNobodys && verdict === 'fail' && before !== 'fail') return `fail, blamed on the SECC: ${reason}`;
  return undefined;
}
