import type { AttributeDeclaration } from '../notation/complex-types.js';
import type { AnyType, ElementDeclaration } from '../notation/particles.js';
import { type ContentModel, contentModel, type Leaf } from './content-model.js';
import { type Datatype, datatypeOf, untyped } from './datatype.js';
import { type Production, State } from './state.js';
import { compareNames, type TypeShape, typeShape } from './type-shape.js';

/** A child element of a type and whether its values form an array. */
export interface ChildElement {
  readonly element: ElementDeclaration;
  readonly many: boolean;
}

/**
 * The schema-informed grammar of a type (W3C EXI 1.0 section 8.5.4), normalised and augmented for non-strict streams.
 * The states of a leaf are three at most, whatever its maxOccurs: fewer than min seen, between, and max reached.
 */
export class TypeGrammar {
  readonly shape: TypeShape;
  readonly datatype: Datatype | undefined;
  readonly model: ContentModel | undefined;
  readonly children: ReadonlyMap<string, ChildElement>;
  /** Types of everything that a value of this type may hold, by name: children, attributes, `value`. */
  readonly members: ReadonlyMap<string, AnyType>;
  readonly hasWildcard: boolean;
  readonly start: State;
  /** The entry when xsi:nil is true: attributes only. */
  readonly startEmpty: State;
  private readonly leafStates = new Map<Leaf, readonly [State, State, State]>();

  constructor(type: AnyType) {
    this.shape = typeShape(type);
    this.datatype = this.shape.simple === undefined ? undefined : datatypeOf(this.shape.simple);
    this.model = this.shape.group === undefined ? undefined : contentModel(this.shape.group);
    this.children = childElements(this.model);
    this.members = memberTypes(this.shape, this.children);
    this.hasWildcard = this.model?.leaves.some((leaf) => leaf.particle.kind === 'any') ?? false;
    this.start = this.attributeStates((content) => this.contentProductions(content));
    this.startEmpty = this.attributeStates(() => [{ kind: 'end' }]);
  }

  /** The value is the text itself, not an object: a simple type, or simple content without attributes. */
  get isPlainText(): boolean {
    return this.datatype !== undefined && this.shape.attributes.length === 0;
  }

  /** The state after `count` occurrences of a leaf in a row. */
  after(leaf: Leaf, count: number): State {
    const states = this.leafStates.get(leaf) ?? this.defineLeafStates(leaf);
    return states[count < leaf.min ? 0 : count < leaf.max ? 1 : 2];
  }

  /** Attribute states in order, the last of which is the content state of 8.5.4.4.1. */
  private attributeStates(content: (state: State) => readonly Production[]): State {
    const { attributes } = this.shape;
    const states = [...attributes, undefined].map(() => new State());
    const contentState = states[attributes.length] as State;
    const body = content(contentState);
    contentState.define(body, attributes.length === 0 ? 'entry' : 'tag');
    const afterDeviation = new State().define(body, 'content');
    contentState.afterDeviation = afterDeviation;
    for (let i = attributes.length - 1; i >= 0; i--) {
      const state = states[i] as State;
      state.define(this.attributeProductions(i, states, body), i === 0 ? 'entry' : 'tag');
      state.afterDeviation = afterDeviation;
    }
    return states[0] as State;
  }

  private attributeProductions(from: number, states: readonly State[], body: readonly Production[]): Production[] {
    const productions: Production[] = [];
    for (let i = from; i < this.shape.attributes.length; i++) {
      const attribute = this.shape.attributes[i] as AttributeDeclaration;
      const next = states[i + 1] as State;
      productions.push({ kind: 'attribute', attribute, datatype: datatypeOf(attribute.type), next });
      if (attribute.required) return productions;
    }
    return [...productions, ...body];
  }

  private contentProductions(state: State): readonly Production[] {
    if (this.datatype !== undefined) {
      const end = new State().define([{ kind: 'end' }], 'content');
      return [{ kind: 'text', datatype: this.datatype, next: end }];
    }
    const { first, nullable } = this.model ?? { first: [], nullable: true };
    return this.withText(this.leafProductions(first, undefined, nullable), state);
  }

  private defineLeafStates(leaf: Leaf): readonly [State, State, State] {
    const states = [new State(), new State(), new State()] as const;
    const itself = this.leafProductions([leaf], leaf, false);
    const others = [...leaf.follow].filter((next) => next !== leaf);
    // A leaf that follows itself through its group starts a new count, but only when its own repetition is used up.
    const again = leaf.follow.has(leaf) ? [leaf] : [];
    states[0].define(this.withText(itself, states[0]), 'content');
    states[1].define(this.withText(this.leafProductions([leaf, ...others], leaf, leaf.last), states[1]), 'content');
    states[2].define(
      this.withText(this.leafProductions([...others, ...again], undefined, leaf.last), states[2]),
      'content',
    );
    this.leafStates.set(leaf, states);
    return states;
  }

  private withText(productions: readonly Production[], state: State): readonly Production[] {
    return this.shape.mixed ? [...productions, { kind: 'text', datatype: untyped, next: state }] : productions;
  }

  /** Productions in code order: elements in schema order, then the wildcard, then the end (8.5.4.3). */
  private leafProductions(leaves: readonly Leaf[], current: Leaf | undefined, end: boolean): Production[] {
    const sorted = [...leaves].sort((a, b) => a.order - b.order);
    const elements: Production[] = [];
    const wildcards: Production[] = [];
    for (const leaf of sorted) {
      const to = { leaf, repeats: leaf === current };
      if (leaf.particle.kind === 'any') wildcards.push({ kind: 'any-element', to });
      else for (const element of alternatives(leaf.particle)) elements.push({ kind: 'element', element, to });
    }
    if (wildcards.length > 1) throw new RangeError('a state with two wildcards is ambiguous');
    return [...elements, ...wildcards, ...(end ? [{ kind: 'end' } as const] : [])];
  }
}

/** The element itself and what may stand in its place, in code order (8.5.4.1.6). */
export function alternatives(particle: {
  readonly element: ElementDeclaration;
  readonly members: readonly ElementDeclaration[];
}): readonly ElementDeclaration[] {
  if (particle.members.length === 0) return [particle.element];
  return [...new Set([particle.element, ...particle.members])].sort(compareNames);
}

function childElements(model: ContentModel | undefined): ReadonlyMap<string, ChildElement> {
  const children = new Map<string, ChildElement>();
  for (const leaf of model?.leaves ?? []) {
    if (leaf.particle.kind === 'any') continue;
    for (const element of alternatives(leaf.particle)) {
      const many = leaf.many || (children.get(element.name)?.many ?? false);
      children.set(element.name, { element, many });
    }
  }
  return children;
}

function memberTypes(shape: TypeShape, children: ReadonlyMap<string, ChildElement>): ReadonlyMap<string, AnyType> {
  const members = new Map<string, AnyType>();
  if (shape.simple !== undefined) members.set('value', shape.simple);
  for (const { name, type } of shape.attributes) members.set(name, type);
  for (const [name, { element }] of children) members.set(name, element.type);
  return members;
}
