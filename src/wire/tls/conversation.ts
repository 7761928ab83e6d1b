import type { StreamPiece } from '../net/tcp-half.js';
import type { ClosedReason, TlsEvent, TlsFact, TlsSide } from './conversation-event.js';
import { type Direction, newDirection } from './direction.js';
import { Handshake } from './handshake.js';
import type { HandshakeMessage } from './handshake-assembler.js';
import { handshakeTypes } from './handshake-messages.js';
import type { HoldBudget } from './hold-budget.js';
import type { KeyLog } from './key-log.js';
import { nextSecret13 } from './key-schedule.js';
import { contentTypes, type LostRecord, type SplitRecord, type TlsRecord } from './record-splitter.js';

interface Held {
  readonly side: TlsSide;
  readonly record: SplitRecord;
}

/** A connection holds back no more than this while its secrets are missing; a whole charging session takes far less. */
const maxHeld = 1 << 20;

const sides = ['client', 'server'] as const;

/**
 * Follows both directions of one TLS connection, TLS 1.2 and 1.3, and opens the records as soon as the key log has their
 * secrets. Test systems send secrets after the handshake, so records are held back, in their order, until the secret comes,
 * the connection ends or the budget is used up. Never throws.
 */
export class TlsConversation {
  readonly #handshake: Handshake;
  readonly #budget: HoldBudget;
  readonly #directions: Readonly<Record<TlsSide, Direction>> = { client: newDirection(), server: newDirection() };
  #held: Held[] = [];
  #heldBytes = 0;
  #events: TlsEvent[] = [];

  constructor(keyLog: KeyLog, budget: HoldBudget) {
    this.#handshake = new Handshake(keyLog);
    this.#budget = budget;
  }

  /** What is new with a piece of one direction's stream. */
  push(side: TlsSide, piece: StreamPiece): TlsEvent[] {
    this.#events = [];
    for (const record of this.#directions[side].splitter.push(piece)) this.#arrived(side, record);
    return this.#events;
  }

  /** Records wait for a secret. */
  get waits(): boolean {
    return this.#held.length > 0;
  }

  /** Secrets may have come: opens what waited for them. */
  retry(): TlsEvent[] {
    this.#events = [];
    this.#drain();
    return this.#events;
  }

  /** The connection is over: what still waits stays closed. */
  end(): TlsEvent[] {
    this.#events = [];
    while (this.#held.length > 0) {
      this.#drain();
      if (this.#held.length > 0) this.#giveUp(this.#held[0]!);
    }
    return this.#events;
  }

  #arrived(side: TlsSide, record: SplitRecord): void {
    this.#drain();
    const held = { side, record };
    if (this.#held.length === 0 && this.#process(held)) return;
    const size = sizeOf(record);
    while (this.#heldBytes + size > maxHeld || !this.#budget.take(size)) {
      const [head] = this.#held;
      this.#giveUp(head ?? held);
      this.#drain();
      if (this.#held.length === 0 && this.#process(held)) return;
    }
    this.#held.push(held);
    this.#heldBytes += size;
  }

  #drain(): void {
    let done = 0;
    for (const held of this.#held) {
      if (!this.#process(held)) break;
      done++;
      const size = sizeOf(held.record);
      this.#heldBytes -= size;
      this.#budget.give(size);
    }
    if (done > 0) this.#held = this.#held.slice(done);
  }

  /** False where the record has to wait for a secret. */
  #process({ side, record }: Held): boolean {
    const direction = this.#directions[side];
    const tell = (fact: TlsFact): void => {
      this.#events.push({ ...fact, side, first: record.first, last: record.last });
    };
    if (record.kind === 'broken') {
      this.#handshake.lose();
      tell({ kind: 'broken', violation: record.violation });
      return true;
    }
    // TLS 1.3 leaves only change_cipher_spec and early alerts outside (RFC 8446, 5).
    const is13 = this.#handshake.protection?.is13 ?? false;
    if (direction.phase === 'clear' || (is13 && record.type !== contentTypes.applicationData)) {
      if (record.kind === 'record') this.#clear(side, record, is13, tell);
      else this.#lost(record, direction, tell);
      return true;
    }
    if (direction.phase === 'waiting' && !this.#acquire(side, tell)) return false;
    if (record.kind === 'lost-record') this.#lost(record, direction, tell);
    else this.#sealed(side, record, tell);
    return true;
  }

  #clear(side: TlsSide, record: TlsRecord, is13: boolean, tell: (fact: TlsFact) => void): void {
    const direction = this.#directions[side];
    if (record.type === contentTypes.changeCipherSpec) {
      if (is13 || this.#handshake.protection === undefined) return;
      tell({ kind: 'encrypted-from-here' });
      direction.phase = 'waiting';
      direction.opener = undefined;
    } else if (record.type === contentTypes.applicationData) {
      // Nobody knows its keys: the capture starts after the handshake, or it is early data.
      this.#close(direction, 'no-handshake', 'the handshake is not in the capture', tell);
      this.#unopened(record, tell);
    } else this.#content(side, record.type, record.fragment, tell);
  }

  /** Finds the opener of a direction; false while its secret is missing. */
  #acquire(side: TlsSide, tell: (fact: TlsFact) => void): boolean {
    const direction = this.#directions[side];
    const protection = this.#handshake.protection;
    if (protection?.suite === undefined) {
      this.#close(direction, 'unsupported', 'records of this version and cipher suite cannot be opened here', tell);
      return true;
    }
    const secret = protection.secret(side, direction.epoch);
    if (secret === undefined) return false;
    direction.secret = secret.bytes;
    direction.source = secret.source;
    direction.opener = protection.opener(side, secret.bytes);
    direction.phase = 'opening';
    return true;
  }

  /** The secret of the record that waits will not come. */
  #giveUp({ side, record }: Held): void {
    const direction = this.#directions[side];
    const protection = this.#handshake.protection;
    const later = direction.epoch === 'handshake' ? protection?.secret(side, 'application') : undefined;
    this.#handshake.lose();
    if (protection?.is13 && later !== undefined) {
      direction.phase = 'seeking';
      direction.secret = later.bytes;
      direction.source = later.source;
      return;
    }
    this.#close(direction, 'no-secret', 'no key log has the secret of this connection', (fact) => {
      this.#events.push({ ...fact, side, first: record.first, last: record.last });
    });
  }

  #sealed(side: TlsSide, record: TlsRecord, tell: (fact: TlsFact) => void): void {
    const direction = this.#directions[side];
    if (direction.phase === 'seeking') {
      direction.opener = this.#handshake.protection?.opener(side, direction.secret!);
      if (direction.opener === undefined) return;
      const tried = direction.opener.open(record);
      if (tried.kind === 'refused') return;
      direction.phase = 'opening';
      direction.epoch = 'application';
      this.#opened(side, tried.type, tried.content, record, tell);
      return;
    }
    if (direction.phase !== 'opening' || direction.opener === undefined) {
      this.#unopened(record, tell);
      return;
    }
    const result = direction.opener.open(record);
    if (result.kind === 'opened') {
      this.#opened(side, result.type, result.content, record, tell);
      return;
    }
    const why = direction.openedAny ? 'bad-record' : 'wrong-secret';
    this.#close(direction, why, `record ${record.index + 1} cannot be opened: ${result.detail}`, tell);
    this.#unopened(record, tell);
  }

  #opened(side: TlsSide, type: number, content: Uint8Array, record: TlsRecord, tell: (fact: TlsFact) => void): void {
    const direction = this.#directions[side];
    if (!direction.openedAny && direction.source !== undefined) tell({ kind: 'opened', source: direction.source });
    direction.openedAny = true;
    if (type === contentTypes.applicationData) {
      tell({ kind: 'application-data', length: record.fragment.length, content });
    } else this.#content(side, type, content, tell);
  }

  /** Content in clear, opened or never sealed. */
  #content(side: TlsSide, type: number, content: Uint8Array, tell: (fact: TlsFact) => void): void {
    const direction = this.#directions[side];
    if (type === contentTypes.alert) {
      const whole = content.length === 2;
      tell({ kind: 'alert', level: whole ? content[0] : undefined, description: whole ? content[1] : undefined });
      return;
    }
    if (type !== contentTypes.handshake) return;
    const messages = direction.assembler.push(content);
    if (typeof messages === 'number') {
      const detail = `a handshake message claims ${messages} bytes`;
      tell({ kind: 'broken', violation: { offset: 0, rule: 'tls-handshake-length', detail } });
      this.#handshake.lose();
      direction.assembler.reset();
      direction.phase = 'closed';
      return;
    }
    for (const message of messages) this.#message(side, message, tell);
  }

  #message(side: TlsSide, message: HandshakeMessage, tell: (fact: TlsFact) => void): void {
    const direction = this.#directions[side];
    const fact = this.#handshake.take(side, message);
    if (fact === undefined) {
      const detail = `handshake message ${message.type} of ${message.body.length} bytes cannot be read`;
      tell({ kind: 'broken', violation: { offset: 0, rule: 'tls-handshake', detail } });
      return;
    }
    tell(fact);
    const protection = this.#handshake.protection;
    if (!protection?.is13) return;
    if (fact.kind === 'server-hello' && !fact.hello.isRetry) {
      for (const one of sides) if (this.#directions[one].phase === 'clear') this.#directions[one].phase = 'waiting';
    } else if (fact.kind === 'finished') {
      direction.epoch = 'application';
      direction.phase = 'waiting';
    } else if (message.type === handshakeTypes.keyUpdate && direction.secret !== undefined && protection.suite) {
      direction.secret = nextSecret13(protection.suite, direction.secret);
      direction.opener = protection.opener(side, direction.secret);
    }
  }

  /** A record with missing bytes: it still counts, and with it goes what it carried. */
  #lost(record: LostRecord, direction: Direction, tell: (fact: TlsFact) => void): void {
    direction.opener?.skip();
    direction.assembler.reset();
    this.#handshake.lose();
    const cipherChanges = record.type === contentTypes.changeCipherSpec && direction.phase === 'clear';
    if (cipherChanges && this.#handshake.protection?.is13 === false) direction.phase = 'waiting';
    if (record.type !== contentTypes.applicationData) return;
    tell({ kind: 'lost-data', length: Math.max(0, direction.opener?.contentLength(record.length) ?? record.length) });
  }

  #unopened(record: TlsRecord, tell: (fact: TlsFact) => void): void {
    const { type, fragment } = record;
    if (type === contentTypes.alert) tell({ kind: 'alert', level: undefined, description: undefined });
    else if (type === contentTypes.applicationData) {
      tell({ kind: 'application-data', length: fragment.length, content: undefined });
    }
  }

  #close(direction: Direction, why: ClosedReason, detail: string, tell: (fact: TlsFact) => void): void {
    direction.phase = 'closed';
    direction.opener = undefined;
    direction.assembler.reset();
    this.#handshake.lose();
    tell({ kind: 'closed', why, detail });
  }
}

function sizeOf(record: SplitRecord): number {
  // What the objects around the bytes take, so that many small records count too.
  const overhead = 200;
  return overhead + (record.kind === 'record' ? record.fragment.length : 0);
}
