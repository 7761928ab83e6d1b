import type { Clock } from '../../base/clock.js';
import type { MmeDefinition } from '../../wire/homeplug/define-mme.js';
import type { MmeFields, MmeValue } from '../../wire/homeplug/mme-field.js';
import { decodeMmeFrame, type MmeFrame, mmeValue } from '../../wire/homeplug/mme-frame.js';

/** A message that was waited for. */
export interface MmeMail<V> {
  readonly source: string;
  readonly destination: string;
  readonly value: V;
  /** Monotonic time of arrival, ns. */
  readonly at: bigint;
}

interface Waiter {
  readonly offer: (frame: MmeFrame, at: bigint) => void;
}

/**
 * Management messages as they arrive, for those who wait for one. A message that nobody waits for is dropped: SLAC has no
 * use for what comes before its time.
 */
export class MmeMailbox {
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** A frame from the wire; what is no management message is ignored. Never throws. */
  receive(frame: Uint8Array): void {
    const message = decodeMmeFrame(frame);
    if (message === undefined) return;
    const at = this.#clock.monotonicNs();
    for (const waiter of [...this.#waiters]) waiter.offer(message, at);
  }

  /** The first message that `accept` takes, or undefined after `timeoutMs`. */
  wait<F extends MmeFields>(
    definition: MmeDefinition<F>,
    timeoutMs: number,
    accept: (value: MmeValue<F>, source: string) => boolean = () => true,
  ): Promise<MmeMail<MmeValue<F>> | undefined> {
    return new Promise((resolve) => {
      const stop = this.#listen(definition, (mail) => {
        if (!accept(mail.value, mail.source)) return;
        cancel();
        stop();
        resolve(mail);
      });
      const cancel = this.#clock.after(timeoutMs, () => {
        stop();
        resolve(undefined);
      });
    });
  }

  /** Calls back for each such message until the returned function is called. */
  listen<F extends MmeFields>(definition: MmeDefinition<F>, onMail: (mail: MmeMail<MmeValue<F>>) => void): () => void {
    return this.#listen(definition, onMail);
  }

  #listen<F extends MmeFields>(definition: MmeDefinition<F>, onMail: (mail: MmeMail<MmeValue<F>>) => void): () => void {
    const waiter: Waiter = {
      offer: ({ mme, source, destination }, at) => {
        const value = mmeValue(mme, definition);
        if (value !== undefined) onMail({ source, destination, value, at });
      },
    };
    this.#waiters.add(waiter);
    return () => void this.#waiters.delete(waiter);
  }
}
