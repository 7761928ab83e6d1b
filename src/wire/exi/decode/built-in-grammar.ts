import { bitsFor } from '../grammar/datatype.js';

/** What the built-in grammars tell apart (W3C EXI 1.0 section 8.4.3). */
export type BuiltInEvent =
  | { readonly kind: 'end' }
  | { readonly kind: 'text' }
  | { readonly kind: 'element'; readonly namespace: string; readonly name: string }
  | { readonly kind: 'attribute'; readonly namespace: string; readonly name: string };

/** A second-level event, whose name follows in the stream. */
export type BuiltInDeviation = 'end' | 'any-attribute' | 'any-element' | 'text';

/** One state of a built-in element grammar: what it has learned so far, newest first. */
export class BuiltInState {
  readonly learned: BuiltInEvent[] = [];
  readonly deviations: readonly BuiltInDeviation[];
  private readonly hasEnd: boolean;

  constructor(place: 'start-tag' | 'content') {
    this.hasEnd = place === 'content';
    this.deviations = this.hasEnd ? ['any-element', 'text'] : ['end', 'any-attribute', 'any-element', 'text'];
  }

  /** First-level productions: the learned ones, then (in content) the end. */
  get count(): number {
    return this.learned.length + (this.hasEnd ? 1 : 0);
  }

  get width(): number {
    return bitsFor(this.count + 1);
  }

  get deviationWidth(): number {
    return bitsFor(this.deviations.length);
  }

  event(code: number): BuiltInEvent | undefined {
    return this.learned[code] ?? (this.hasEnd && code === this.learned.length ? { kind: 'end' } : undefined);
  }

  /** First-level code of an event, if there is one. */
  codeOf(event: BuiltInEvent): number | undefined {
    for (let code = 0; code < this.count; code++) {
      if (sameEvent(this.event(code) as BuiltInEvent, event)) return code;
    }
    return undefined;
  }

  learn(event: BuiltInEvent): void {
    if (this.codeOf(event) === undefined) this.learned.unshift(event);
  }
}

/** The grammar that an element without declaration gets, shared by all elements of its name in a stream. */
export class BuiltInGrammar {
  readonly startTag = new BuiltInState('start-tag');
  readonly content = new BuiltInState('content');
}

function sameEvent(a: BuiltInEvent, b: BuiltInEvent): boolean {
  if (a.kind !== b.kind) return false;
  if ('name' in a && 'name' in b) return a.name === b.name && a.namespace === b.namespace;
  return true;
}
