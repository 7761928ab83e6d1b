import { PlumblineError } from '../../../base/errors.js';
import { type Behaviour, type BehaviourKind, behaviourKinds } from '../control-types.js';

interface Active {
  readonly behaviour: Behaviour;
  readonly match: RegExp | undefined;
  left: number;
}

/** Misbehaviours of the moment; the newest that fits a request meets it. */
export class Behaviours {
  readonly #active: Active[] = [];

  /** @throws PEERS-034 */
  add(behaviour: Behaviour): void {
    if (!(behaviourKinds as readonly string[]).includes(behaviour.kind)) {
      throw new PlumblineError('PEERS-034', { detail: `${behaviour.kind} is none of ${behaviourKinds.join(', ')}` });
    }
    const { status } = behaviour;
    if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599)) {
      throw new PlumblineError('PEERS-034', { place: 'status', detail: `${status} is no final status: 200 to 599` });
    }
    const left = behaviour.times ?? Number.POSITIVE_INFINITY;
    this.#active.unshift({ behaviour, match: regular(behaviour.match), left });
  }

  clear(): void {
    this.#active.length = 0;
  }

  get list(): readonly Behaviour[] {
    return this.#active.map(({ behaviour }) => behaviour);
  }

  /** The one that meets this request, and counts it. @param line `GET /dcap` */
  meet(line: string): Behaviour | undefined {
    const found = this.#active.find(({ match, behaviour }) => {
      return behaviour.kind !== 'clock-off' && (match === undefined || match.test(line));
    });
    if (found === undefined) return undefined;
    found.left--;
    if (found.left <= 0) this.#active.splice(this.#active.indexOf(found), 1);
    return found.behaviour;
  }
}

function regular(match: string | undefined): RegExp | undefined {
  if (match === undefined) return undefined;
  try {
    return new RegExp(match);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new PlumblineError('PEERS-034', { place: 'match', detail, cause: error });
  }
}

export type { BehaviourKind };
