import type { AttributeDeclaration, ComplexType } from '../notation/complex-types.js';
import type { AnyType, Group, Particle } from '../notation/particles.js';
import type { SimpleType } from '../notation/simple-types.js';

/** A type with its extensions resolved: what grammars, JSON forms and schemas are derived from. */
export interface TypeShape {
  readonly type: AnyType;
  /** Sorted by local name, then namespace (W3C EXI 1.0 section 8.5.4.1.3.2). */
  readonly attributes: readonly AttributeDeclaration[];
  readonly simple: SimpleType | undefined;
  readonly group: Group | undefined;
  readonly mixed: boolean;
}

export function compareNames(
  a: { readonly name: string; readonly namespace: string },
  b: { readonly name: string; readonly namespace: string },
): number {
  if (a.name !== b.name) return a.name < b.name ? -1 : 1;
  return a.namespace === b.namespace ? 0 : a.namespace < b.namespace ? -1 : 1;
}

export function typeShape(type: AnyType): TypeShape {
  if (type.kind === 'simple') return { type, attributes: [], simple: type, group: undefined, mixed: false };
  const attributes = attributesOf(type);
  const simple = simpleContentOf(type);
  const groups = simple === undefined ? groupsOf(type) : [];
  return {
    type,
    attributes: [...attributes].sort(compareNames),
    simple,
    group: groups.length > 1 ? sequenceOf(groups) : groups[0],
    mixed: isMixed(type),
  };
}

function sequenceOf(particles: readonly Particle[]): Group {
  return { kind: 'sequence', particles, occurs: { minOccurs: 1, maxOccurs: 1 } };
}

function attributesOf(type: ComplexType): readonly AttributeDeclaration[] {
  const inherited = type.parts.extends === undefined ? [] : attributesOf(type.parts.extends);
  return [...inherited, ...(type.parts.attributes ?? [])];
}

function simpleContentOf(type: ComplexType): SimpleType | undefined {
  return (
    type.parts.simpleContent ?? (type.parts.extends === undefined ? undefined : simpleContentOf(type.parts.extends))
  );
}

function isMixed(type: ComplexType): boolean {
  return type.parts.mixed ?? (type.parts.extends === undefined ? false : isMixed(type.parts.extends));
}

/** The content of an extension is the base's content followed by its own. */
function groupsOf(type: ComplexType): readonly Group[] {
  const { parts } = type;
  const inherited = parts.extends === undefined ? [] : groupsOf(parts.extends);
  const occurs = { minOccurs: parts.occurs?.minOccurs ?? 1, maxOccurs: parts.occurs?.maxOccurs ?? 1 };
  if (parts.sequence !== undefined) return [...inherited, { kind: 'sequence', particles: parts.sequence, occurs }];
  if (parts.choice !== undefined) return [...inherited, { kind: 'choice', particles: parts.choice, occurs }];
  return inherited;
}
