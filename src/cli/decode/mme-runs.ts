import type { MmeEvent } from '../../probes/session-reader/session-event.js';

export interface MmeRun {
  readonly event: MmeEvent;
  count: number;
}

/** Steps that a reader wants to see one by one; everything else chatters. */
const steps = new Set([
  'CM_SLAC_PARM',
  'CM_START_ATTEN_CHAR',
  'CM_ATTEN_CHAR',
  'CM_SLAC_MATCH',
  'CM_VALIDATE',
  'CM_SET_KEY',
]);
const maxKinds = 12;

/** Gathers management messages that repeat, so that sounding or the chatter of modems takes a few lines. */
export class MmeRuns {
  #runs = new Map<string, MmeRun>();
  #chatter = false;

  /** Takes a message; the runs that ended with it. */
  add(event: MmeEvent): MmeRun[] {
    const key = `${event.mme.label} ${event.source} ${event.destination}`;
    const known = this.#runs.get(key);
    if (known !== undefined) {
      known.count++;
      return [];
    }
    const chatter = !steps.has(event.mme.name);
    const ended = chatter && this.#chatter && this.#runs.size < maxKinds ? [] : this.flush();
    this.#chatter = chatter;
    this.#runs.set(key, { event, count: 1 });
    return ended;
  }

  /** Everything that waits. */
  flush(): MmeRun[] {
    const runs = [...this.#runs.values()];
    this.#runs = new Map();
    return runs;
  }
}
