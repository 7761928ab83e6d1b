import { PlumblineError } from '../base/errors.js';
import type { ExiObject } from '../wire/exi/notation/values.js';
import { isPlainObject, JsonReader } from './json-reader.js';
import { type JsonObject, jsonLine, jsonObject } from './json-writer.js';
import { setCodec } from './set-codecs.js';
import type { SchemaName } from './sets.js';

export type { JsonObject, JsonValue } from './json-writer.js';

/**
 * The JSON form of a value: hexBinary as upper-case hex, base64Binary as base64, integers beyond 2^53 as strings of
 * decimal digits, since no JSON parser is bound to keep more of a number (RFC 7493, I-JSON, section 2.2).
 */
export function toJson(schema: SchemaName, value: ExiObject): JsonObject {
  return jsonObject(setCodec(schema).grammar, value);
}

/** The text of the same JSON on one line. */
export function jsonText(schema: SchemaName, value: ExiObject): string {
  return jsonLine(setCodec(schema).grammar, value);
}

/** Reads the JSON form. Throws MESSAGES-001 with the place of the first value that has no place or the wrong kind. */
export function fromJson(schema: SchemaName, json: unknown): ExiObject {
  if (!isPlainObject(json)) throw new PlumblineError('MESSAGES-001', { detail: 'a JSON object is expected' });
  return new JsonReader(setCodec(schema).grammar).root(json);
}
