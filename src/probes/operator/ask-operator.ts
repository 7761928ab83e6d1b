import type { Operator, OperatorAnswer, OperatorQuestion } from '../../bench/capabilities/operator.js';
import type { Measured } from '../measured.js';

/** How long a person may take to walk to the charger and look, ms. */
export const operatorTimeoutMs = 5 * 60_000;

/** Asks, where the bench has somebody to ask. @param operator undefined: the bench file names no operator */
export async function askOperator(
  operator: Operator | undefined,
  question: OperatorQuestion,
  timeoutMs = operatorTimeoutMs,
): Promise<OperatorAnswer> {
  if (operator === undefined) return { kind: 'none', why: 'the bench file names no operator to ask', absent: true };
  return operator.ask(question, timeoutMs);
}

/** An answer in words, for the record. */
export function answerText(answer: OperatorAnswer, unit: string | undefined): string {
  if (answer.kind === 'none') return `no answer: ${answer.why}`;
  if (typeof answer.value === 'boolean') return answer.value ? 'yes' : 'no';
  return unit === undefined ? String(answer.value) : `${answer.value} ${unit}`;
}

/** What an answer says of a quantity; no answer leaves it unmeasured with the reason. */
export function answerMeasurement(
  answer: OperatorAnswer,
  facts: Pick<Measured, 'id' | 'unit' | 'method' | 'evidence'> & {
    readonly U?: number;
    readonly caveats?: readonly string[];
    readonly takenAt: string;
  },
): Measured {
  const { id, unit, method, evidence, U, caveats = [], takenAt } = facts;
  const base = { id, unit, method, evidence } as const;
  if (answer.kind === 'none') return { ...base, value: undefined, unavailable: answer.why, caveats, takenAt };
  const script = answer.origin === 'script' ? ['answered by the bench file: a rehearsal, nobody has looked'] : [];
  return {
    ...base,
    value: answer.value,
    ...(U === undefined ? {} : { U }),
    labels: { 'answered-by': answer.by, 'answered-at': answer.at },
    instrument: { name: answer.origin === 'script' ? 'bench file' : `${answer.by}, by eye` },
    caveats: [...script, ...caveats],
    takenAt: answer.at,
  };
}
