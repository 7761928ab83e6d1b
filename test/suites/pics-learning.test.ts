import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import type { NewEvent } from '../../src/record/events.js';
import { collectCases } from '../../suites/engine/case-collector.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun } from '../../suites/engine/case-run.js';
import { isOtherwiseDeclared, type LearningContext, learned } from '../../suites/pics/learned.js';
import { type Asked, tellDiscovery } from '../../suites/pics/told-discovery.js';
import { openLane } from './support/honesty-lane.js';

const definition: CaseDefinition = {
  ...{ id: 'T_PICS', title: 'what is told', purpose: 'to be read', area: 'test', clause: 'none' },
  ...{ requirements: [], kind: 'valid' },
};

function learning(pics: LearningContext['harness']['pics']) {
  const events: NewEvent[] = [];
  const recorder = { record: (event: NewEvent) => events.push(event), flush: async () => {}, close: async () => {} };
  const run = new CaseRun('T_PICS@test', definition, recorder, []);
  run.step('test', 'When something is told');
  const variant = { mode: 'DC', security: 'none', pics: {} } as const;
  return { run, events, context: { harness: { pics, variant }, run } };
}

describe('a value that the station shows', () => {
  const name = 'PICS_SECC_CMN_Pause';

  for (const [what, pics, ended] of [
    ['declared, and so', { [name]: true }, 'pass'],
    ['declared otherwise', { [name]: false }, 'fail'],
    // A case that only tells has looked at nothing.
    ['declared unknown', { [name]: 'unknown' }, 'error'],
    ['not declared', {}, 'error'],
  ] as const) {
    it(`${what}: ${ended}`, () => {
      const { run, events, context } = learning(pics);
      learned(context, name, true, 'SessionStopRes OK');
      assert.equal(run.end('finished', 1), ended);
      const told = events.find((event) => event.type === 'pics-learned');
      assert.deepEqual(told?.type === 'pics-learned' && [told.name, told.value], [name, true]);
      assert.equal(isOtherwiseDeclared(run.reason), ended === 'fail', run.reason);
    });
  }
});

type Answer = Asked['outcome']['answers'][number];

function answer(security: 'tls' | 'none', changes: Partial<NonNullable<Answer['value']>> = {}): Answer {
  const value = { address: 'fe80::1', port: 50_000, security, transport: 'tcp', ...changes } as const;
  const from = { address: 'fe80::1', port: 15_118 };
  return { from, at: 0n, raw: new Uint8Array(), value, violations: [], notes: [], usable: true };
}

/** The announcements to plain TCP, TLS, plain TCP and TLS. */
const asked = (answers: readonly (Answer | undefined)[]): readonly Asked[] =>
  answers.map((one, index) => ({
    security: index % 2 === 0 ? 'none' : 'tls',
    outcome: { answers: one === undefined ? [] : [one] },
  }));

describe('what discovery tells of TLS', () => {
  const [plain, tls] = [answer('none'), answer('tls')];

  for (const [what, answers, ended, learnt] of [
    ['TLS where it is asked for', [plain, tls, plain, tls], 'pass', true],
    ['TLS alone', [tls, tls, tls, tls], 'pass', true],
    ['no TLS', [plain, plain, plain, plain], 'pass', false],
    ['TLS for who does not ask for it, and none for who does', [tls, plain, tls, plain], 'fail', true],
    ['another announcement the second time', [plain, tls, plain, plain], 'fail', true],
    ['a port that no SECC may announce', [plain, answer('tls', { port: 443 }), plain, tls], 'fail', true],
    ['UDP', [answer('none', { transport: 'udp' }), tls, plain, tls], 'fail', true],
    ['no answer at all', [undefined, undefined, undefined, undefined], 'inconc', undefined],
    ['no answer to who asks for TLS', [plain, undefined, plain, undefined], 'inconc', undefined],
    ['one answer that got lost', [plain, tls, plain, undefined], 'inconc', true],
  ] as const) {
    it(`${what}: ${ended}`, () => {
      const { run, events, context } = learning({});
      tellDiscovery(context, asked(answers));
      assert.equal(run.end('finished', 1), ended, run.reason);
      const told = events.find((event) => event.type === 'pics-learned');
      assert.equal(told?.type === 'pics-learned' ? told.value : undefined, learnt);
    });
  }
});

describe('the sessions from which PICS are read', () => {
  // A spec declares its cases once, when it is imported.
  const declared = collectCases(() => import(join(projectRoot(), 'dist', 'suites', 'pics', 'learn.spec.js')));
  const caseOf = async (id: string) => {
    const found = (await declared).find(({ definition: { id: one } }) => one === id);
    assert.ok(found, id);
    return found;
  };
  const nowhere = { kind: 'unanswered', at: 1000, garbage: new Uint8Array() } as const;

  for (const mode of ['AC', 'DC'] as const)
    it(`${mode}: pass at the reference gateway, and inconclusive where it falls silent`, async (t) => {
      const lane = await openLane(t, 'plain');
      const session = await caseOf(`PL_PICS_${mode}_Session_001`);
      const whole = await lane.carryOut(session, nowhere);
      assert.deepEqual([whole.verdict, whole.broken], ['pass', false], whole.reason);
      for (const at of [3, 5, 7]) {
        const silent = await lane.carryOut(session, { ...nowhere, at });
        assert.deepEqual([silent.verdict, silent.broken], ['inconc', true], `${at}: ${silent.reason}`);
      }
    });

  for (const [fault, mode, reason] of [
    ['iso2-evse-id-changes', 'DC', /the answer to CurrentDemandReq breaks no rule: .* evse-id/],
    ['iso2-evse-id-changes', 'AC', /the answer to ChargingStatusReq breaks no rule: .* evse-id/],
    ['session-never-joined', 'DC', /the session whose pause it accepted can be joined again/],
  ] as const)
    it(`${mode}: fail where the station contradicts itself (${fault})`, async (t) => {
      const lane = await openLane(t, 'plain', [fault]);
      const { verdict, reason: why } = await lane.carryOut(await caseOf(`PL_PICS_${mode}_Session_001`), nowhere);
      assert.equal(verdict, 'fail');
      assert.match(why, reason);
    });
});
