import type { AnyType } from '../notation/particles.js';

/** Whether a type is another one or extends it, directly or not. Types are told by name: sets may hold copies. */
export function isDerivedFrom(type: AnyType, base: AnyType): boolean {
  let current: AnyType | undefined = type;
  while (current !== undefined) {
    if (current === base) return true;
    if (current.name !== undefined && current.name === base.name && current.namespace === base.namespace) return true;
    current = current.kind === 'complex' ? current.parts.extends : undefined;
  }
  return false;
}
