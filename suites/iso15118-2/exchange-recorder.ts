import { toJson } from '../../src/messages/codec.js';
import type { Exchange, ReceivedMessage, SentMessage } from '../../src/peers/vehicle/exchange.js';
import type { VehicleEvent } from '../../src/peers/vehicle/vehicle-event.js';
import type { Exchanged, NewEvent } from '../../src/record/events.js';
import type { TlsFacts } from '../../src/transport/v2g-connection.js';
import type { CaseRun } from '../engine/case-run.js';

const parties = { sent: { from: 'EVCC', to: 'SECC' }, received: { from: 'SECC', to: 'EVCC' } } as const;

/** Writes what a vehicle does and sees into the record of a case. */
export class ExchangeRecorder {
  /** Our port of the newest connection; stays known after its end. */
  lastLocalPort: number | undefined;
  /** What the newest TLS handshake agreed on. */
  tlsFacts: TlsFacts | undefined;

  readonly #answers = new Map<string, ReceivedMessage>();

  constructor(private readonly run: CaseRun) {}

  /** The newest answer of a kind; undefined where none has come. */
  newest(message: string): ReceivedMessage | undefined {
    return this.#answers.get(message);
  }

  take(event: VehicleEvent): void {
    switch (event.kind) {
      case 'exchange':
        this.#exchange(event.exchange);
        break;
      case 'unsolicited':
        this.#record('received', event.message, { note: 'nobody asked for it' });
        break;
      case 'sdp':
        for (const request of event.outcome.requests)
          this.#plain('sent', 'sdp', 'SECC Discovery Request', request.at, request.raw);
        for (const answer of event.outcome.answers)
          this.#plain('received', 'sdp', 'SECC Discovery Response', answer.at, answer.raw, answer.violations);
        break;
      case 'connected':
        this.lastLocalPort = event.local.port;
        this.tlsFacts = event.tls;
        this.#plain(
          'sent',
          event.tls === undefined ? 'tcp' : 'tls',
          'connected',
          event.at,
          undefined,
          [],
          event.tls?.version,
        );
        break;
      case 'connect-failed':
        this.#plain('received', 'tcp', 'connection failed', event.at, undefined, [event.reason], event.code);
        break;
      case 'closed':
        this.#plain(event.how === 'local' ? 'sent' : 'received', 'tcp', `connection ended: ${event.how}`, event.at);
        break;
      case 'note':
        this.run.record({ type: 'log', caseId: this.run.caseId, source: 'vehicle', level: 'info', text: event.text });
        break;
      case 'state':
        break;
    }
  }

  /** The id under which the record has an exchange: that of the answer where there is one. */
  at(exchange: Exchange | undefined): { readonly exchangeId?: string } {
    if (exchange === undefined) return {};
    return { exchangeId: this.#id(exchange.number, exchange.answer === undefined ? 'sent' : 'received') };
  }

  #id(number: number, direction: 'sent' | 'received'): string {
    return `${this.run.caseId}/${number}/${direction}`;
  }

  #exchange(exchange: Exchange): void {
    this.#record('sent', exchange.sent, { exchangeId: this.#id(exchange.number, 'sent') });
    if (exchange.answer !== undefined) {
      if (exchange.answer.message !== undefined) this.#answers.set(exchange.answer.message, exchange.answer);
      this.#record('received', exchange.answer, {
        exchangeId: this.#id(exchange.number, 'received'),
        ...(exchange.responseCode === undefined ? {} : { note: exchange.responseCode }),
      });
    } else if (exchange.outcome === 'timeout') {
      this.#plain('received', 'v2gtp', 'timeout', exchange.sent.at, undefined, [], `${exchange.timeoutMs} ms`);
    } else if (exchange.received?.kind === 'malformed') {
      this.#plain(
        'received',
        'v2gtp',
        'malformed frame',
        exchange.received.at,
        exchange.received.raw,
        exchange.received.violations,
      );
    }
  }

  #record(direction: 'sent' | 'received', message: SentMessage | ReceivedMessage, more: Partial<Exchanged>): void {
    const violations = 'violations' in message ? message.violations : [];
    const event: NewEvent = {
      type: 'exchange',
      caseId: this.run.caseId,
      direction,
      ...parties[direction],
      protocol: 'v2gtp',
      message: message.message ?? 'bytes',
      payloadType: message.payloadType,
      hex: Buffer.from(message.payload).toString('hex'),
      monotonicNs: message.at.toString(),
      ...(message.value === undefined ? {} : { json: toJson(message.schema, message.value) }),
      ...(violations.length === 0 ? {} : { violations }),
      ...more,
    };
    this.run.record(event);
  }

  #plain(
    direction: 'sent' | 'received',
    protocol: string,
    message: string,
    at: bigint,
    bytes?: Uint8Array,
    violations: readonly string[] = [],
    note?: string,
  ): void {
    this.run.record({
      type: 'exchange',
      caseId: this.run.caseId,
      direction,
      ...parties[direction],
      protocol,
      message,
      monotonicNs: at.toString(),
      ...(bytes === undefined ? {} : { hex: Buffer.from(bytes).toString('hex') }),
      ...(note === undefined ? {} : { note }),
      ...(violations.length === 0
        ? {}
        : { violations: violations.map((detail) => ({ path: '/', rule: protocol, detail })) }),
    });
  }
}
