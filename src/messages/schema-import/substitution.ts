import { keyOf, type QName } from './qname.js';
import type { ElementDeclaration, SchemaModel } from './schema-model.js';

/**
 * The elements that may stand in the place of `head`, also through several steps, without the head itself and without
 * abstract ones; sorted by local name, then namespace, which is the order of their EXI event codes.
 */
export function membersOf(model: SchemaModel, head: QName): readonly ElementDeclaration[] {
  const members: ElementDeclaration[] = [];
  const collect = (of: string): void => {
    for (const element of model.elements.values()) {
      if (element.substitutes === undefined || keyOf(element.substitutes) !== of) continue;
      if (!element.abstract) members.push(element);
      collect(keyOf(element.name));
    }
  };
  collect(keyOf(head));
  return members.sort((a, b) => compare(a.name.local, b.name.local) || compare(a.name.ns, b.name.ns));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
