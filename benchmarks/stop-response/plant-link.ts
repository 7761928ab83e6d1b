import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lanes, type PlantAnswer, type PlantRequest } from './lanes.js';

type Ask = PlantRequest extends infer R ? (R extends PlantRequest ? Omit<R, 'id'> : never) : never;

/** The plant as a process of its own, asked over its channel. */
export class PlantLink {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: PlantAnswer) => void>();
  #next = 0;

  private constructor(child: ChildProcess) {
    this.#child = child;
    child.on('message', (answer: PlantAnswer) => {
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  static async start(): Promise<PlantLink> {
    const file = fileURLToPath(new URL('./plant.js', import.meta.url));
    const link = new PlantLink(fork(file, [JSON.stringify({ lanes })]));
    await new Promise<void>((resolve, reject) => {
      link.#waiting.set(-1, () => resolve());
      link.#child.once('exit', (code) => reject(new Error(`the plant ended with ${code}`)));
    });
    return link;
  }

  ask(request: Ask): Promise<PlantAnswer> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#child.send({ ...request, id });
    });
  }

  stop(): void {
    this.#child.disconnect();
  }
}
