import type { Clock } from '../../../base/clock.js';
import { PlumblineError } from '../../../base/errors.js';
import { toJson } from '../../../messages/codec.js';
import type {
  ReceivedClosed,
  ReceivedFrame,
  ReceivedMalformed,
  V2gConnection,
} from '../../../transport/v2g-connection.js';
import { v2gtpHeaderLength } from '../../../wire/v2gtp.js';
import { RuleMatcher } from '../change/match-rules.js';
import type { PassingMessage } from '../change/passing-message.js';
import { type Passage, planPassage, type Step, towards } from '../change/plan-passage.js';
import type { SignerKey } from '../change/signer-key.js';
import type { SentFrame } from '../record/proxy-event.js';
import type { ProxyRecord } from '../record/proxy-record.js';
import type { Direction, Rule, Side, When } from '../script/proxy-script.js';
import { FollowedSchema } from './followed-schema.js';
import type { Holds } from './holds.js';

/** Messages of one direction that can be replayed. */
const replayable = 5000;
/** How long one look at the connection lasts; nothing depends on it. */
const lookMs = 3_600_000;

export interface RelayContext {
  readonly rules: () => readonly Rule[];
  readonly holds: Holds;
  readonly record: ProxyRecord;
  readonly clock: Clock;
  /** Uniform in 0..1. */
  readonly random: () => number;
  readonly keys: readonly SignerKey[];
}

/** One connection of a vehicle with the one to the station that belongs to it. */
export class RelayConnection {
  readonly #number: number;
  readonly #sides: Readonly<Record<Side, V2gConnection>>;
  readonly #context: RelayContext;
  readonly #schema = new FollowedSchema();
  readonly #matcher = new RuleMatcher();
  readonly #earlier: Readonly<Record<Direction, PassingMessage[]>> = { 'from-vehicle': [], 'from-station': [] };
  /** Ends what waits, once one side is gone. */
  readonly #over = new AbortController();
  readonly #closedByRule = new Set<Side>();
  #messages = 0;

  /** @param number counts from 1 over the life of the proxy */
  constructor(number: number, vehicle: V2gConnection, station: V2gConnection, context: RelayContext) {
    this.#number = number;
    this.#sides = { vehicle, station };
    this.#context = context;
  }

  /** Passes everything on until both sides are closed. */
  async run(): Promise<void> {
    await Promise.all([this.#pump('from-vehicle'), this.#pump('from-station')]);
  }

  /** Ends both sides. */
  async close(): Promise<void> {
    this.#over.abort();
    await Promise.all([this.#sides.vehicle.close(), this.#sides.station.close()]);
  }

  async #pump(direction: Direction): Promise<void> {
    const source = this.#sides[direction === 'from-vehicle' ? 'vehicle' : 'station'];
    for (;;) {
      const received = await source.receive(lookMs);
      if (received.kind === 'timeout') continue;
      if (received.kind === 'closed') return this.#ended(direction, received);
      await this.#pass(direction, received);
    }
  }

  #read(direction: Direction, received: ReceivedFrame | ReceivedMalformed): PassingMessage {
    const common = {
      direction,
      connection: this.#number,
      number: ++this.#messages,
      raw: received.raw,
      at: received.at,
    };
    if (received.kind === 'malformed') {
      const unread = received.violations.join('; ');
      const payload = received.raw.subarray(v2gtpHeaderLength);
      return { ...common, payloadType: undefined, payload, decoded: undefined, unread };
    }
    const { payloadType, payload } = received;
    const decoded = this.#schema.read(payloadType, payload);
    const [violation] = decoded?.violations ?? [];
    const unread =
      decoded === undefined
        ? `no message set for payload type 0x${payloadType.toString(16)} after ${this.#schema.namespace ?? 'no handshake'}`
        : violation === undefined
          ? ''
          : `${violation.path || 'the stream'}: ${violation.rule}, ${violation.detail}`;
    return { ...common, payloadType, payload, decoded, unread };
  }

  async #pass(direction: Direction, received: ReceivedFrame | ReceivedMalformed): Promise<void> {
    const rules = this.#context.rules().filter(({ when }) => this.#mayConcern(when, direction));
    if (rules.length > 0) return this.#passByRules(this.#read(direction, received), rules);
    // Nobody wants to change it: it goes first, and is read while it travels.
    const sending = this.#send(
      { kind: 'send', to: towards(direction), bytes: received.raw, as: 'original' },
      received.raw,
    );
    const message = this.#read(direction, received);
    this.#keep(message);
    this.#tell(message, [await sending], { did: [], failed: [] });
  }

  #mayConcern(when: When, direction: Direction): boolean {
    return (when.direction ?? direction) === direction && (when.connection ?? this.#number) === this.#number;
  }

  async #passByRules(message: PassingMessage, rules: readonly Rule[]): Promise<void> {
    const { random, keys } = this.#context;
    const earlier = this.#earlier[message.direction];
    const passage = planPassage(message, this.#matcher.match(rules, message), { earlier, random, keys });
    this.#keep(message);
    this.#followChange(message, passage.steps);
    const sent: SentFrame[] = [];
    for (const step of passage.steps) {
      const out = await this.#take(step, message);
      if (out !== undefined) sent.push(out);
    }
    this.#tell(message, sent, passage);
  }

  #keep(message: PassingMessage): void {
    const earlier = this.#earlier[message.direction];
    earlier.push(message);
    if (earlier.length > replayable) earlier.shift();
  }

  #tell(message: PassingMessage, sent: readonly SentFrame[], { did, failed }: Pick<Passage, 'did' | 'failed'>): void {
    const { decoded, unread, direction } = message;
    const first = sent.find(({ to, outNs }) => to === towards(direction) && outNs !== undefined)?.outNs;
    this.#context.record.append({
      event: 'message',
      connection: this.#number,
      number: message.number,
      direction,
      ...(decoded === undefined ? {} : { schema: decoded.schema }),
      ...(decoded?.message === undefined ? {} : { message: decoded.message }),
      ...(decoded?.value === undefined ? {} : { value: toJson(decoded.schema, decoded.value) }),
      ...(unread === '' ? {} : { unread }),
      bytes: hex(message.raw),
      inNs: String(message.at),
      sent,
      ...(first === undefined ? {} : { heldMs: Number(BigInt(first) - message.at) / 1e6 }),
      did,
      failed,
    });
  }

  /** The station chooses from what it was really offered. */
  #followChange(message: PassingMessage, steps: readonly Step[]): void {
    if (
      message.direction !== 'from-vehicle' ||
      message.decoded?.schema !== 'sap' ||
      message.payloadType === undefined
    ) {
      return;
    }
    for (const step of steps) {
      if (step.kind !== 'send' || step.as !== 'changed') continue;
      this.#schema.read(message.payloadType, step.bytes.subarray(v2gtpHeaderLength));
    }
  }

  async #take(step: Step, message: PassingMessage): Promise<SentFrame | undefined> {
    const { clock, holds, record } = this.#context;
    switch (step.kind) {
      case 'wait':
        await this.#wait(step.ms, clock);
        return undefined;
      case 'hold':
        record.append({ event: 'waiting', connection: this.#number, hold: step.name });
        await holds.wait(step.name, this.#over.signal);
        return undefined;
      case 'close':
        await this.#close(step.side, step.how);
        return undefined;
      case 'send':
        return this.#send(step, message.raw);
    }
  }

  async #send(step: Extract<Step, { kind: 'send' }>, raw: Uint8Array): Promise<SentFrame> {
    const bytes = step.bytes === raw ? {} : { bytes: hex(step.bytes) };
    // One side is gone, and its end cut a wait short: what waited would come too early, and to nobody.
    if (this.#over.signal.aborted) return { to: step.to, as: step.as, ...bytes };
    try {
      const outNs = await this.#sides[step.to].sendRaw(step.bytes);
      return { to: step.to, as: step.as, outNs: String(outNs), ...bytes };
    } catch (error) {
      // The side has gone meanwhile; its own end is told by the other pump.
      if (!(error instanceof PlumblineError)) throw error;
      return { to: step.to, as: step.as, ...bytes };
    }
  }

  async #close(side: Side | 'both', how: 'fin' | 'reset'): Promise<void> {
    for (const one of side === 'both' ? (['vehicle', 'station'] as const) : [side]) {
      this.#closedByRule.add(one);
      // Not waited for: the peer may take its time to close, and the other direction goes on.
      void this.#sides[one].close(how);
      this.#context.record.append({ event: 'ended', connection: this.#number, by: 'proxy', how: `${how} to ${one}` });
    }
  }

  /** Never shorter than asked for: timers may fire within the millisecond before. */
  async #wait(ms: number, clock: Clock): Promise<void> {
    const until = clock.monotonicNs() + BigInt(Math.round(ms * 1e6));
    for (;;) {
      const left = Number(until - clock.monotonicNs()) / 1e6;
      if (left <= 0 || this.#over.signal.aborted) return;
      await this.#timer(left, clock);
    }
  }

  #timer(ms: number, clock: Clock): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel();
        this.#over.signal.removeEventListener('abort', done);
        resolve();
      };
      const cancel = clock.after(ms, done);
      this.#over.signal.addEventListener('abort', done, { once: true });
    });
  }

  /** One side is closed: what it left unfinished goes on, then the other side is closed in the same way. */
  async #ended(direction: Direction, { how, detail, partial }: ReceivedClosed): Promise<void> {
    const by: Side = direction === 'from-vehicle' ? 'vehicle' : 'station';
    // A side that a rule has closed leaves the other one to itself; one that was closed because the other one was is no news.
    if (how === 'local' || this.#closedByRule.has(by) || this.#over.signal.aborted) return;
    const other = this.#sides[towards(direction)];
    if (partial !== undefined) await other.sendRaw(partial).catch(() => undefined);
    this.#context.record.append({
      event: 'ended',
      connection: this.#number,
      by,
      how,
      ...(detail === undefined ? {} : { detail }),
      ...(partial === undefined ? {} : { partial: hex(partial) }),
    });
    this.#over.abort();
    await other.close(how === 'fin' ? 'fin' : 'reset');
    // Its own socket: the peer has closed its half, ours is still open.
    await this.#sides[by].close(how === 'fin' ? 'fin' : 'reset');
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
}
