import { type Clock, systemClock } from '../../base/clock.js';
import { decodeMessage } from '../../messages/codec.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import { decodeV2gtpHeader, v2gtpHeaderLength } from '../../wire/v2gtp.js';
import { ExchangeTrace } from '../session-reader/exchange-trace.js';
import { messageBody } from '../session-reader/message-body.js';
import type { MessageSchema } from '../session-reader/message-decoder.js';
import { SchemaTracker } from '../session-reader/schema-tracker.js';
import type {
  ConnectionEvent,
  MalformedEvent,
  MessageEvent,
  Party,
  SessionFinding,
} from '../session-reader/session-event.js';
import { SignatureList, signatureFindings } from '../session-reader/signature-list.js';

/** Tells a live connection in the words of the capture reader. `packet` numbers count frames; times are this process's. */
export class InjectionTrace {
  readonly #wallMinusMonotonic: bigint;
  readonly #clock: Clock;
  readonly #exchange = new ExchangeTrace();
  readonly #signatures = new SignatureList();
  #schemas: SchemaTracker;
  #given: MessageSchema | undefined;
  #frames = 0;
  #startNs: bigint | undefined;

  constructor(clock: Clock = systemClock) {
    this.#clock = clock;
    this.#wallMinusMonotonic = clock.wallNs() - clock.monotonicNs();
    this.#schemas = new SchemaTracker(decodeMessage, undefined);
  }

  /**
   * A frame that was sent or came.
   * @param schema set that the sender of this exchange has in mind, where the connection has seen no handshake
   */
  frame(
    from: Party,
    raw: Uint8Array,
    monotonicNs: bigint,
    schema: MessageSchema | undefined,
  ): (MessageEvent | MalformedEvent)[] {
    const packet = this.#packet(monotonicNs);
    const { payloadType, violations } = decodeV2gtpHeader(raw);
    const payload = raw.subarray(v2gtpHeaderLength);
    const found: SessionFinding[] = violations.map(({ rule, detail }) => ({ rule, detail }));
    if (payloadType === undefined || raw.length < v2gtpHeaderLength) {
      return [{ kind: 'malformed', session: 1, from, packet, bytes: raw, findings: found }];
    }
    this.#use(schema);
    const tracked = this.#schemas.decode(payloadType, payload);
    const decoded = tracked?.decoded;
    const broken = decoded?.violations ?? [];
    const body = messageBody(decoded?.value, decoded?.message);
    const turn = this.#exchange.add({ from, name: decoded?.message ?? 'unreadable message', packet, body });
    const signature = tracked && this.#signatures.take(from, tracked.schema, tracked.decoded.value);
    return [
      {
        kind: 'message',
        session: 1,
        index: packet.number,
        from,
        direction: from === 'vehicle' ? 'request' : 'response',
        first: packet,
        last: packet,
        sinceStartNs: packet.timestampNs - (this.#startNs ?? packet.timestampNs),
        deltaNs: turn.deltaNs,
        payloadType,
        schema: tracked?.schema,
        schemaSource: tracked?.source,
        message: decoded?.message,
        value: decoded?.value,
        exi: payload.slice(),
        notes: (decoded?.notes ?? []).map(({ rule }) => rule),
        findings: [
          ...found,
          ...broken.map(({ rule, detail, path, bitOffset }) => ({ rule, detail, path, bitOffset })),
          ...turn.findings,
          ...signatureFindings(signature),
        ],
        signature,
      },
    ];
  }

  malformed(raw: Uint8Array, violations: readonly string[], monotonicNs: bigint): MalformedEvent {
    const findings = violations.map((detail) => ({ rule: 'v2gtp', detail }));
    return { kind: 'malformed', session: 1, from: 'station', packet: this.#packet(monotonicNs), bytes: raw, findings };
  }

  closed(how: 'fin' | 'reset' | 'error', detail: string | undefined, monotonicNs: bigint): ConnectionEvent {
    const words = {
      fin: 'the station closes the connection (FIN)',
      reset: 'the station resets the connection (RST)',
      error: 'the connection is lost',
    };
    const text = detail === undefined ? words[how] : `${words[how]}: ${detail}`;
    const what = how === 'error' ? 'note' : how;
    const packet = { number: this.#frames, timestampNs: monotonicNs + this.#wallMinusMonotonic };
    return { kind: 'connection', session: 1, packet, what, by: 'station', text, findings: [] };
  }

  note(text: string, monotonicNs = this.#clock.monotonicNs()): ConnectionEvent {
    const packet = { number: this.#frames, timestampNs: monotonicNs + this.#wallMinusMonotonic };
    return { kind: 'connection', session: 1, packet, what: 'note', by: undefined, text, findings: [] };
  }

  /** Before a handshake was seen, the set that the user named counts. */
  #use(schema: MessageSchema | undefined): void {
    if (schema === undefined || schema === 'sap' || schema === this.#given || this.#schemas.namespace !== undefined)
      return;
    if (schema !== 'din' && schema !== 'iso2') return;
    this.#given = schema;
    this.#schemas = new SchemaTracker(decodeMessage, schema);
  }

  #packet(monotonicNs: bigint): PacketOrigin {
    const timestampNs = monotonicNs + this.#wallMinusMonotonic;
    this.#startNs ??= timestampNs;
    return { number: ++this.#frames, timestampNs };
  }
}
