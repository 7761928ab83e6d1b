import type { Clock } from '../../base/clock.js';
import type { MmeDefinition } from '../../wire/homeplug/define-mme.js';
import { encodeMmeFrame } from '../../wire/homeplug/encode-mme.js';
import type { MmeFields, MmeValue } from '../../wire/homeplug/mme-field.js';
import { decodeMmeFrame, mmeValue } from '../../wire/homeplug/mme-frame.js';

/** How a question to a modem ended. */
export type ModemReply<V> =
  | {
      readonly kind: 'answer';
      readonly value: V;
      readonly source: string;
      /** From the first request: which one a late answer belongs to nobody can tell. */
      readonly tookMs: number;
      /** Other modems that answered the same question within `gatherMs`. */
      readonly others: readonly string[];
    }
  | { readonly kind: 'silent' }
  /** Something came with the right number that is no such message. */
  | { readonly kind: 'garbage'; readonly detail: string };

const qualcomm = '00:b0:52';
const firstManufacturerType = 0xa000;

/** Asks modems one question after the other; never throws on what they say. */
export class ModemConversation {
  readonly #mac: string;
  readonly #clock: Clock;
  readonly #send: (frame: Uint8Array) => void;
  #listener: (frame: Uint8Array) => void = () => undefined;

  constructor(mac: string, clock: Clock, send: (frame: Uint8Array) => void) {
    this.#mac = mac;
    this.#clock = clock;
    this.#send = send;
  }

  receive(frame: Uint8Array): void {
    this.#listener(frame);
  }

  /**
   * Sends a request to `destination` and waits for its confirmation, up to `attempts` times `timeoutMs`.
   * `plausible` names what is wrong with a value that could be read.
   */
  async ask<Q extends MmeFields, A extends MmeFields>(
    destination: string,
    request: MmeDefinition<Q>,
    question: MmeValue<Q>,
    confirmation: MmeDefinition<A>,
    options: {
      readonly timeoutMs: number;
      readonly attempts: number;
      readonly plausible?: (value: MmeValue<A>) => string | undefined;
      /** After an answer, how long others are listened for, ms; default 0. */
      readonly gatherMs?: number;
    },
  ): Promise<ModemReply<MmeValue<A>>> {
    let worst: ModemReply<MmeValue<A>> = { kind: 'silent' };
    const sent = this.#clock.monotonicNs();
    for (let attempt = 0; attempt < options.attempts; attempt++) {
      const reply = this.#next(confirmation, options.timeoutMs, options.plausible, sent);
      this.#send(encodeMmeFrame({ destination, source: this.#mac }, request, question));
      const result = await reply;
      if (result.kind === 'answer') {
        const { gatherMs = 0 } = options;
        return gatherMs === 0
          ? result
          : { ...result, others: await this.#others(confirmation.type, result.source, gatherMs) };
      }
      if (result.kind === 'garbage') worst = result;
    }
    return worst;
  }

  /** Who else sends a message of this type. */
  #others(type: number, known: string, ms: number): Promise<readonly string[]> {
    return new Promise((resolve) => {
      const found = new Set<string>();
      this.#listener = (frame) => {
        const message = decodeMmeFrame(frame);
        if (message?.mme.type === type && message.source !== known) found.add(message.source);
      };
      this.#clock.after(ms, () => {
        this.#listener = () => undefined;
        resolve([...found]);
      });
    });
  }

  #next<A extends MmeFields>(
    confirmation: MmeDefinition<A>,
    timeoutMs: number,
    plausible: ((value: MmeValue<A>) => string | undefined) | undefined,
    sent: bigint,
  ): Promise<ModemReply<MmeValue<A>>> {
    return new Promise((resolve) => {
      let garbage: string | undefined;
      const finish = (reply: ModemReply<MmeValue<A>>) => {
        cancel();
        this.#listener = () => undefined;
        resolve(reply);
      };
      const cancel = this.#clock.after(timeoutMs, () =>
        finish(garbage === undefined ? { kind: 'silent' } : { kind: 'garbage', detail: garbage }),
      );
      this.#listener = (frame) => {
        const message = decodeMmeFrame(frame);
        if (message?.mme.type !== confirmation.type || message.destination !== this.#mac) return;
        const { mme, source } = message;
        const value = mmeValue(mme, confirmation);
        if (mme.type >= firstManufacturerType && mme.oui !== qualcomm) {
          garbage = `${mme.label} from ${source} with OUI ${mme.oui ?? 'none'}, not ${qualcomm}`;
        } else if (value === undefined) {
          garbage = mme.violations.map(({ detail }) => detail).join('; ');
        } else {
          const problem = plausible?.(value);
          const tookMs = Number(this.#clock.monotonicNs() - sent) / 1e6;
          if (problem === undefined) finish({ kind: 'answer', value, source, tookMs, others: [] });
          else garbage = `${mme.label} from ${source}: ${problem}`;
        }
      };
    });
  }
}
