import type { AnyType, ElementDeclaration } from '../wire/exi/notation.js';

/** The global elements and named types among the constants that some modules export. */
export function definitionsIn(...modules: readonly object[]): {
  readonly elements: readonly ElementDeclaration[];
  readonly types: readonly AnyType[];
} {
  const elements: ElementDeclaration[] = [];
  const types: AnyType[] = [];
  for (const module of modules) {
    for (const value of Object.values(module) as readonly (ElementDeclaration | AnyType)[]) {
      if (value.kind === 'element') elements.push(value);
      else types.push(value);
    }
  }
  return { elements, types };
}
