import { PlumblineError } from '../../../base/errors.js';
import {
  type ExiObject,
  encodeLeniently,
  fromJson,
  type JsonObject,
  type JsonValue,
  type SchemaName,
  toJson,
} from '../../../messages/codec.js';
import { suiteOfKey, suitesOf } from '../../../messages/signature/algorithms.js';
import { signMessage } from '../../../messages/signature/sign-elements.js';
import { signatureIn } from '../../../messages/signature/signed-element.js';
import { signedParts } from '../../../messages/signature/signed-parts.js';
import { fieldAt, openMessage, setField } from './field-path.js';
import type { SignerKey } from './signer-key.js';

/** What became of a change: a payload, or why there is none. */
export type Changed =
  | { readonly kind: 'changed'; readonly value: ExiObject; readonly payload: Uint8Array; readonly words: string }
  /** It says already what the rule wants: it goes on as it came. */
  | { readonly kind: 'same' }
  | { readonly kind: 'impossible'; readonly why: string };

export interface ChangeContext {
  readonly schema: SchemaName;
  readonly keys: readonly SignerKey[];
  readonly resign: boolean;
}

/** Sets fields of a message by their paths; null takes one away. */
export function changeFields(
  context: ChangeContext,
  value: ExiObject,
  fields: Readonly<Record<string, unknown>>,
): Changed {
  const opened = openMessage(toJson(context.schema, value));
  if (opened === undefined) return { kind: 'impossible', why: 'the message has no body' };
  const words: string[] = [];
  for (const [path, wanted] of Object.entries(fields)) {
    const before = fieldAt(opened, path);
    if (wanted !== null && JSON.stringify(before) === JSON.stringify(wanted)) continue;
    const problem = setField(opened, path, wanted as JsonValue | null);
    if (problem !== undefined) return { kind: 'impossible', why: problem };
    words.push(`${path} ${shown(before)} -> ${shown(wanted as JsonValue | null)}`);
  }
  if (words.length === 0) return { kind: 'same' };
  return encoded(context, opened.whole, words.join(', '));
}

/** Another body in the envelope of a message; its header stays. @param name undefined: the body element that it has */
export function changeBody(
  context: ChangeContext,
  value: ExiObject,
  name: string | undefined,
  content: unknown,
): Changed {
  const json = toJson(context.schema, value);
  const [root = ''] = Object.keys(json);
  if (root === 'V2G_Message') {
    const envelope = json[root] as JsonObject;
    const [old = ''] = Object.keys((envelope['Body'] as JsonObject | undefined) ?? {});
    const body = { [name ?? old]: content as JsonValue };
    return encoded(context, { [root]: { ...envelope, Body: body } }, `body ${old} -> ${name ?? old}`);
  }
  const header = (json[root] as JsonObject | undefined)?.['Header'];
  const whole = { ...(header === undefined ? {} : { Header: header }), ...(content as JsonObject) };
  return encoded(context, { [name ?? root]: whole }, `body ${root} -> ${name ?? root}`);
}

/** Encodes as far as EXI can represent it, so that a rule can break bounds too. */
function encoded(context: ChangeContext, json: JsonObject, words: string): Changed {
  try {
    const { value, note } = signed(context, fromJson(context.schema, json));
    const { bytes, impossible } = encodeLeniently(context.schema, value);
    if (bytes !== undefined) return { kind: 'changed', value, payload: bytes, words: `${words}${note}` };
    const [problem] = impossible;
    const why = problem === undefined ? 'it has no representation in EXI' : `${problem.path}: ${problem.detail}`;
    return { kind: 'impossible', why };
  } catch (error) {
    if (!(error instanceof PlumblineError)) throw error;
    return { kind: 'impossible', why: error.message };
  }
}

/** A message that was signed is signed anew where there is a key; else the old signature stays, and is wrong. */
function signed(context: ChangeContext, value: ExiObject): { readonly value: ExiObject; readonly note: string } {
  if (signatureIn(value) === undefined) return { value, note: '' };
  const suites = suitesOf(context.schema);
  const signer = signedParts(context.schema, value)?.signer;
  const key = context.keys.find(
    (candidate) => candidate.signer === signer && suites.some((suite) => suite === suiteOfKey(candidate.key)),
  )?.key;
  const suite = key === undefined ? undefined : suiteOfKey(key);
  if (!context.resign || key === undefined || suite === undefined) return { value, note: ', signature kept' };
  return { value: signMessage({ schema: context.schema, message: value, key, suite }), note: ', signed anew' };
}

function shown(value: JsonValue | null | undefined): string {
  if (value === undefined) return '(absent)';
  if (value === null) return '(taken away)';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}
