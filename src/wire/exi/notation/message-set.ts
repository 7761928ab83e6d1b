import type { ComplexType } from './complex-types.js';
import type { AnyType, ElementDeclaration } from './particles.js';

/**
 * Everything that one EXI schema is made of. Event codes of documents and fragments, and the string table, depend on
 * the whole set, so a set names all its global elements and all named types, used or not.
 */
export interface MessageSet {
  /** Short name: `sap`, `iso2`. */
  readonly name: string;
  /** Target namespaces of all schema documents, included sets too. */
  readonly namespaces: readonly string[];
  /** Global elements, included sets too. */
  readonly elements: readonly ElementDeclaration[];
  /** Named types, included sets too. */
  readonly types: readonly AnyType[];
  /**
   * Types that stand in the place of those that they extend and share the name of (`xs:redefine`): how a profile adds its
   * own elements to a published schema. They shape the XML form; EXI keeps to the published schema.
   */
  readonly redefinitions?: readonly ComplexType[];
  /** Names from the root to the element whose only child is the message; empty when the root is the message. */
  readonly envelope: readonly string[];
}

export interface MessageSetParts {
  readonly namespaces: readonly { readonly uri: string }[];
  readonly elements: readonly ElementDeclaration[];
  readonly types: readonly AnyType[];
  /** Sets that this one imports whole, such as XMLDSig. */
  readonly imports?: readonly MessageSet[];
  readonly redefinitions?: readonly ComplexType[];
  readonly envelope?: readonly string[];
}

/** Names a message set. */
export function messageSet(name: string, parts: MessageSetParts): MessageSet {
  const imports = parts.imports ?? [];
  const unique = <T>(items: readonly T[]): readonly T[] => [...new Set(items)];
  return {
    name,
    namespaces: unique([...parts.namespaces.map((n) => n.uri), ...imports.flatMap((s) => s.namespaces)]),
    elements: unique([...parts.elements, ...imports.flatMap((s) => s.elements)]),
    types: unique([...parts.types, ...imports.flatMap((s) => s.types)]),
    ...(parts.redefinitions === undefined ? {} : { redefinitions: parts.redefinitions }),
    envelope: parts.envelope ?? [],
  };
}
