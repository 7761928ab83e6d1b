import type { Clock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { decodeMessage, type SchemaName } from '../../messages/codec.js';
import type { Received, ReceivedFrame, V2gConnection } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import type { Exchange, ReceivedMessage, SentMessage } from './exchange.js';
import { observeAnswer } from './observe-answer.js';
import { isObject } from './physical-value.js';
import { at, onlyElement, textAt } from './read-value.js';
import type { SessionFacts } from './session-facts.js';
import type { VehicleObserver } from './vehicle-event.js';
import type { VehicleProtocol } from './vehicle-protocol.js';

/** The message set by which a payload type is read. */
export type SchemaOf = (payloadType: number) => SchemaName;

/** A message that is ready to leave. */
export type Outgoing = Omit<SentMessage, 'at' | 'askedAt'>;

/** What `awaitClose` saw. */
export interface CloseOutcome {
  readonly closed: boolean;
  readonly how?: 'fin' | 'reset' | 'local' | 'error';
  readonly detail?: string;
  /** From the call to the end of the connection, ms. */
  readonly afterMs?: number;
  /** What came before the end: after a negative response there should be nothing. */
  readonly unsolicited: readonly ReceivedMessage[];
}

/**
 * Messages that nobody asked for are read up to this number at once. An SECC that floods is told by far fewer, and what is
 * left then stands where an answer is expected, and is judged there.
 */
const mostUnasked = 100;

/** The vehicle's end of one connection: exchanges, their times, and what lies there unasked. */
export class VehicleLink {
  readonly connection: V2gConnection;
  readonly #clock: Clock;
  readonly #observer: VehicleObserver;
  #closeTold = false;

  constructor(connection: V2gConnection, clock: Clock, observer: VehicleObserver) {
    this.connection = connection;
    this.#clock = clock;
    this.#observer = observer;
  }

  /** Sends a message and waits for the answer. Whatever the SECC does is in the result. */
  async exchange(
    number: number,
    outgoing: Outgoing,
    protocol: VehicleProtocol,
    timeoutMs: number,
    facts: SessionFacts,
  ): Promise<Exchange> {
    const schema: SchemaOf = outgoing.schema === 'sap' ? () => 'sap' : (type) => protocol.schemaOfPayload(type);
    const unsolicited = await this.#drain(schema);
    const sent = await this.#send(outgoing);
    if ('failed' in sent) {
      const now = this.#clock.monotonicNs();
      const message = { ...outgoing, askedAt: now, at: now };
      const received = await this.connection.receive(0);
      const closed = received.kind === 'closed';
      if (closed) this.#tellClosed(received);
      const base = { number, sent: message, timeoutMs, unsolicited, observations: [] };
      return this.#tell({ ...base, outcome: 'not-sent', received: closed ? received : undefined });
    }
    const received = await this.connection.receive(timeoutMs);
    const read = this.#read(sent, received, schema, facts, protocol);
    return this.#tell({ number, sent, timeoutMs, unsolicited, received, ...read });
  }

  /** Writes bytes without waiting for anything. @throws TRANSPORT-006 */
  sendFrame(frame: Uint8Array): Promise<bigint> {
    return this.connection.sendRaw(frame);
  }

  /** Waits for the SECC to end the connection. */
  async awaitClose(timeoutMs: number, schema: SchemaOf): Promise<CloseOutcome> {
    const start = this.#clock.monotonicNs();
    const unsolicited: ReceivedMessage[] = [];
    for (let count = 0; ; ) {
      const left = timeoutMs - Number(this.#clock.monotonicNs() - start) / 1e6;
      const received = await this.connection.receive(Math.max(0, left));
      if (received.kind === 'closed') {
        this.#tellClosed(received);
        const detail = received.detail === undefined ? {} : { detail: received.detail };
        const afterMs = Math.max(0, Number(received.at - start) / 1e6);
        return { closed: true, how: received.how, ...detail, afterMs, unsolicited };
      }
      if (received.kind === 'timeout') {
        if (left <= 0) return { closed: false, unsolicited };
        continue;
      }
      if (received.kind === 'frame' && unsolicited.length < mostUnasked) {
        unsolicited.push(this.#unasked(received, schema));
      }
      if (++count < mostUnasked) continue;
      // Where they come without end the time is over all the same, and timers get their turn.
      if (left <= 0) return { closed: false, unsolicited };
      await turn();
    }
  }

  async close(how: 'fin' | 'reset'): Promise<void> {
    await this.connection.close(how);
    const end = await this.connection.receive(0);
    if (end.kind === 'closed') this.#tellClosed(end);
  }

  async #send(outgoing: Outgoing): Promise<SentMessage | { readonly failed: true }> {
    const askedAt = this.#clock.monotonicNs();
    try {
      return { ...outgoing, askedAt, at: await this.connection.sendRaw(outgoing.frame) };
    } catch (error) {
      // The SECC may close at any time: that is a finding, and the exchange says so.
      if (error instanceof PlumblineError && error.code === 'TRANSPORT-006') return { failed: true };
      throw error;
    }
  }

  #read(
    sent: SentMessage,
    received: Received,
    schema: SchemaOf,
    facts: SessionFacts,
    protocol: VehicleProtocol,
  ): Pick<Exchange, 'outcome' | 'observations' | 'answer' | 'responseCode' | 'elapsedMs'> {
    const fault = (rule: string, expected: string, observed: string) => [
      { rule, severity: 'fault', expected, observed } as const,
    ];
    switch (received.kind) {
      case 'frame': {
        const answer = readMessage(received, schema);
        const responseCode = textAt(answer.body, 'ResponseCode');
        const elapsedMs = Number(received.at - sent.at) / 1e6;
        const observations = observeAnswer(sent, answer, facts, protocol);
        return {
          outcome: 'answered',
          answer,
          observations,
          elapsedMs,
          ...(responseCode === undefined ? {} : { responseCode }),
        };
      }
      case 'timeout':
        return { outcome: 'timeout', observations: fault('message-timeout', 'an answer in time', 'silence') };
      case 'closed':
        this.#tellClosed(received);
        return { outcome: 'closed', observations: fault('closed', 'an answer', `closed by ${received.how}`) };
      case 'malformed':
        return { outcome: 'malformed', observations: fault('v2gtp', 'a V2GTP frame', received.violations.join('; ')) };
    }
  }

  /** What came since the last answer, without waiting. */
  async #drain(schema: SchemaOf): Promise<ReceivedMessage[]> {
    const found: ReceivedMessage[] = [];
    for (let count = 0; count < mostUnasked; count++) {
      const received = await this.connection.receive(0);
      if (received.kind === 'frame') found.push(this.#unasked(received, schema));
      else if (received.kind !== 'malformed') break;
    }
    return found;
  }

  #unasked(received: ReceivedFrame, schema: SchemaOf): ReceivedMessage {
    const message = readMessage(received, schema);
    this.#observer({ kind: 'unsolicited', at: message.at, message });
    return message;
  }

  #tell(exchange: Exchange): Exchange {
    this.#observer({ kind: 'exchange', at: this.#clock.monotonicNs(), exchange });
    return exchange;
  }

  #tellClosed(closed: Extract<Received, { kind: 'closed' }>): void {
    if (this.#closeTold) return;
    this.#closeTold = true;
    this.#observer({ kind: 'closed', at: closed.at, how: closed.how, detail: closed.detail });
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

function readMessage(received: ReceivedFrame, schemaOf: SchemaOf): ReceivedMessage {
  const schema = schemaOf(received.payloadType);
  const decoded = decodeMessage(schema, received.payload);
  const envelope = at(decoded.value, 'V2G_Message');
  const content = envelope === undefined ? decoded.value : at(envelope, 'Body');
  const body: ExiObject | undefined = onlyElement(content)?.[1];
  // ISO 15118-20 has no envelope: the header is the first element of the message.
  const header = at(envelope ?? body, 'Header');
  return {
    schema,
    message: decoded.message,
    value: decoded.value,
    body,
    header: isObject(header) ? header : undefined,
    frame: received.raw,
    payload: received.payload,
    payloadType: received.payloadType,
    violations: decoded.violations,
    notes: decoded.notes,
    at: received.at,
  };
}
