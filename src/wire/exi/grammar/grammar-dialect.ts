import type { ComplexType } from '../notation/complex-types.js';
import type { AnyType } from '../notation/particles.js';

/** Where the grammar by which a codec writes messages differs from the one that the schema gives. */
export interface GrammarDialect {
  /** Content of named types, by local name. */
  readonly types?: Readonly<Record<string, (type: ComplexType) => ComplexType>>;
  /** Pairs of global elements that bear each other's document event code. */
  readonly exchangedRoots?: readonly (readonly [string, string])[];
}

/** The type as the dialect has it. */
export function typeInDialect(type: AnyType, { types = {} }: GrammarDialect): AnyType {
  const change = type.name !== undefined && Object.hasOwn(types, type.name) ? types[type.name] : undefined;
  return change === undefined || type.kind === 'simple' ? type : change(type);
}
