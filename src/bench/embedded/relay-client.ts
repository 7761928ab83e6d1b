import { PlumblineError } from '../../base/errors.js';
import type { LinkDamage, LinkDirection } from '../capabilities/loss-control.js';
import type { ProcessEnd } from '../process/bench-process.js';

interface Answer {
  readonly id?: number;
  readonly dropped?: number;
}

/** The owner's end of the relay's orders. */
export class RelayClient {
  readonly #waiting = new Map<number, { resolve: (answer: Answer) => void; reject: (error: Error) => void }>();
  #write: (text: string) => void = () => undefined;
  #next = 1;

  bind(write: (text: string) => void, ended: Promise<ProcessEnd>): void {
    this.#write = write;
    void ended.then((end) => {
      const how = end.signal ?? `exit code ${end.code}`;
      for (const { reject } of this.#waiting.values()) {
        reject(new PlumblineError('BENCH-017', { place: 'link relay', detail: `ended with ${how}` }));
      }
      this.#waiting.clear();
    });
  }

  onLine(line: string): void {
    const answer = JSON.parse(line) as Answer;
    if (answer.id === undefined) return;
    this.#waiting.get(answer.id)?.resolve(answer);
    this.#waiting.delete(answer.id);
  }

  async set(direction: LinkDirection, damage: LinkDamage): Promise<void> {
    await this.#ask({ order: 'set', direction, damage });
  }

  async dropped(direction: LinkDirection): Promise<number> {
    return (await this.#ask({ order: 'dropped', direction })).dropped ?? 0;
  }

  #ask(order: object): Promise<Answer> {
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#write(`${JSON.stringify({ id, ...order })}\n`);
    });
  }
}
