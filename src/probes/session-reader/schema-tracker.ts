import { payloadTypes } from '../../wire/v2gtp.js';
import type { DecodedMessage, MessageDecoder, MessageSchema } from './message-decoder.js';
import { schemaOfPayloadType } from './payload-schemas.js';
import type { SchemaSource } from './session-event.js';
import { textAt, valueAt } from './value-path.js';

export interface TrackedDecode {
  readonly schema: MessageSchema;
  readonly source: SchemaSource;
  readonly decoded: DecodedMessage;
}

/** Namespaces that the handshake names; -20 sets are told apart by the payload type. */
const namespaces: Readonly<Record<string, MessageSchema>> = {
  'urn:din:70121:2012:MsgDef': 'din',
  'urn:iso:15118:2:2013:MsgDef': 'iso2',
};

const guessable: readonly MessageSchema[] = ['sap', 'iso2', 'din'];

/**
 * Finds the schema of each message of one connection. It follows from the handshake (namespace offered in
 * supportedAppProtocolReq, SchemaID chosen in the response) or, for -20, from the payload type. It is guessed only where
 * the handshake is not in the capture or settled on a namespace that is not known, and then `source` says so.
 */
export class SchemaTracker {
  readonly #decode: MessageDecoder;
  readonly #given: MessageSchema | undefined;
  #offered = new Map<number, string>();
  #namespace: string | undefined;
  #handshakeSeen = false;
  /** Violations so far under each guess. */
  readonly #score = new Map<MessageSchema, number>();

  constructor(decode: MessageDecoder, given: MessageSchema | undefined) {
    this.#decode = decode;
    this.#given = given;
  }

  /** Namespace that the handshake settled on. */
  get namespace(): string | undefined {
    return this.#namespace;
  }

  /** Namespaces that the vehicle offered. */
  get offered(): readonly string[] {
    return [...this.#offered.values()];
  }

  /** Decodes one payload; undefined where the payload type carries no EXI that is known. */
  decode(payloadType: number, payload: Uint8Array): TrackedDecode | undefined {
    const fixed = schemaOfPayloadType(payloadType);
    if (fixed !== undefined) return this.#as(fixed, 'payload-type', payload);
    if (payloadType !== payloadTypes.exi) return undefined;
    const settled = this.#namespace === undefined ? undefined : namespaces[this.#namespace];
    // In -20 the number 0x8001 stays with the handshake.
    if (this.#namespace?.startsWith('urn:iso:std:iso:15118:-20:')) return this.#handshake(payload);
    if (this.#given !== undefined && this.#handshakeSeen) return this.#as(this.#given, 'given', payload);
    if (settled !== undefined) return this.#as(settled, 'handshake', payload);
    if (this.#namespace !== undefined) return this.#guess(payload);
    return this.#beforeHandshake(payload);
  }

  /** Nothing is settled: the first message of a connection is the handshake, unless the capture starts later. */
  #beforeHandshake(payload: Uint8Array): TrackedDecode {
    const handshake = this.#handshake(payload);
    if (handshake.decoded.message !== undefined && handshake.decoded.violations.length === 0) return handshake;
    if (this.#given !== undefined) return this.#as(this.#given, 'given', payload);
    const guess = this.#guess(payload);
    return guess.decoded.violations.length < handshake.decoded.violations.length ||
      handshake.decoded.message === undefined
      ? guess
      : handshake;
  }

  #handshake(payload: Uint8Array): TrackedDecode {
    const tracked = this.#as('sap', 'handshake', payload);
    const { message, value, violations } = tracked.decoded;
    if (violations.length > 0) return tracked;
    if (message === 'supportedAppProtocolReq') {
      this.#handshakeSeen = true;
      this.#offered = offeredProtocols(value);
    } else if (message === 'supportedAppProtocolRes') {
      const code = textAt(value, message, 'ResponseCode');
      const id = valueAt(value, message, 'SchemaID');
      if (code?.startsWith('OK') && typeof id === 'number') this.#namespace = this.#offered.get(id);
    }
    return tracked;
  }

  #guess(payload: Uint8Array): TrackedDecode {
    const candidates = guessable
      .filter((schema) => schema !== 'sap' || !this.#handshakeSeen)
      .map((schema) => this.#as(schema, 'guess', payload));
    for (const { schema, decoded } of candidates) {
      const penalty = decoded.violations.length + (decoded.message === undefined ? 10 : 0);
      this.#score.set(schema, (this.#score.get(schema) ?? 0) + penalty);
    }
    const scoreOf = ({ schema }: TrackedDecode): number => this.#score.get(schema) ?? 0;
    return candidates.reduce((best, next) => (scoreOf(next) < scoreOf(best) ? next : best));
  }

  #as(schema: MessageSchema, source: SchemaSource, payload: Uint8Array): TrackedDecode {
    return { schema, source, decoded: this.#decode(schema, payload) };
  }
}

function offeredProtocols(value: unknown): Map<number, string> {
  const list = valueAt(value, 'supportedAppProtocolReq', 'AppProtocol');
  const offered = new Map<number, string>();
  for (const entry of Array.isArray(list) ? list : []) {
    const id = valueAt(entry, 'SchemaID');
    const namespace = textAt(entry, 'ProtocolNamespace');
    if (typeof id === 'number' && namespace !== undefined) offered.set(id, namespace);
  }
  return offered;
}
