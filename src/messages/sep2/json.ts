import { PlumblineError } from '../../base/errors.js';
import { SetGrammar } from '../../wire/exi/grammar/set-grammar.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isPlainObject, JsonReader } from '../json-reader.js';
import { type JsonSchema, messageJsonSchema } from '../json-schema.js';
import { type JsonObject, jsonObject } from '../json-writer.js';
import { sep2Stream } from './exi-form.js';
import { redefinedSet } from './redefined-set.js';
import { sep2Sets } from './sep2-sets.js';

let grammars: { readonly published: SetGrammar; readonly draft: SetGrammar } | undefined;

/** Types of JSON members: of the published schema with CSIP-AUS 1.3 (which contains 1.2), or of the draft. */
function grammarOf(dialect: 'published' | 'draft'): SetGrammar {
  grammars ??= {
    published: new SetGrammar(redefinedSet(sep2Sets.published.csipAus13), {}, sep2Stream),
    draft: new SetGrammar(sep2Sets.draft, {}, sep2Stream),
  };
  return grammars[dialect];
}

/** The JSON form of a resource, `{ DERControl: { ... } }`: hexBinary as hex, integers beyond 2^53 as text of digits. */
export function sep2ToJson(
  resource: string,
  value: ExiObject,
  dialect: 'published' | 'draft' = 'published',
): JsonObject {
  return jsonObject(grammarOf(dialect), { [resource]: value });
}

/**
 * Reads the JSON form.
 *
 * @throws {PlumblineError} MESSAGES-001 with the place of the first value that has no place or the wrong kind
 */
export function sep2FromJson(
  json: unknown,
  dialect: 'published' | 'draft' = 'published',
): { readonly resource: string; readonly value: ExiObject } {
  const [resource, ...others] = isPlainObject(json) ? Object.keys(json) : [];
  if (!isPlainObject(json) || resource === undefined || others.length > 0) {
    throw new PlumblineError('MESSAGES-001', { detail: 'a JSON object with one resource is expected' });
  }
  const value = new JsonReader(grammarOf(dialect)).root(json)[resource];
  return { resource, value: isPlainObject(value) ? (value as ExiObject) : { value: value ?? '' } };
}

/** The JSON Schema (2020-12) of the JSON form of a resource. @throws {PlumblineError} MESSAGES-003 */
export function sep2JsonSchema(resource: string): JsonSchema {
  return messageJsonSchema(grammarOf('published').set, resource, { derivedTypes: true });
}

/** The names of all resources (global elements), CSIP-AUS included, sorted. */
export function sep2Resources(): readonly string[] {
  return [...new Set(sep2Sets.published.csipAus13.elements.map(({ name }) => name))].sort();
}
