import { PlumblineError } from '../base/errors.js';
import type { DecodedStream, DecodeOptions } from '../wire/exi/decode/decode-stream.js';
import type { EncodedStream } from '../wire/exi/encode/encode-stream.js';
import type { EncodeFault } from '../wire/exi/encode/faults.js';
import type { FieldRange, Note, Violation } from '../wire/exi/findings.js';
import type { ExiObject, ExiValue } from '../wire/exi/notation/values.js';
import { type Dialect, dialectsOf } from './dialects.js';
import { setCodec } from './set-codecs.js';
import { messageSets, type SchemaName } from './sets.js';

export type { EncodeFault, FaultKind } from '../wire/exi/encode/faults.js';
export type { FieldRange, Note, NoteRule, Violation, ViolationRule } from '../wire/exi/findings.js';
export type { ExiObject, ExiValue } from '../wire/exi/notation/values.js';
export { type Dialect, dialectName, dialectNames } from './dialects.js';
export { fromJson, type JsonObject, type JsonValue, jsonText, toJson } from './json-form.js';
export { jsonSchemaOf } from './json-schema.js';
export { isSchemaName, type SchemaName, schemaName, schemaNames } from './sets.js';

/** A message as decoded: whatever could be read, every rule that it broke, and peculiarities that break none. */
export interface Decoded {
  readonly schema: SchemaName;
  /** Name of the body element (`SessionSetupReq`), or of the root where there is no envelope. */
  readonly message: string | undefined;
  /** `{ V2G_Message: { Header, Body } }`; undefined when not even the root could be read. */
  readonly value: ExiObject | undefined;
  readonly violations: readonly Violation[];
  /** Such as one spare zero octet at the end, as stacks of OpenV2G descent send it. */
  readonly notes: readonly Note[];
  readonly ranges?: readonly FieldRange[];
  /** The codec whose deviation from the schema was needed to read the message; absent when the schema sufficed. */
  readonly dialect?: Dialect;
}

export interface DecodeMessageOptions extends DecodeOptions {
  /** Read as this codec would write it, whether or not the schema could be kept to. */
  readonly dialect?: Dialect;
}

export interface EncodeOptions {
  /** Write as this codec would. */
  readonly dialect?: Dialect;
}

const noFaults: readonly EncodeFault[] = [];

/**
 * Decodes an EXI message of ISO 15118 (header 0x80, schema-informed, bit-packed, not strict, valuePartitionCapacity 0).
 * Wire data never makes it throw. With `ranges`, the bits of every element and attribute are reported. A message that
 * breaks rules, but is clean in a dialect, is read in that dialect, which is named in `dialect` and in a note.
 */
export function decodeMessage(schema: SchemaName, bytes: Uint8Array, options?: DecodeMessageOptions): Decoded {
  const dialect = options?.dialect;
  if (dialect !== undefined) return inDialect(schema, setCodec(schema, dialect).decode(bytes, options), dialect);
  const stream = setCodec(schema).decode(bytes, options);
  const [violation] = stream.violations;
  if (violation === undefined) return present(schema, stream);
  for (const other of dialectsOf(schema)) {
    const reading = setCodec(schema, other).decode(bytes, options);
    if (reading.violations.length === 0) return inDialect(schema, reading, other, violation);
  }
  return present(schema, stream);
}

function inDialect(schema: SchemaName, stream: DecodedStream, dialect: Dialect, violation?: Violation): Decoded {
  const decoded = present(schema, stream);
  if (!dialectsOf(schema).includes(dialect)) return decoded;
  if (violation === undefined) return { ...decoded, dialect };
  const { path, bitOffset, rule } = violation;
  const detail = `read as ${dialect} writes it; by the schema ${rule} at ${path === '' ? 'the stream' : path}`;
  return { ...decoded, notes: [...decoded.notes, { path, bitOffset, rule: 'dialect', detail }], dialect };
}

/** Decodes an EXI fragment of one element of the set, such as a signed body element or `SignedInfo`. Never throws. */
export function decodeFragment(schema: SchemaName, bytes: Uint8Array, options?: DecodeOptions): Decoded {
  return present(schema, setCodec(schema).decodeFragment(bytes, options));
}

function present(schema: SchemaName, stream: DecodedStream): Decoded {
  const { root, violations, notes, ranges } = stream;
  let value: { [root: string]: ExiValue } | undefined;
  let message = root;
  if (root !== undefined && stream.value !== undefined) {
    // Not { [root]: ... }: a literal with a computed name takes longer than the whole of a small message.
    value = {};
    value[root] = stream.value;
    message = nameBehind(root, stream.value, setCodec(schema).grammar.set.envelope);
  }
  if (ranges === undefined) return { schema, message, value, violations, notes };
  return { schema, message, value, violations, notes, ranges };
}

/** The name of the message that a value holds: its body element, or its root where the set has no envelope. */
export function messageName(schema: SchemaName, value: ExiObject): string | undefined {
  const root = firstName(value);
  return root === undefined ? undefined : nameBehind(root, value[root], setCodec(schema).grammar.set.envelope);
}

function nameBehind(root: string, content: ExiValue | undefined, envelope: readonly string[]): string | undefined {
  if (root !== envelope[0]) return root;
  let inner = content;
  for (let i = 1; i < envelope.length; i++) {
    inner = isObject(inner) ? inner[envelope[i] as string] : undefined;
  }
  return isObject(inner) ? firstName(inner) : undefined;
}

function firstName(object: ExiObject): string | undefined {
  for (const name in object) return name;
  return undefined;
}

/** The names of all messages of a set, in code order: what may stand in the envelope, or every global element. */
export function messageNames(schema: SchemaName): readonly string[] {
  const { grammar } = setCodec(schema);
  const [rootName, ...inner] = messageSets[schema].envelope;
  let names = grammar.documentElements.filter((element) => !element.abstract).map((element) => element.name);
  let type = grammar.documentElements.find((element) => element.name === rootName)?.type;
  for (const name of inner) type = type && grammar.grammarOf(type).children.get(name)?.element.type;
  if (type !== undefined) {
    names = [...grammar.grammarOf(type).children.values()]
      .filter(({ element }) => !element.abstract)
      .map(({ element }) => element.name);
  }
  return names;
}

function isObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/**
 * Encodes a message, breaking exactly the rules that `faults` ask for. Throws MESSAGES-001 when the value breaks a rule
 * of the schema that no fault covers, MESSAGES-004 when a fault has no place in the value. In a dialect, the rules are
 * the dialect's.
 */
export function encodeMessage(
  schema: SchemaName,
  value: ExiObject,
  faults: readonly EncodeFault[] = noFaults,
  options: EncodeOptions = {},
): Uint8Array {
  return demand(setCodec(schema, options.dialect).encode(value, faults));
}

/**
 * Encodes as far as EXI can represent the value: bounds that the value breaks are reported, not enforced, so that what
 * another stack sent can be sent again. `bytes` is undefined only for what has no representation.
 */
export function encodeLeniently(
  schema: SchemaName,
  value: ExiObject,
  faults: readonly EncodeFault[] = noFaults,
  options: EncodeOptions = {},
): EncodedStream {
  return setCodec(schema, options.dialect).encode(value, faults);
}

/** Encodes one element as a fragment, as signatures digest it. Throws MESSAGES-001. */
export function encodeFragment(schema: SchemaName, name: string, value: ExiValue, namespace?: string): Uint8Array {
  return demand(setCodec(schema).encodeFragment(name, value, namespace));
}

function demand(encoded: EncodedStream): Uint8Array {
  const [unused] = encoded.unusedFaults;
  if (unused !== undefined) {
    const path = 'path' in unused ? unused.path : '';
    throw new PlumblineError('MESSAGES-004', { detail: `${unused.kind} at ${path}: the value has no such place` });
  }
  const problem = encoded.impossible[0] ?? encoded.violations[0];
  if (problem !== undefined || encoded.bytes === undefined) {
    throw new PlumblineError('MESSAGES-001', {
      ...(problem === undefined ? {} : { place: problem.path, detail: `${problem.rule}, ${problem.detail}` }),
    });
  }
  return encoded.bytes;
}
