import { answerMeasurement } from '../../src/probes/operator/ask-operator.js';
import { protectionQuestions } from '../../src/probes/operator/questions.js';
import { ask } from './ask.js';
import { judgeAll, siteCase } from './site-case.js';

siteCase(
  {
    id: 'SITE_Protection_001',
    title: 'protection tests at the terminals, with their own test sets',
    purpose:
      'Trip times and shutdown times that need a fault of grid, pilot or earth are measured with test sets and entered by a person.',
    area: 'site: stop response',
    clause: 'VDE-AR-N 4105; IEEE 1547-2018; IEC 61851-1; IEC 61851-23: see the rows of the spec table',
    requirements: [],
    likelyCauses: ['nobody was there with a test set', 'the bench file does not say how right the test set is'],
    nextStep: 'repeat with a terminal and with protection_tester and protection_tester_percent in the bench file',
  },
  async (context) => {
    const { harness, run } = context;
    const { item } = harness.bench.facts;
    run.step('test', 'When the results of the test sets are asked for');
    const percent = Number(item['protection_tester_percent'] ?? Number.NaN);
    const tester = item['protection_tester'] ?? 'test set that the bench file does not name';
    let silent: string | undefined;
    for (const question of protectionQuestions) {
      const answer = silent === undefined ? await ask(context, question) : ({ kind: 'none', why: silent } as const);
      if (answer.kind === 'none' && 'absent' in answer) silent = answer.why;
      const known = answer.kind === 'answer' && typeof answer.value === 'number' && percent >= 0;
      const measured = answerMeasurement(answer, {
        id: question.quantity,
        unit: question.unit,
        method: `${tester}, read by a person`,
        evidence: [],
        takenAt: new Date().toISOString(),
        ...(known ? { U: (Math.abs(Number(answer.value)) * percent) / 100 } : {}),
      });
      judgeAll(context, [
        answer.kind === 'none' || known
          ? measured
          : {
              ...measured,
              value: undefined,
              unavailable: `a person read ${String(answer.value)} ${question.unit}, but the bench file does not say how right the test set is (item.protection_tester_percent)`,
            },
      ]);
    }
  },
);
