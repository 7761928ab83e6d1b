import { type Clock, systemClock } from '../../base/clock.js';
import { encodeMessage } from '../../messages/codec.js';
import type { Received, V2gConnection } from '../../transport/v2g-connection.js';
import { encodeV2gtp } from '../../wire/v2gtp.js';
import type { SessionEvent } from '../session-reader/session-event.js';
import type { ChosenFaults, FrameFaults } from './chosen-faults.js';
import type { InjectedMessage } from './injected-message.js';
import { InjectionTrace } from './injection-trace.js';
import { PollRules } from './poll-rules.js';
import { SessionAdapter, withSessionId } from './session-adapter.js';

export interface InjectionOptions {
  readonly connection: V2gConnection;
  /** Told what was sent and what came, as a reader of captures tells it. */
  readonly onEvent: (event: SessionEvent) => void;
  readonly faults: ChosenFaults;
  /** Messages go out as they are given: no SessionID, time or poll is adapted. */
  readonly verbatim: boolean;
  /** In place of the SessionID that the session has. */
  readonly sessionId?: Uint8Array | undefined;
  /** SessionID of a session that is already open. */
  readonly openSessionId?: Uint8Array | undefined;
  /** `original`: the gaps of the recording are kept; `fast`: the next one as soon as the last one is answered. */
  readonly pace: 'fast' | 'original';
  /** How long to wait for an answer, ms. */
  readonly timeoutMs: number;
  /** How long to listen after the last answer, ms. */
  readonly lingerMs: number;
  readonly trace?: InjectionTrace;
  readonly clock?: Clock;
}

export interface InjectionOutcome {
  /** Frames that left. */
  readonly sent: number;
  readonly answered: number;
  /** Messages that could not be sent any more. */
  readonly left: number;
  /** How the station ended the connection, if it did. */
  readonly closed: 'fin' | 'reset' | 'error' | undefined;
}

/** A poll is asked again after this, for at most the vehicle's ongoing timeout (60 s). */
const pollPauseMs = 100;
const pollLimitMs = 60_000;

/** Sends messages over one connection, one after the other, and tells what comes back. The station cannot make it throw. */
export class Injection {
  readonly #options: InjectionOptions;
  readonly #clock: Clock;
  readonly #adapter: SessionAdapter;
  readonly #polls = new PollRules();
  readonly #trace: InjectionTrace;
  #sent = 0;
  #answered = 0;
  #closed: InjectionOutcome['closed'];

  constructor(options: InjectionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#adapter = new SessionAdapter(options.openSessionId);
    this.#trace = options.trace ?? new InjectionTrace(this.#clock);
  }

  /** @throws PlumblineError MESSAGES-* where a fault does not fit its message */
  async run(messages: readonly InjectedMessage[]): Promise<InjectionOutcome> {
    const start = this.#clock.monotonicNs();
    let done = 0;
    for (const [index, message] of messages.entries()) {
      if (this.#closed !== undefined) break;
      done++;
      if (!this.#options.verbatim && this.#polls.isDone(message.message)) {
        this.#note(`${message.message} (#${message.number}) is left out: the station has already finished it`);
        continue;
      }
      await this.#pause(message, start);
      await this.#exchange(message);
      const next = messages[index + 1]?.message;
      const limit = this.#clock.monotonicNs() + BigInt(pollLimitMs) * 1_000_000n;
      while (!this.#options.verbatim && this.#polls.mustRepeat(next) && this.#isOpenUntil(limit)) {
        await this.#sleep(pollPauseMs);
        await this.#exchange(message);
      }
    }
    await this.#listen(this.#options.lingerMs);
    return { sent: this.#sent, answered: this.#answered, left: messages.length - done, closed: this.#closed };
  }

  #isOpenUntil(limit: bigint): boolean {
    return this.#closed === undefined && this.#clock.monotonicNs() < limit;
  }

  /** Sends one message, as often as was asked for, and waits for as many answers. */
  async #exchange(message: InjectedMessage): Promise<void> {
    const { encode, frame } = this.#options.faults.of(message);
    if (frame.drop === true) {
      this.#note(`${message.message ?? 'message'} (#${message.number}) is left out, as asked for`);
      return;
    }
    const bytes = this.#frameOf(message, encode, frame);
    const times = Math.max(1, frame.repeat ?? 1);
    let left = 0;
    while (left < times && (await this.#send(message, bytes, frame.split ?? []))) left++;
    for (let awaited = 0; awaited < left && this.#closed === undefined; awaited++) {
      const received = await this.#options.connection.receive(this.#options.timeoutMs);
      if (received.kind === 'timeout') {
        const partial = received.partial === undefined ? '' : `, only ${received.partial.length} bytes of a frame`;
        this.#note(`no answer within ${this.#options.timeoutMs} ms${partial}`);
        this.#polls.answered(undefined, undefined, undefined);
        return;
      }
      this.#take(received, message);
    }
  }

  #frameOf(message: InjectedMessage, encode: Parameters<typeof encodeMessage>[2], frame: FrameFaults): Uint8Array {
    const payloadType = frame.payloadType ?? message.payloadType;
    const cut = (bytes: Uint8Array): Uint8Array => (frame.cut === undefined ? bytes : bytes.subarray(0, frame.cut));
    const payload = this.#payloadOf(message, encode ?? []);
    const untouched = payload === message.payload && Object.keys(frame).length === 0;
    if (message.frame !== undefined && untouched) return message.frame;
    return cut(encodeV2gtp(payloadType, payload, frame));
  }

  #payloadOf(message: InjectedMessage, encode: NonNullable<Parameters<typeof encodeMessage>[2]>): Uint8Array {
    const { verbatim, sessionId } = this.#options;
    if (message.schema === undefined || (verbatim && encode.length === 0 && sessionId === undefined)) {
      return message.payload;
    }
    const wallSeconds = Number(this.#clock.wallNs() / 1_000_000_000n);
    const adapter = verbatim ? new SessionAdapter() : this.#adapter;
    const { value, changed, signed } = adapter.adapt(message, wallSeconds);
    if (value === undefined) {
      this.#note(`#${message.number} breaks its schema as it was given, so it is sent as it is`);
      return message.payload;
    }
    if (signed && changed.length > 0) {
      this.#note(`#${message.number} is signed for the session in which it was recorded; only its header is adapted`);
    }
    const own = sessionId === undefined ? value : withSessionId(value, sessionId);
    if (changed.length === 0 && sessionId === undefined && encode.length === 0) return message.payload;
    return encodeMessage(message.schema, own, encode);
  }

  async #send(message: InjectedMessage, frame: Uint8Array, split: readonly number[]): Promise<boolean> {
    try {
      let at = 0;
      for (const length of split) {
        if (at + length >= frame.length) break;
        await this.#options.connection.sendRaw(frame.subarray(at, at + length));
        at += length;
        // A moment, so that TCP does not join what was to be apart.
        await this.#sleep(2);
      }
      const sentAt = await this.#options.connection.sendRaw(frame.subarray(at));
      this.#sent++;
      for (const event of this.#trace.frame('vehicle', frame, sentAt, message.schema)) this.#options.onEvent(event);
      return true;
    } catch {
      // The station may close at any time: what it did is told below.
      const received = await this.#options.connection.receive(0);
      this.#take(
        received.kind === 'closed' ? received : { kind: 'closed', how: 'error', at: this.#clock.monotonicNs() },
        message,
      );
      return false;
    }
  }

  #take(received: Received, message: InjectedMessage | undefined): void {
    if (received.kind === 'frame') {
      for (const event of this.#trace.frame('station', received.raw, received.at, message?.schema)) {
        if (event.kind === 'message') {
          if (message !== undefined) this.#answered++;
          if (event.schema !== undefined) this.#adapter.learn(event.schema, event.message, event.value);
          this.#polls.answered(message?.message, event.message, event.value);
        }
        this.#options.onEvent(event);
      }
    } else if (received.kind === 'malformed') {
      this.#options.onEvent(this.#trace.malformed(received.raw, received.violations, received.at));
    } else if (received.kind === 'closed' && this.#closed === undefined && received.how !== 'local') {
      this.#closed = received.how;
      this.#options.onEvent(this.#trace.closed(received.how, received.detail, received.at));
    }
  }

  async #pause(message: InjectedMessage, start: bigint): Promise<void> {
    const { delayMs = 0 } = this.#options.faults.of(message).frame;
    let waitMs = delayMs;
    if (this.#options.pace === 'original' && message.sinceNs !== undefined) {
      waitMs += Math.max(0, Number(start + message.sinceNs - this.#clock.monotonicNs()) / 1e6);
    }
    if (waitMs > 0) await this.#listen(waitMs);
  }

  /** Waits, and tells what comes meanwhile. */
  async #listen(ms: number): Promise<void> {
    const end = this.#clock.monotonicNs() + BigInt(Math.round(ms * 1e6));
    for (;;) {
      const leftMs = Number(end - this.#clock.monotonicNs()) / 1e6;
      if (leftMs <= 0 || this.#closed !== undefined) return;
      const received = await this.#options.connection.receive(leftMs);
      if (received.kind === 'timeout') return;
      this.#take(received, undefined);
    }
  }

  #note(text: string): void {
    this.#options.onEvent(this.#trace.note(text));
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      this.#clock.after(ms, resolve);
    });
  }
}
