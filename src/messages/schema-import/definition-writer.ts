import type { Annotations, Note } from './annotations.js';
import { complexTypeSource, typeSource } from './complex-type-writer.js';
import type { Component } from './component-graph.js';
import { keyOf, type QName } from './qname.js';
import type { TypeDefinition } from './schema-model.js';
import { namedSimpleType } from './simple-type-writer.js';
import { printComment, printStatement, quote, type Source } from './source-printer.js';
import type { Words } from './words.js';

/** A constant with its doc comment and, where its values have a shape, their static type under the same name. */
export function writeDefinition(words: Words, component: Component, annotations: Annotations): string {
  const note = annotations.notes?.[component.name.local];
  const constant = words.constant(component.id);
  const source =
    component.kind === 'element' ? element(words, component, note) : typeDefinition(words, component, note);
  const comment = isNamedAsType(words, component) ? undefined : commentOf(note);
  const lines = comment === undefined ? [] : [printComment(comment)];
  lines.push(printStatement(`export const ${constant} = `, source));
  if (!isNamedAsType(words, component) && hasShape(words, component)) {
    words.notation('type Static');
    lines.push(`export type ${constant} = Static<typeof ${constant}>;`);
  }
  return lines.join('\n');
}

/** An element that is named as its type has the type's comment and values, under the type's name. */
function isNamedAsType({ model }: Words, { kind, name }: Component): boolean {
  const type = kind === 'element' ? model.elements.get(keyOf(name))?.type : undefined;
  return type?.kind === 'named' && keyOf(type.name) === keyOf(name);
}

function typeDefinition(words: Words, { kind, name }: Component, note: Note | undefined): Source {
  const types = kind === 'type' ? words.model.types : words.model.redefinitions;
  const type = types.get(keyOf(name)) as TypeDefinition;
  const meta: readonly Source[] = note?.clause === undefined ? [] : [{ object: [['clause', quote(note.clause)]] }];
  if (type.kind === 'simple') return namedSimpleType(words, type, meta);
  return complexTypeSource(words, type, name.ns, meta);
}

function element(words: Words, component: Component, note: Note | undefined): Source {
  const declaration = words.model.elements.get(keyOf(component.name));
  if (declaration === undefined) throw new Error(`${component.id} is not in the model`);
  const { name, type, abstract, substitutes, place } = declaration;
  const options: (readonly [string, Source])[] = [];
  if (abstract) options.push(['abstract', 'true']);
  if (substitutes !== undefined) options.push(['substitutionGroup', words.element(substitutes)]);
  if (note?.clause !== undefined) options.push(['clause', quote(note.clause)]);
  const tail: readonly Source[] = options.length === 0 ? [] : [{ object: options }];
  const args = [quote(name.local), typeSource(words, type, place, name.ns), ...tail];
  return { call: `${words.namespace(name.ns)}.globalElement`, args };
}

function commentOf(note: Note | undefined): string | undefined {
  if (note === undefined) return undefined;
  if (note.clause === undefined) return note.about;
  return note.about === undefined ? `Clause ${note.clause}.` : `${note.about.replace(/\.$/, '')} (${note.clause}).`;
}

/** Objects and enumerations have a type worth a name; a bare number or text has not. */
function hasShape({ model }: Words, { kind, name }: Component): boolean {
  if (kind === 'redefinition') return true;
  if (kind === 'type') return isShape(model.types.get(keyOf(name)));
  const declaration = model.elements.get(keyOf(name));
  if (declaration === undefined || declaration.abstract) return false;
  const type: TypeDefinition | undefined =
    declaration.type.kind === 'anonymous' ? declaration.type.type : namedType(model.types, declaration.type.name);
  return isShape(type);
}

function namedType(types: ReadonlyMap<string, TypeDefinition>, name: QName): TypeDefinition | undefined {
  return types.get(keyOf(name));
}

function isShape(type: TypeDefinition | undefined): boolean {
  if (type?.kind === 'complex') return true;
  return type?.variety.kind === 'restriction' && type.variety.facets.enumeration !== undefined;
}
