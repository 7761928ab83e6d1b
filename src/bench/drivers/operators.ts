import { createInterface } from 'node:readline';
import type { Operator } from '../capabilities.js';

/** Driver `terminal`: asks the person at the terminal of the run. */
export class TerminalOperator implements Operator {
  readonly driver = 'terminal';
  readonly description = 'the person at the terminal';
  readonly #input: NodeJS.ReadableStream;
  readonly #output: NodeJS.WritableStream;
  #last: Promise<unknown> = Promise.resolve();

  constructor(input: NodeJS.ReadableStream, output: NodeJS.WritableStream) {
    this.#input = input;
    this.#output = output;
  }

  async confirm(text: string, timeoutMs: number): Promise<boolean> {
    const answer = await this.#ask(`${text}\n  done? [y/n] `, timeoutMs);
    return answer !== undefined && /^y(es)?$/i.test(answer);
  }

  async reading(text: string, unit: string, timeoutMs: number): Promise<number | undefined> {
    const answer = await this.#ask(`${text}\n  reading in ${unit}: `, timeoutMs);
    // A comma is a decimal point to many people.
    const value = Number(answer?.replace(',', '.'));
    return answer === undefined || answer === '' || Number.isNaN(value) ? undefined : value;
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

/** Driver `nobody`: an unattended run. */
export class NoOperator implements Operator {
  readonly driver = 'nobody';
  readonly description = 'nobody';

  async confirm(): Promise<boolean> {
    return false;
  }

  async reading(): Promise<undefined> {
    return undefined;
  }
}
