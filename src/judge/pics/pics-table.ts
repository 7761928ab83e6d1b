import { evaluatePics } from './evaluate-pics.js';
import type { PicsValue, PicsValues } from './pics-values.js';

/** What is known about one PICS or PIXIT. */
export interface PicsEntry {
  readonly name: string;
  /** In our words. */
  readonly meaning: string;
  readonly type: 'boolean' | 'number' | 'choice';
  /** Of a choice. */
  readonly values?: readonly string[];
  /** Of a number, both inclusive. */
  readonly min?: number;
  readonly max?: number;
  /** What holds when nobody says otherwise; absent in an optional entry. */
  readonly default?: PicsValue;
  /** A file may leave it out; the cases then have a value of their own. */
  readonly optional: boolean;
  /** The Playwright project sets it: it describes the form under test. */
  readonly byProject: boolean;
  /** The question for a person; absent: the default is taken without asking. */
  readonly ask?: string;
  /** How the gateway's own answers tell it; absent: they do not. */
  readonly learn?: string;
}

/** All known PICS and PIXIT, by name. */
export type PicsTable = ReadonlyMap<string, PicsEntry>;

/** What is wrong with a value, in one sentence; undefined when it fits. */
export function valueProblem(entry: PicsEntry, value: PicsValue): string | undefined {
  const shown = JSON.stringify(value);
  if (entry.type === 'boolean') return typeof value === 'boolean' ? undefined : `${shown} is not true or false`;
  if (entry.type === 'choice')
    return entry.values?.includes(String(value)) === true
      ? undefined
      : `${shown} is none of ${entry.values?.join(', ') ?? ''}`;
  if (typeof value !== 'number' || !Number.isFinite(value)) return `${shown} is not a number`;
  if (entry.min !== undefined && value < entry.min) return `${shown} is below ${entry.min}`;
  if (entry.max !== undefined && value > entry.max) return `${shown} is above ${entry.max}`;
  return undefined;
}

/**
 * Holds a PICS file against the table: unknown names (with the nearest known one), values outside their range, and names
 * that are missing. One line a problem; empty when all is well.
 */
export function picsProblems(values: PicsValues, table: PicsTable): readonly string[] {
  const problems: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const entry = table.get(name);
    if (entry === undefined) {
      const near = nearest(name, [...table.keys()]);
      problems.push(`${name} is no PICS that a case asks for${near === undefined ? '' : `; ${near} is meant?`}`);
      continue;
    }
    const problem = valueProblem(entry, value);
    if (problem !== undefined) problems.push(`${name}: ${problem} (${entry.meaning})`);
  }
  return problems;
}

/** Names that cases ask for and a file leaves out, one line each: a case that meets one cannot tell whether it applies. */
export function missingPics(values: PicsValues, table: PicsTable): readonly string[] {
  return [...table.values()]
    .filter(({ name, optional, byProject }) => !optional && !byProject && !Object.hasOwn(values, name))
    .map(
      ({ name, meaning, default: value }) => `${name} is missing (${meaning}); ${value} where nothing else is known`,
    );
}

/** Values of a file with the defaults of the table below them, so that no expression meets a name without a value. */
export function withDefaults(values: PicsValues, table: PicsTable): PicsValues {
  const defaults = [...table.values()].flatMap(({ name, default: value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(defaults), ...values };
}

/** Names of a list of expressions that the table does not know, and expressions that do not parse, in one line each. */
export function expressionProblems(expressions: readonly string[], table: PicsTable): readonly string[] {
  const values = withDefaults({}, table);
  return [...new Set(expressions)].flatMap((expression) => {
    const outcome = evaluatePics(expression, values);
    return outcome.kind === 'problem' ? [outcome.problem] : [];
  });
}

/** The known name that differs least, at most by a third of its length. */
function nearest(name: string, known: readonly string[]): string | undefined {
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const distance = editDistance(name, candidate);
    if (distance <= candidate.length / 3 && (best === undefined || distance < best.distance))
      best = { name: candidate, distance };
  }
  return best?.name;
}

/** Levenshtein distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
