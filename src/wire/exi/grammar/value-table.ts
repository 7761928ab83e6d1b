import { bitsFor } from './datatype.js';

/** The owner of a string value: the element or attribute that carries it. */
export interface ValueOwner {
  readonly namespace: string;
  readonly name: string;
}

interface Partition {
  readonly values: string[];
  readonly ids: Map<string, number>;
}

/** The string values of one stream, each for its owner and all together (W3C EXI 1.0 section 7.3.3, no bounds). */
export class ValueTable {
  private readonly all: Partition = { values: [], ids: new Map() };
  private readonly byOwner = new Map<string, Partition>();

  /** How a value that occurred before is written; undefined: it did not. */
  find(owner: ValueOwner, value: string): { readonly kind: 'local' | 'global'; readonly id: number } | undefined {
    const local = this.byOwner.get(keyOf(owner))?.ids.get(value);
    if (local !== undefined) return { kind: 'local', id: local };
    const global = this.all.ids.get(value);
    return global === undefined ? undefined : { kind: 'global', id: global };
  }

  /** Bits of an identifier. */
  bits(owner: ValueOwner, kind: 'local' | 'global'): number {
    return bitsFor(this.values(owner, kind).length);
  }

  value(owner: ValueOwner, kind: 'local' | 'global', id: number): string | undefined {
    return this.values(owner, kind)[id];
  }

  /** A literal enters both partitions; the empty string never does. */
  add(owner: ValueOwner, value: string): void {
    if (value === '') return;
    const key = keyOf(owner);
    let local = this.byOwner.get(key);
    if (local === undefined) {
      local = { values: [], ids: new Map() };
      this.byOwner.set(key, local);
    }
    put(local, value);
    put(this.all, value);
  }

  private values(owner: ValueOwner, kind: 'local' | 'global'): readonly string[] {
    return kind === 'global' ? this.all.values : (this.byOwner.get(keyOf(owner))?.values ?? []);
  }
}

/** A stream that writes a known value as a literal again gives it a second identifier; the first one is used. */
function put({ values, ids }: Partition, value: string): void {
  if (!ids.has(value)) ids.set(value, values.length);
  values.push(value);
}

function keyOf({ namespace, name }: ValueOwner): string {
  return `${namespace} ${name}`;
}
