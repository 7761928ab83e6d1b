import { writeHeader } from '../exi-header.js';
import type { Violation } from '../findings.js';
import { relaxedDeclaration, type SetGrammar } from '../grammar/set-grammar.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import { EncodeContext } from './encode-context.js';
import { encodeElement } from './encode-element.js';
import { encodeUndeclared } from './encode-undeclared.js';
import { type EncodeFault, FaultPlan } from './faults.js';

/** What encoding gave: octets unless something has no representation at all, and every rule that the value breaks. */
export interface EncodedStream {
  readonly bytes: Uint8Array | undefined;
  /** Rules that the value breaks although no fault asked for it; the octets carry the breach. */
  readonly violations: readonly Violation[];
  /** What cannot be written in EXI; `bytes` is then undefined. */
  readonly impossible: readonly Violation[];
  /** Faults whose path does not occur in the value. */
  readonly unusedFaults: readonly EncodeFault[];
}

/** Encodes a whole message by interpreting the grammar. `value` holds the root element under its name. */
export function interpretEncodeDocument(
  grammar: SetGrammar,
  value: ExiObject,
  faults: readonly EncodeFault[] = [],
): EncodedStream {
  const context = new EncodeContext(grammar, new FaultPlan(faults));
  const [name, ...others] = Object.keys(value);
  if (name?.startsWith('{') === true && others.length === 0) return undeclaredRoot(context, value[name] ?? '', faults);
  const code = grammar.documentElements.findIndex((element) => element.name === name);
  const declaration = grammar.documentElements[code];
  if (name === undefined || others.length > 0 || declaration === undefined) {
    context.refuse(
      'name-unknown',
      `one root element of ${grammar.set.name} expected, found ${Object.keys(value).join(', ')}`,
    );
    return finish(context, faults);
  }
  context.path.push(name);
  writeHeader(context.writer, grammar.profile);
  const startCode = context.faults.take('event-code', name)?.code ?? code;
  context.writer.bits(grammar.documentWidth, startCode);
  if (declaration.abstract) context.violate('element-abstract', name);
  encodeElement(context, declaration.type, value[name] as ExiValue, declaration);
  context.path.pop();
  return finish(context, faults);
}

/** A root that the set does not declare (8.5.1), in the form that decoding gives it, under its `{namespace}name`. */
function undeclaredRoot(context: EncodeContext, value: ExiValue, faults: readonly EncodeFault[]): EncodedStream {
  const { grammar } = context;
  writeHeader(context.writer, grammar.profile);
  context.writer.bits(grammar.documentWidth, grammar.documentElements.length);
  encodeUndeclared(context, value);
  return finish(context, faults);
}

/**
 * Encodes one element as a fragment, as signatures digest it. `namespace` tells elements of one name apart; without it
 * the first name in code order that is declared is meant.
 */
export function interpretEncodeFragment(
  grammar: SetGrammar,
  name: string,
  value: ExiValue,
  namespace?: string,
): EncodedStream {
  const context = new EncodeContext(grammar, new FaultPlan([]));
  const code = grammar.fragmentElements.findIndex(
    (element) => element.name === name && (namespace === undefined || element.namespace === namespace),
  );
  const element = grammar.fragmentElements[code];
  if (element === undefined) {
    context.refuse('name-unknown', `${grammar.set.name} declares no element ${name}`);
    return finish(context, []);
  }
  context.path.push(name);
  writeHeader(context.writer, grammar.profile);
  context.writer.bits(grammar.fragmentWidth, code);
  context.relaxedFor = element.declarations;
  encodeElement(context, (element.declaration ?? relaxedDeclaration(element)).type, value, element);
  context.writer.bits(grammar.fragmentWidth, grammar.fragmentElements.length + 1);
  return finish(context, []);
}

function finish(context: EncodeContext, faults: readonly EncodeFault[]): EncodedStream {
  const { violations, impossible } = context;
  const bytes = impossible.length > 0 ? undefined : applyStreamFaults(context.writer.toBytes(), faults);
  return { bytes, violations, impossible, unusedFaults: context.faults.unused };
}

function applyStreamFaults(encoded: Uint8Array, faults: readonly EncodeFault[]): Uint8Array {
  let bytes = encoded;
  for (const fault of faults) {
    if (fault.kind === 'header') bytes[0] = fault.byte;
    else if (fault.kind === 'truncate') bytes = bytes.slice(0, fault.octets);
    else if (fault.kind === 'trailing') bytes = Uint8Array.of(...bytes, ...fault.octets);
  }
  return bytes;
}
