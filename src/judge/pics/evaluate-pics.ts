import { type PicsComparison, type PicsExpression, parsePics, picsNames } from './pics-expression.js';
import type { PicsValue, PicsValues } from './pics-values.js';

/** Whether a case applies; a problem is an error of the PICS or of the case, never "not applicable". */
export type Applicability =
  | { readonly kind: 'applies'; readonly applies: boolean; readonly reason: string }
  | { readonly kind: 'problem'; readonly problem: string };

class Problem {
  constructor(readonly text: string) {}
}

function compare(operator: PicsComparison, left: PicsValue, right: PicsValue, names: string): boolean {
  if (typeof left !== typeof right) {
    throw new Problem(`${names}: a ${typeof left} (${left}) cannot be compared with a ${typeof right} (${right})`);
  }
  if (operator === '=') return left === right;
  if (operator === '!=') return left !== right;
  if (typeof left !== 'number' || typeof right !== 'number')
    throw new Problem(`${names}: "${operator}" needs numbers, found ${left} and ${right}`);
  switch (operator) {
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

function evaluate(expression: PicsExpression, values: PicsValues): boolean {
  // Every name was looked up before, so that short-circuiting never hides an unknown one.
  const declared = (name: string): PicsValue => values[name]!;
  switch (expression.kind) {
    case 'always':
      return true;
    case 'constant':
      return expression.value;
    case 'name': {
      const value = declared(expression.name);
      if (typeof value !== 'boolean')
        throw new Problem(`${expression.name} is ${JSON.stringify(value)}, not true or false; compare it with a value`);
      return value;
    }
    case 'not':
      return !evaluate(expression.of, values);
    case 'and': {
      const left = evaluate(expression.left, values);
      return evaluate(expression.right, values) && left;
    }
    case 'or': {
      const left = evaluate(expression.left, values);
      return evaluate(expression.right, values) || left;
    }
    case 'compare': {
      const { left, right, operator } = expression;
      if (right.kind === 'literal') return compare(operator, declared(left), right.value, left);
      const other = right.kind === 'name' ? right.name : right.word;
      if (right.kind === 'name' || Object.hasOwn(values, other))
        return compare(operator, declared(left), declared(other), `${left} and ${other}`);
      return compare(operator, declared(left), other, left);
    }
  }
}

/**
 * Evaluates an applicability expression against declared PICS and PIXIT. Both sides of `and` and `or` are always
 * evaluated, so an unknown name or a wrong type is found wherever it stands, and is named. Never throws.
 */
export function evaluatePics(source: string, values: PicsValues): Applicability {
  const parsed = parsePics(source);
  if (!parsed.ok)
    return { kind: 'problem', problem: `PICS expression "${source}", character ${parsed.at + 1}: ${parsed.problem}` };
  const unknown = picsNames(parsed.expression).filter((name) => !Object.hasOwn(values, name));
  if (unknown.length > 0)
    return {
      kind: 'problem',
      problem: `PICS expression "${source}" asks for ${unknown.join(', ')}, which the PICS do not declare`,
    };
  try {
    const applies = evaluate(parsed.expression, values);
    const shown = picsNames(parsed.expression).map((name) => `${name} = ${values[name]}`);
    const because = shown.length === 0 ? 'it always applies' : shown.join(', ');
    return { kind: 'applies', applies, reason: `${applies ? 'applies' : 'does not apply'}: ${because}` };
  } catch (error) {
    if (error instanceof Problem) return { kind: 'problem', problem: `PICS expression "${source}": ${error.text}` };
    throw error;
  }
}
