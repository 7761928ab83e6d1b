import type { Leaf } from '../exi/grammar/content-model.js';
import type { XmlType } from './set-xml.js';

/** Where in a content model one is, and what was passed over on the way. */
export class ContentPlace {
  skipped: string[] = [];
  private readonly type: XmlType;
  private leaf: Leaf | undefined;
  private count = 0;

  constructor(type: XmlType) {
    this.type = type;
  }

  /** Steps to an element; the rule that it breaks by standing here, apart from what it `skipped`. */
  take(target: Leaf): 'element-misplaced' | 'element-repeated' | undefined {
    if (this.skipped.length > 0) this.skipped = [];
    const skipped: string[] = [];
    const { leaf } = this;
    if (leaf === target && this.count < leaf.max) {
      this.count++;
      return undefined;
    }
    if (leaf !== undefined && this.count < leaf.min && leaf !== target) skipped.push(nameOf(leaf));
    let from = leaf;
    // Each turn passes over one required element, so there are no more turns than leaves.
    while (!this.next(from).has(target)) {
      const required = this.last(from);
      if (required === undefined || required.order >= target.order) {
        return target === leaf ? 'element-repeated' : 'element-misplaced';
      }
      skipped.push(nameOf(required));
      from = required;
    }
    this.leaf = target;
    this.count = 1;
    if (skipped.length > 0) this.skipped = skipped;
    return undefined;
  }

  /** Names of what is missing at the end. */
  end(): readonly string[] {
    const missing: string[] = [];
    let from = this.leaf;
    if (from !== undefined && this.count < from.min) missing.push(nameOf(from));
    while (!(from === undefined ? (this.type.model?.nullable ?? true) : from.last)) {
      const required = this.last(from);
      if (required === undefined || (from !== undefined && required.order <= from.order)) break;
      missing.push(nameOf(required));
      from = required;
    }
    return missing;
  }

  private next(from: Leaf | undefined): ReadonlySet<Leaf> {
    return from === undefined ? this.type.first : from.follow;
  }

  /** What may come next at the latest: in a sequence, the next required element. */
  private last(from: Leaf | undefined): Leaf | undefined {
    let latest: Leaf | undefined;
    for (const leaf of this.next(from)) if (latest === undefined || leaf.order > latest.order) latest = leaf;
    return latest;
  }
}

function nameOf({ particle }: Leaf): string {
  return particle.kind === 'any' ? 'an element' : particle.element.name;
}
