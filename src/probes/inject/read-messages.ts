import { PlumblineError } from '../../base/errors.js';
import {
  decodeMessage,
  type ExiObject,
  encodeMessage,
  fromJson,
  isSchemaName,
  messageName,
  messageNames,
} from '../../messages/codec.js';
import { decodeV2gtpHeader, payloadTypes, v2gtpHeaderLength } from '../../wire/v2gtp.js';
import type { MessageSchema } from '../session-reader/message-decoder.js';
import { schemaOfPayloadType } from '../session-reader/payload-schemas.js';
import type { InjectedMessage } from './injected-message.js';

const iso20Sets = ['iso20.cm', 'iso20.ac', 'iso20.dc', 'iso20.wpt', 'iso20.acdp'] as const;

/** Usual payload type of each message set. */
const payloadTypeOf: Readonly<Record<MessageSchema, number>> = {
  sap: payloadTypes.sap,
  din: payloadTypes.exi,
  iso2: payloadTypes.exi,
  'iso20.cm': payloadTypes.iso20Main,
  'iso20.ac': payloadTypes.iso20Ac,
  'iso20.dc': payloadTypes.iso20Dc,
  'iso20.wpt': payloadTypes.iso20Wpt,
  'iso20.acdp': payloadTypes.iso20Acdp,
};

/** Messages of which the standard knows no other place than their own stream. */
const ownStreams: Readonly<Record<string, number>> = {
  ACDP_SystemStatusReq: payloadTypes.iso20AcdpSystemStatus,
  ACDP_SystemStatusRes: payloadTypes.iso20AcdpSystemStatus,
};

/**
 * Messages as JSON: one value, a list of them, or values with their set beside (`{"schema":"din","value":{...}}`, also
 * `json` in place of `value`, and `payloadType` for another than the usual one: `"0x8102"`).
 * @param schema set of values that do not name theirs
 * @throws PlumblineError PROBES-020 for what is no message, MESSAGES-* for a value that does not fit its set
 */
export function messagesOfJson(json: unknown, schema: MessageSchema | undefined): InjectedMessage[] {
  const entries: unknown[] = Array.isArray(json) ? json : [json];
  return entries.map((entry, index) => {
    if (!isObject(entry)) throw refused(index, 'a JSON object is expected');
    const own: unknown = Reflect.get(entry, 'schema');
    const value: unknown = own === undefined ? entry : (Reflect.get(entry, 'value') ?? Reflect.get(entry, 'json'));
    const payloadType = own === undefined ? undefined : checkedPayloadType(Reflect.get(entry, 'payloadType'), index);
    const set = checkedSchema(own, index) ?? schema ?? schemaOfValue(value);
    if (set === undefined) throw refused(index, 'no message set has this element; give --schema');
    const object = fromJson(set, value);
    const message = built(index, set, encodeMessage(set, object), undefined, messageName(set, object));
    return payloadType === undefined ? message : { ...message, payloadType };
  });
}

/**
 * One message in octets: a V2GTP frame (it starts with 01 FE) or an EXI stream.
 * @throws PlumblineError PROBES-020 for an EXI stream whose set cannot be told
 */
export function messageOfOctets(octets: Uint8Array, schema: MessageSchema | undefined): InjectedMessage {
  if (octets[0] === 0x01 && octets[1] === 0xfe) return frameMessage(octets, schema);
  const set = schema ?? cleanSet(octets);
  if (set === undefined) {
    throw refused(0, 'several message sets, or none, read these octets; give --schema');
  }
  return built(0, set, octets, undefined, decodeMessage(set, octets).message);
}

/**
 * The vehicle's messages of a transcript: lines of number, direction, payload type, schema, message and hexadecimal EXI
 * with tabulators between them. Requests are the vehicle's, whatever the direction says.
 * @throws PlumblineError PROBES-020 with the line that cannot be read
 */
export function messagesOfTranscript(text: string): InjectedMessage[] {
  const messages: InjectedMessage[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const [, , type = '', schema = '', message = '', exi = ''] = line.split('\t');
    if (message.endsWith('Res')) continue;
    const payloadType = Number(type);
    if (!isSessionSchema(schema) || !Number.isInteger(payloadType) || !/^([0-9a-f]{2})+$/i.test(exi)) {
      throw new PlumblineError('PROBES-020', { detail: `line ${index + 1} of the transcript` });
    }
    const payload = new Uint8Array(Buffer.from(exi, 'hex'));
    messages.push({ ...built(messages.length, schema, payload, undefined, message), payloadType });
  }
  return messages;
}

/** True where the text has the columns of a transcript. */
export function looksLikeTranscript(text: string): boolean {
  const [line = ''] = text.split('\n').filter((candidate) => candidate.trim() !== '' && !candidate.startsWith('#'));
  return /^\d+\t[<>]\t0x[0-9a-f]+\t[\w.]+\t\w*\t/i.test(line);
}

function frameMessage(frame: Uint8Array, schema: MessageSchema | undefined): InjectedMessage {
  const { payloadType = payloadTypes.exi } = decodeV2gtpHeader(frame);
  const payload = frame.slice(v2gtpHeaderLength);
  const set = schemaOfPayloadType(payloadType) ?? schema ?? cleanSet(payload);
  const message = set === undefined ? undefined : decodeMessage(set, payload).message;
  return { number: 1, payloadType, payload, schema: set, message, frame, sinceNs: undefined };
}

function built(
  index: number,
  schema: MessageSchema,
  payload: Uint8Array,
  sinceNs: bigint | undefined,
  message: string | undefined,
): InjectedMessage {
  const payloadType = ownStreams[message ?? ''] ?? payloadTypeOf[schema];
  return { number: index + 1, payloadType, payload, schema, message, frame: undefined, sinceNs };
}

/** The only set that reads the octets without a broken rule; DIN and -2 share a number and often both do. */
function cleanSet(octets: Uint8Array): MessageSchema | undefined {
  const sets = (['sap', 'din', 'iso2'] as const).filter((set) => {
    const { message, violations } = decodeMessage(set, octets);
    return message !== undefined && violations.length === 0;
  });
  return sets.length === 1 ? sets[0] : undefined;
}

/** The set of a value by its root element; a V2G_Message is taken for ISO 15118-2. */
function schemaOfValue(value: unknown): MessageSchema | undefined {
  const [root] = isObject(value) ? Object.keys(value) : [];
  if (root === 'V2G_Message') return 'iso2';
  const sets = (['sap', ...iso20Sets] as const).filter((set) => messageNames(set).includes(root ?? ''));
  // Types of the common set stand in the others too.
  return sets[0];
}

function checkedSchema(given: unknown, index: number): MessageSchema | undefined {
  if (given === undefined) return undefined;
  if (typeof given === 'string' && isSessionSchema(given)) return given;
  throw refused(index, `there is no message set ${JSON.stringify(given)}`);
}

function checkedPayloadType(given: unknown, index: number): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  if (Number.isInteger(number) && number >= 0 && number <= 0xffff) return number;
  throw refused(index, `there is no payload type ${JSON.stringify(given)}`);
}

function isSessionSchema(name: string): name is MessageSchema {
  return isSchemaName(name) && name !== 'xmldsig';
}

function isObject(value: unknown): value is ExiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(index: number, detail: string): PlumblineError {
  return new PlumblineError('PROBES-020', { place: `message ${index + 1}`, detail });
}
