import { createInterface } from 'node:readline';
import { type PicsEntry, type PicsTable, valueProblem } from '../../judge/pics/pics-table.js';
import type { PicsValue, PicsValues } from '../../judge/pics/pics-values.js';

/** Where a value of a new PICS file comes from. */
export type Origin = 'shown by the station' | 'answered' | 'default';

/** A value with its origin and, where the station showed it, how. */
export interface OriginatedValue {
  readonly entry: PicsEntry;
  readonly value: PicsValue;
  readonly origin: Origin;
  readonly how?: string;
}

/** What the station showed, by name. */
export type Learned = ReadonlyMap<string, { readonly value: PicsValue; readonly how: string }>;

/** Asks one question and resolves with the line that was typed; undefined when nobody is there to answer. */
export type Ask = (question: string) => Promise<string | undefined>;

/**
 * Goes through the table: what the station showed is taken, what only a person knows is asked (again after an answer that
 * does not fit), and everything else has its default. An empty answer, and an end of input, take the default.
 */
export async function collectPics(table: PicsTable, learned: Learned, ask: Ask): Promise<readonly OriginatedValue[]> {
  const values: OriginatedValue[] = [];
  for (const entry of table.values()) {
    const shown = learned.get(entry.name);
    if (shown !== undefined) {
      values.push({ entry, value: shown.value, origin: 'shown by the station', how: shown.how });
      continue;
    }
    const answered = entry.ask === undefined ? undefined : await askUntilItFits(entry, ask);
    if (answered !== undefined) values.push({ entry, value: answered, origin: 'answered' });
    else if (entry.default !== undefined && !entry.optional)
      values.push({ entry, value: entry.default, origin: 'default' });
  }
  return values;
}

async function askUntilItFits(entry: PicsEntry, ask: Ask): Promise<PicsValue | undefined> {
  const choices =
    entry.type === 'choice' ? ` (${entry.values?.join(', ')})` : entry.type === 'boolean' ? ' (yes, no)' : '';
  const preset = entry.default === undefined ? 'leave it out' : shownValue(entry.default);
  let remark = '';
  for (;;) {
    const line = (await ask(`${remark}${entry.ask}${choices} [${preset}] `))?.trim();
    if (line === undefined || line === '') return undefined;
    const value = parseAnswer(entry, line);
    const problem = valueProblem(entry, value);
    if (problem === undefined) return value;
    remark = `  ${problem}\n`;
  }
}

/** What a person types for a value: `yes` for true, `1.5` for a number. */
export function parseAnswer({ type }: PicsEntry, line: string): PicsValue {
  if (type === 'boolean') {
    if (/^(y|yes|true)$/i.test(line)) return true;
    return /^(n|no|false)$/i.test(line) ? false : line;
  }
  return type === 'number' && line !== '' ? Number(line) : line;
}

function shownValue(value: PicsValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}

/** Answers from the terminal; an end of input answers nothing from there on. */
export function askTerminal(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): { ask: Ask; close(): void } {
  const lines = createInterface({ input, output: output as NodeJS.WritableStream & { columns?: number } });
  // Lines that come faster than they are asked for (a pipe) are kept; events alone would lose them.
  const iterator = lines[Symbol.asyncIterator]();
  return {
    async ask(question) {
      output.write(question);
      const next = await iterator.next();
      return next.done === true ? undefined : next.value;
    },
    close: () => lines.close(),
  };
}

/** The file: each value with its meaning and origin as a comment. */
export function picsFileText(values: readonly OriginatedValue[], heading: string): string {
  const lines = values.map(({ entry, value, origin, how }) => {
    const source = how === undefined ? origin : `${origin}: ${how}`;
    const project = entry.byProject ? '; the project sets it to the form under test' : '';
    return `# ${entry.meaning} (${source}${project})\n${entry.name}: ${JSON.stringify(value)}`;
  });
  return `# ${heading}\n${lines.join('\n')}\n`;
}

/** Values alone, as a run takes them. */
export function valuesOf(values: readonly OriginatedValue[]): PicsValues {
  return Object.fromEntries(values.map(({ entry, value }) => [entry.name, value]));
}
