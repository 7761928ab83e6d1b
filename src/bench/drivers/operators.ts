import { createInterface } from 'node:readline';
import type { Operator, OperatorAnswer, OperatorQuestion } from '../capabilities/operator.js';

/** Driver `terminal`: asks the person at the terminal of the run. */
export class TerminalOperator implements Operator {
  readonly driver = 'terminal';
  readonly description = 'the person at the terminal';
  readonly #input: NodeJS.ReadableStream;
  readonly #output: NodeJS.WritableStream;
  #name: string | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param name who answers; without it the person is asked once */
  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, name?: string) {
    this.#input = input;
    this.#output = output;
    this.#name = name;
  }

  async confirm(text: string, timeoutMs: number): Promise<boolean> {
    const answer = await this.#ask(`${text}\n  done? [y/n] `, timeoutMs);
    return answer !== undefined && /^y(es)?$/i.test(answer);
  }

  async reading(text: string, unit: string, timeoutMs: number): Promise<number | undefined> {
    return numberIn(await this.#ask(`${text}\n  reading in ${unit}: `, timeoutMs));
  }

  async ask(question: OperatorQuestion, timeoutMs: number): Promise<OperatorAnswer> {
    const picture = question.picture === undefined ? '' : `\n  picture: ${question.picture}`;
    const wanted = question.kind === 'yes-no' ? '[y/n, empty = cannot tell]' : `reading in ${question.unit ?? '1'}:`;
    const text = await this.#ask(`${question.text}${picture}\n  ${wanted} `, timeoutMs);
    if (text === undefined) return { kind: 'none', why: `nobody answered within ${timeoutMs / 1000} s`, absent: true };
    if (text === '') return { kind: 'none', why: 'the person could not tell' };
    const value = question.kind === 'number' ? numberIn(text) : yesNo(text);
    if (value === undefined) return { kind: 'none', why: `"${text.slice(0, 40)}" is no answer to the question` };
    const at = new Date().toISOString();
    this.#name ??= (await this.#ask('  your name, for the record: ', timeoutMs)) || 'a person who gave no name';
    return { kind: 'answer', value, by: this.#name, at, origin: 'person' };
  }

  /** One question at a time: a person reads one line. */
  #ask(question: string, timeoutMs: number): Promise<string | undefined> {
    const answer = this.#last.then(
      () =>
        new Promise<string | undefined>((resolve) => {
          const lines = createInterface({ input: this.#input, output: this.#output });
          const timer = setTimeout(() => lines.close(), timeoutMs);
          let line: string | undefined;
          lines.once('close', () => {
            clearTimeout(timer);
            resolve(line);
          });
          lines.question(question, (text) => {
            line = text.trim();
            lines.close();
          });
        }),
    );
    this.#last = answer;
    return answer;
  }
}

/** A comma is a decimal point to many people. */
function numberIn(text: string | undefined): number | undefined {
  const value = Number(text?.replace(',', '.'));
  return text === undefined || text === '' || !Number.isFinite(value) ? undefined : value;
}

function yesNo(text: string): boolean | undefined {
  if (/^y(es)?$/i.test(text)) return true;
  return /^no?$/i.test(text) ? false : undefined;
}

/** Driver `nobody`: an unattended run, and every run without a terminal. */
export class NoOperator implements Operator {
  readonly driver = 'nobody';
  readonly description = 'nobody';
  readonly #why: string;

  constructor(why = 'nobody is there to look') {
    this.#why = why;
  }

  async confirm(): Promise<boolean> {
    return false;
  }

  async reading(): Promise<undefined> {
    return undefined;
  }

  async ask(): Promise<OperatorAnswer> {
    return { kind: 'none', why: this.#why, absent: true };
  }
}

/** Driver `scripted`: the bench file answers. What it says is marked as a script's and never looks like a person's. */
export class ScriptedOperator implements Operator {
  readonly driver = 'scripted';
  readonly description = 'answers from the bench file';
  readonly #answers: Readonly<Record<string, boolean | number>>;
  readonly #name: string;

  constructor(answers: Readonly<Record<string, boolean | number>>, name = 'script in the bench file') {
    this.#answers = answers;
    this.#name = name;
  }

  async confirm(): Promise<boolean> {
    return false;
  }

  async reading(): Promise<undefined> {
    return undefined;
  }

  async ask({ id, kind }: OperatorQuestion): Promise<OperatorAnswer> {
    const value = Object.hasOwn(this.#answers, id) ? this.#answers[id] : undefined;
    if (value === undefined) return { kind: 'none', why: `the bench file has no answer to "${id}"` };
    if ((typeof value === 'boolean') !== (kind === 'yes-no')) {
      return { kind: 'none', why: `the bench file answers "${id}" with a ${typeof value}` };
    }
    return { kind: 'answer', value, by: this.#name, at: new Date().toISOString(), origin: 'script' };
  }
}
