import type { Datatype } from '../grammar/datatype.js';
import type { AnyType } from '../notation/particles.js';

type Enumeration = Extract<Datatype, { kind: 'enumeration' }>;

/** Numbers under which generated code refers to types and to the words of enumerations. */
export class TypeTable {
  readonly types: AnyType[] = [];
  readonly words: (readonly string[])[] = [];
  readonly codes: ReadonlyMap<string, number>[] = [];
  private readonly typeIndexes = new Map<AnyType, number>();
  private readonly added: (type: AnyType, index: number) => void;

  /** `added` hears of each new type, so that a function that compiles it on first call can be put there. */
  constructor(added: (type: AnyType, index: number) => void) {
    this.added = added;
  }

  index(type: AnyType): number {
    let index = this.typeIndexes.get(type);
    if (index === undefined) {
      index = this.types.length;
      this.types.push(type);
      this.typeIndexes.set(type, index);
      this.added(type, index);
    }
    return index;
  }

  wordsIndex(datatype: Enumeration): number {
    let index = this.words.indexOf(datatype.values);
    if (index < 0) {
      index = this.words.length;
      this.words.push(datatype.values);
      this.codes.push(datatype.codes);
    }
    return index;
  }
}
