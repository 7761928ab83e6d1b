import { PlumblineError } from '../../base/errors.js';
import type { SchemaFile } from './schema-files.js';
import type { TypeReference } from './schema-model.js';
import { placeOf, resolveName, type XsdNode } from './xsd-node.js';

/** What the readers of single constructs need to know about the file, and the named groups of the whole schema. */
export interface FileContext {
  readonly namespace: string;
  readonly elementsQualified: boolean;
  readonly attributesQualified: boolean;
  /** Named model groups and attribute groups of all files, with the context of the file that defines them. */
  readonly groups: ReadonlyMap<string, { readonly node: XsdNode; readonly context: FileContext }>;
  readonly attributeGroups: ReadonlyMap<string, { readonly node: XsdNode; readonly context: FileContext }>;
}

/** The context of a file's root element; the group maps are shared by all files and filled by the caller. */
export function contextOf(file: SchemaFile, shared: Pick<FileContext, 'groups' | 'attributeGroups'>): FileContext {
  return {
    namespace: file.namespace,
    elementsQualified: file.root.attributes.get('elementFormDefault') === 'qualified',
    attributesQualified: file.root.attributes.get('attributeFormDefault') === 'qualified',
    groups: shared.groups,
    attributeGroups: shared.attributeGroups,
  };
}

/** A boolean attribute; absent is false. */
export function flag(node: XsdNode, name: string): boolean {
  const text = node.attributes.get(name);
  return text === 'true' || text === '1';
}

/** An attribute that must be there. @throws {PlumblineError} MESSAGES-016 when it is missing */
export function required(node: XsdNode, name: string): string {
  const text = node.attributes.get(name);
  if (text === undefined) throw unknown(node, `<${node.name}> without "${name}"`);
  return text;
}

export function named(node: XsdNode, attribute: string, context: FileContext): TypeReference {
  return { kind: 'named', name: resolveName(node, required(node, attribute), context.namespace) };
}

export function unknown(node: XsdNode, detail = `<${node.name}>`): PlumblineError {
  return new PlumblineError('MESSAGES-016', { place: placeOf(node), detail });
}
