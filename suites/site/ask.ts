import { relative } from 'node:path';
import { projectRoot } from '../../src/base/project-root.js';
import type { OperatorAnswer, OperatorQuestion } from '../../src/bench/capabilities/operator.js';
import { answerText, askOperator, operatorTimeoutMs } from '../../src/probes/operator/ask-operator.js';
import type { SiteContext } from './site-case.js';
import { operatorOf } from './station-shell.js';

/** Asks the operator of the bench; question, answer and who gave it go into the record. The case gets the time for it. */
export async function ask(context: SiteContext, question: OperatorQuestion): Promise<OperatorAnswer> {
  const { run, extend } = context;
  const operator = operatorOf(context);
  if (operator?.driver === 'terminal') extend?.(operatorTimeoutMs);
  const answer = await askOperator(operator, question);
  const picture = question.picture === undefined ? '' : ` (picture: ${relative(projectRoot(), question.picture)})`;
  run.record({
    type: 'prompt',
    caseId: run.caseId,
    question: `${question.text}${picture}`,
    answer: answerText(answer, question.unit),
    ...(answer.kind === 'answer' ? { by: answer.by } : {}),
  });
  return answer;
}
