import type { QName } from './qname.js';

/** A schema with all references resolved by name: what the notation writer and the tests look at. */
export interface SchemaModel {
  /** Namespaces that the files define, sorted by code point. */
  readonly namespaces: readonly string[];
  /** Whether local elements and attributes of a namespace carry it (elementFormDefault, attributeFormDefault). */
  readonly forms: ReadonlyMap<string, Forms>;
  /** The files read, roots first, as given or found. */
  readonly files: readonly string[];
  /** Global elements by key, in the order of the files. */
  readonly elements: ReadonlyMap<string, ElementDeclaration>;
  /** Named types by key, in the order of the files. */
  readonly types: ReadonlyMap<string, TypeDefinition>;
  /** What `redefine` makes of named types, by key: each extends the type of its own name. */
  readonly redefinitions: ReadonlyMap<string, ComplexType>;
  /** Global attributes by key. */
  readonly attributes: ReadonlyMap<string, AttributeDeclaration>;
}

export interface Forms {
  readonly elementsQualified: boolean;
  readonly attributesQualified: boolean;
}

export interface ElementDeclaration {
  readonly name: QName;
  readonly type: TypeReference;
  readonly abstract: boolean;
  readonly nillable: boolean;
  /** Head of the substitution group that this global element belongs to. */
  readonly substitutes?: QName;
  readonly place: string;
}

export interface AttributeDeclaration {
  readonly name: QName;
  readonly type: TypeReference;
  readonly place: string;
}

/** A type by name (of the schema or built in) or written in place. */
export type TypeReference =
  | { readonly kind: 'named'; readonly name: QName }
  | { readonly kind: 'anonymous'; readonly type: TypeDefinition };

export type TypeDefinition = SimpleType | ComplexType;

export interface SimpleType {
  readonly kind: 'simple';
  readonly name?: QName;
  readonly variety: SimpleVariety;
  readonly place: string;
}

export type SimpleVariety =
  | { readonly kind: 'restriction'; readonly base: TypeReference; readonly facets: Facets }
  | { readonly kind: 'list'; readonly item: TypeReference }
  | { readonly kind: 'union'; readonly members: readonly TypeReference[] };

/** Bounds of a simple type, as the schema writes them; numbers stay text because they can exceed what a number holds. */
export interface Facets {
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
  readonly enumeration?: readonly string[];
  readonly patterns?: readonly string[];
  readonly whiteSpace?: string;
}

export interface ComplexType {
  readonly kind: 'complex';
  readonly name?: QName;
  readonly abstract: boolean;
  readonly mixed: boolean;
  readonly derivation?: { readonly method: 'extension' | 'restriction'; readonly base: QName };
  /** What this type says itself; of an extension only what it adds. */
  readonly content: ComplexContent;
  readonly attributes: readonly AttributeUse[];
  readonly anyAttribute?: Wildcard;
  readonly place: string;
}

export type ComplexContent =
  | { readonly kind: 'empty' }
  | { readonly kind: 'simple'; readonly type: TypeReference }
  | { readonly kind: 'particle'; readonly particle: Particle };

export interface AttributeUse {
  readonly name: QName;
  /** Undefined when the use refers to a global attribute, which then has the type. */
  readonly type: TypeReference | undefined;
  readonly required: boolean;
  readonly prohibited: boolean;
}

export interface Particle {
  readonly min: number;
  readonly max: number | 'unbounded';
  readonly term: ParticleTerm;
}

export type ParticleTerm =
  | { readonly kind: 'element'; readonly name: QName; readonly type: TypeReference; readonly nillable: boolean }
  | { readonly kind: 'element-reference'; readonly name: QName }
  | { readonly kind: 'sequence' | 'choice' | 'all'; readonly particles: readonly Particle[] }
  | { readonly kind: 'any'; readonly wildcard: Wildcard; readonly processContents: string };

/** Namespaces that a wildcard admits. */
export type Wildcard =
  | { readonly kind: 'any' }
  | { readonly kind: 'other'; readonly than: string }
  | { readonly kind: 'these'; readonly namespaces: readonly string[] };
