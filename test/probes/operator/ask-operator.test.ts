import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import type { Operator } from '../../../src/bench/capabilities/operator.js';
import { NoOperator, ScriptedOperator, TerminalOperator } from '../../../src/bench/drivers/operators.js';
import { judge } from '../../../src/judge/judge.js';
import type { SpecRow } from '../../../src/judge/spec-row.js';
import { answerMeasurement, answerText, askOperator } from '../../../src/probes/operator/ask-operator.js';
import { protectionQuestions, questions } from '../../../src/probes/operator/questions.js';

const row: SpecRow = {
  id: 'status-lamp',
  area: 'host',
  requirement: 'no rapid amber',
  quantity: 'status-lamp-amber',
  unit: 'bool',
  comparison: 'is',
  limit: false,
  decisionRule: 'presence',
  confidence: 0.95,
  standard: 'manual',
  clause: 'status lamp',
  source: 'manual',
  method: 'a person looks',
  remedy: 'look at the cable',
  status: 'measured',
};

async function judged(operator: Operator | undefined, timeoutMs = 1000) {
  const answer = await askOperator(operator, questions.lamp, timeoutMs);
  const measurement = answerMeasurement(answer, {
    id: row.quantity,
    unit: 'bool',
    method: 'a person looks at the lamp',
    evidence: [],
    takenAt: '2026-01-01T00:00:00Z',
  });
  return { answer, measurement, judgement: judge(row, measurement) };
}

/** A person at a terminal who types these lines, each when a question is asked. */
function person(...lines: string[]): Operator {
  const input = new PassThrough();
  const output = new PassThrough();
  output.on('data', (text: Buffer) => {
    if (/(\[y\/n|reading in|your name)/.test(text.toString()) && lines.length > 0) input.write(`${lines.shift()}\n`);
  });
  return new TerminalOperator(input, output);
}

describe('a question that nobody answers is inconclusive with the cause, never a pass', () => {
  const silent: readonly (readonly [string, Operator | undefined, RegExp])[] = [
    ['no operator in the bench file', undefined, /names no operator to ask/],
    ['driver nobody', new NoOperator(), /nobody is there to look/],
    ['a script without that answer', new ScriptedOperator({}), /has no answer to "status-lamp"/],
    ['a script with an answer of another kind', new ScriptedOperator({ 'status-lamp': 3 }), /with a number/],
    ['a person who cannot tell', person(''), /could not tell/],
    ['a person who types something else', person('perhaps'), /"perhaps" is no answer/],
    ['a person who is away', person(), /nobody answered within 0.02 s/],
  ];
  for (const [name, operator, cause] of silent) {
    it(name, async () => {
      const { answer, judgement } = await judged(operator, name.includes('away') ? 20 : 1000);
      assert.equal(answer.kind, 'none');
      assert.equal(judgement.verdict, 'inconc');
      assert.match(judgement.reason, cause);
      assert.match(answerText(answer, undefined), /^no answer: /);
      // A person who is there and cannot tell is asked the next question; where nobody is there, nobody is.
      const absent = answer.kind === 'none' && answer.absent === true;
      assert.equal(absent, /names no|nobody/.test(answer.kind === 'none' ? answer.why : ''));
    });
  }
});

describe('an answer is evidence: what was said, by whom and when', () => {
  it('of a person', async () => {
    const { measurement, judgement } = await judged(person('n', 'R. Reader'));
    assert.equal(judgement.verdict, 'pass');
    assert.equal(measurement.labels?.['answered-by'], 'R. Reader');
    assert.match(measurement.labels?.['answered-at'] ?? '', /^\d{4}-\d\d-\d\dT/);
    assert.equal(measurement.instrument?.name, 'R. Reader, by eye');
    assert.deepEqual(measurement.caveats, []);
  });
  it('of a person who gives no name', async () => {
    const { measurement } = await judged(person('y', ''));
    assert.equal(measurement.labels?.['answered-by'], 'a person who gave no name');
    assert.equal(measurement.value, true);
  });
  it('of a script, which never looks like a person', async () => {
    const { measurement, judgement } = await judged(new ScriptedOperator({ 'status-lamp': true }, 'rehearsal'));
    assert.equal(judgement.verdict, 'fail');
    assert.equal(measurement.labels?.['answered-by'], 'rehearsal');
    assert.equal(measurement.instrument?.name, 'bench file');
    assert.match(judgement.caveats.join(), /a rehearsal, nobody has looked/);
  });
  it('a decimal comma is read, a word is not', async () => {
    const [trip] = protectionQuestions;
    const said = async (text: string) => askOperator(person(text, 'R. Reader'), trip!, 1000);
    const answer = await said('0,15');
    assert.equal(answer.kind === 'answer' && answer.value, 0.15);
    assert.equal((await said('fast')).kind, 'none');
  });
});
