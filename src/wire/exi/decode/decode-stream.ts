import { readHeader } from '../exi-header.js';
import type { FieldRange, Note, Violation } from '../findings.js';
import { relaxedDeclaration, type SetGrammar } from '../grammar/set-grammar.js';
import { ValueTable } from '../grammar/value-table.js';
import type { ElementDeclaration } from '../notation/particles.js';
import type { ExiValue } from '../notation/values.js';
import { DecodeContext } from './decode-context.js';
import { decodeElement } from './decode-element.js';
import { decodeUndeclared } from './decode-undeclared.js';
import { readName } from './read-name.js';

/** A stream as decoded: whatever could be read, and every rule that it broke. */
export interface DecodedStream {
  /** Local name of the root element. */
  readonly root: string | undefined;
  readonly value: ExiValue | undefined;
  readonly violations: readonly Violation[];
  readonly notes: readonly Note[];
  readonly ranges?: readonly FieldRange[];
}

export interface DecodeOptions {
  /** Report the bits of every element and attribute. */
  readonly ranges?: boolean;
}

/** Decodes a whole message by interpreting the grammar. Never throws on wire data. */
export function interpretDocument(grammar: SetGrammar, bytes: Uint8Array, options: DecodeOptions = {}): DecodedStream {
  const context = open(grammar, bytes, options);
  if (context.stopped) return close(context, undefined, undefined);
  const start = context.reader.bitOffset;
  const code = context.reader.bits(grammar.documentWidth);
  if (context.failed(start)) return close(context, undefined, undefined);
  const declaration = grammar.documentElements[code];
  if (declaration !== undefined) return close(context, declaration.name, decodeRoot(context, declaration, start));
  if (code > grammar.documentElements.length) {
    context.stop('event-code-undefined', `root code ${code}`, start);
    return close(context, undefined, undefined);
  }
  const name = readName(context);
  if (name === undefined) return close(context, undefined, undefined);
  context.violate('root-unexpected', name.name, start);
  context.path.push(name.name);
  return close(context, name.name, decodeUndeclared(context, name));
}

/** Decodes a fragment: one element of any name of the set, as signatures digest it (EXI 8.5.2). */
export function interpretFragment(grammar: SetGrammar, bytes: Uint8Array, options: DecodeOptions = {}): DecodedStream {
  const context = open(grammar, bytes, options);
  const { reader } = context;
  if (context.stopped) return close(context, undefined, undefined);
  const start = reader.bitOffset;
  const code = reader.bits(grammar.fragmentWidth);
  if (context.failed(start)) return close(context, undefined, undefined);
  const element = grammar.fragmentElements[code];
  if (element === undefined) {
    context.stop('event-code-undefined', `fragment code ${code} of ${grammar.fragmentElements.length}`, start);
    return close(context, undefined, undefined);
  }
  const value = decodeRoot(context, element.declaration ?? relaxedDeclaration(element), start);
  if (!context.stopped) {
    const end = reader.bitOffset;
    const endCode = reader.bits(grammar.fragmentWidth);
    if (!context.failed(end) && endCode !== grammar.fragmentElements.length + 1) {
      context.stop('event-code-undefined', `fragment end expected, code ${endCode}`, end);
    }
  }
  return close(context, element.name, value);
}

function open(grammar: SetGrammar, bytes: Uint8Array, options: DecodeOptions): DecodeContext {
  const context = new DecodeContext(grammar, bytes, options.ranges ?? false);
  const header = readHeader(context.reader, grammar.profile);
  if (context.failed(0)) return context;
  for (const problem of header.problems) context.violate('header-invalid', problem, 0);
  if (!header.readable) context.stopped = true;
  if (header.valueTable) context.values = new ValueTable();
  return context;
}

function decodeRoot(context: DecodeContext, declaration: ElementDeclaration, start: number): ExiValue | undefined {
  if (context.stopped) return undefined;
  context.path.push(declaration.name);
  if (declaration.abstract) context.violate('element-abstract', declaration.name, start);
  const value = decodeElement(context, declaration.type, declaration);
  context.addRange(start);
  context.path.pop();
  return value;
}

function close(context: DecodeContext, root: string | undefined, value: ExiValue | undefined): DecodedStream {
  context.path.length = 0;
  if (!context.stopped) checkTail(context);
  const { violations, notes, ranges } = context;
  return { root, value, violations, notes, ...(ranges === undefined ? {} : { ranges }) };
}

/** What follows the end: padding, perhaps the spare zero octet of OpenV2G descent, and nothing else. */
function checkTail(context: DecodeContext): void {
  const { reader } = context;
  const padding = (8 - (reader.bitOffset & 7)) & 7;
  const at = reader.bitOffset;
  if (reader.bits(padding) !== 0) context.note('padding-not-zero', `${padding} bits`, at);
  const left = reader.bytes.subarray(reader.bitOffset >>> 3);
  if (left.length === 1 && left[0] === 0) context.note('spare-trailing-byte', 'one octet 0x00');
  else if (left.length > 0) context.violate('trailing-bytes', `${left.length} octets`);
}
