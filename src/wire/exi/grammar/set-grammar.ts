import type { AttributeDeclaration } from '../notation/complex-types.js';
import type { MessageSet } from '../notation/message-set.js';
import type { AnyType, ElementDeclaration, Particle } from '../notation/particles.js';
import { iso15118Stream, type StreamProfile } from '../stream-profile.js';
import { bitsFor, datatypeOf, untyped } from './datatype.js';
import { type GrammarDialect, typeInDialect } from './grammar-dialect.js';
import { type Production, State } from './state.js';
import { type InitialNames, initialNames } from './string-table.js';
import { alternatives, TypeGrammar } from './type-grammar.js';
import { compareNames, typeShape } from './type-shape.js';

/** A name that a fragment may use, with its declaration unless several differ: then the relaxed grammar applies. */
export interface FragmentElement {
  readonly name: string;
  readonly namespace: string;
  readonly declaration: ElementDeclaration | undefined;
  /** Every declaration of the name, of whatever type. */
  readonly declarations: readonly ElementDeclaration[];
}

/** All grammars of a message set, made on demand and kept. */
export class SetGrammar {
  readonly set: MessageSet;
  readonly profile: StreamProfile;
  /** Global elements by document event code (W3C EXI 1.0 section 8.5.1). */
  readonly documentElements: readonly ElementDeclaration[];
  readonly documentWidth: number;
  private readonly dialect: GrammarDialect;
  private readonly typeGrammars = new Map<AnyType, TypeGrammar>();
  private declarations: Declarations | undefined;
  private fragmentList: readonly FragmentElement[] | undefined;
  private relaxedStates: RelaxedGrammar | undefined;
  private names: InitialNames | undefined;

  constructor(set: MessageSet, dialect: GrammarDialect = {}, profile: StreamProfile = iso15118Stream) {
    this.set = set;
    this.profile = profile;
    this.dialect = dialect;
    this.documentElements = documentOrder(set, dialect);
    this.documentWidth = bitsFor(this.documentElements.length + 1);
  }

  grammarOf(type: AnyType): TypeGrammar {
    let grammar = this.typeGrammars.get(type);
    if (grammar === undefined) {
      grammar = new TypeGrammar(typeInDialect(type, this.dialect));
      this.typeGrammars.set(type, grammar);
    }
    return grammar;
  }

  globalElement(namespace: string, name: string): ElementDeclaration | undefined {
    return this.set.elements.find((element) => element.name === name && element.namespace === namespace);
  }

  namedType(namespace: string, name: string): AnyType | undefined {
    return this.set.types.find((type) => type.name === name && type.namespace === namespace);
  }

  /** Every element name of the set by fragment event code (8.5.2); SE(*) and ED follow. */
  get fragmentElements(): readonly FragmentElement[] {
    this.fragmentList ??= uniqueElements(this.allDeclarations.elements);
    return this.fragmentList;
  }

  get fragmentWidth(): number {
    return bitsFor(this.fragmentElements.length + 2);
  }

  /** The relaxed grammar of elements that are declared with different types under one name (8.5.3). */
  get relaxed(): RelaxedGrammar {
    this.relaxedStates ??= relaxedGrammar(this.fragmentElements, this.allDeclarations.attributes);
    return this.relaxedStates;
  }

  get initialNames(): InitialNames {
    if (this.names === undefined) {
      const byUri = new Map<string, Set<string>>();
      const add = (namespace: string | undefined, name: string | undefined) => {
        if (namespace === undefined || name === undefined) return;
        byUri.set(namespace, (byUri.get(namespace) ?? new Set()).add(name));
      };
      for (const { namespace, name } of this.allDeclarations.elements) add(namespace, name);
      for (const { namespace, name } of this.allDeclarations.attributes) add(namespace, name);
      for (const { namespace, name } of this.set.types) add(namespace, name);
      this.names = initialNames(this.set.namespaces, byUri);
    }
    return this.names;
  }

  private get allDeclarations(): Declarations {
    this.declarations ??= collectDeclarations(this.set);
    return this.declarations;
  }
}

function documentOrder(set: MessageSet, { exchangedRoots = [] }: GrammarDialect): readonly ElementDeclaration[] {
  const nameByCode = new Map(exchangedRoots.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]));
  const sorted = [...set.elements].sort(compareNames);
  return sorted.map(({ name }, code) => {
    const other = nameByCode.get(name);
    return (
      other === undefined ? sorted[code] : sorted.find((element) => element.name === other)
    ) as ElementDeclaration;
  });
}

export interface RelaxedGrammar {
  readonly start: State;
  readonly startEmpty: State;
}

interface Declarations {
  readonly elements: readonly ElementDeclaration[];
  readonly attributes: readonly AttributeDeclaration[];
}

function collectDeclarations(set: MessageSet): Declarations {
  const elements = new Set<ElementDeclaration>();
  const attributes = new Set<AttributeDeclaration>();
  const seen = new Set<AnyType>();
  const visitElement = (element: ElementDeclaration): void => {
    elements.add(element);
    visitType(element.type);
  };
  const visitParticle = (particle: Particle): void => {
    if (particle.kind === 'element-particle') for (const element of alternatives(particle)) visitElement(element);
    else if (particle.kind !== 'any') for (const child of particle.particles) visitParticle(child);
  };
  const visitType = (type: AnyType): void => {
    if (seen.has(type)) return;
    seen.add(type);
    const shape = typeShape(type);
    for (const attribute of shape.attributes) attributes.add(attribute);
    if (shape.group !== undefined) visitParticle(shape.group);
  };
  for (const element of set.elements) visitElement(element);
  for (const type of set.types) visitType(type);
  return { elements: [...elements], attributes: [...attributes] };
}

function sameType(a: AnyType, b: AnyType): boolean {
  return a === b || (a.name !== undefined && a.name === b.name && a.namespace === b.namespace);
}

function uniqueElements(elements: readonly ElementDeclaration[]): readonly FragmentElement[] {
  const unique: FragmentElement[] = [];
  for (const declaration of [...elements].sort(compareNames)) {
    const last = unique.at(-1);
    if (last === undefined || compareNames(last, declaration) !== 0) {
      const { name, namespace } = declaration;
      unique.push({ name, namespace, declaration, declarations: [declaration] });
      continue;
    }
    const same = last.declaration !== undefined && sameType(last.declaration.type, declaration.type);
    unique[unique.length - 1] = {
      ...last,
      declaration: same ? last.declaration : undefined,
      declarations: [...last.declarations, declaration],
    };
  }
  return unique;
}

function relaxedGrammar(
  elements: readonly FragmentElement[],
  attributes: readonly AttributeDeclaration[],
): RelaxedGrammar {
  const [start, content, startEmpty] = [new State(), new State(), new State()];
  const children: Production[] = elements.map((element) => ({
    kind: 'element',
    element: element.declaration ?? relaxedDeclaration(element),
    to: { state: content },
  }));
  const body: Production[] = [
    ...children,
    { kind: 'any-element', to: { state: content } },
    { kind: 'end' },
    { kind: 'text', datatype: untyped, next: content },
  ];
  content.define(body, 'content');
  start.define([...relaxedAttributes(attributes, start), { kind: 'any-attribute', next: start }, ...body], 'entry');
  start.afterDeviation = content;
  const end: Production[] = [{ kind: 'any-attribute', next: startEmpty }, { kind: 'end' }];
  startEmpty.define([...relaxedAttributes(attributes, startEmpty), ...end], 'entry');
  startEmpty.afterDeviation = new State().define([{ kind: 'end' }], 'content');
  return { start, startEmpty };
}

function relaxedAttributes(attributes: readonly AttributeDeclaration[], next: State): Production[] {
  const productions: (Production & { kind: 'attribute' })[] = [];
  for (const attribute of [...attributes].sort(compareNames)) {
    const last = productions.at(-1);
    if (last === undefined || compareNames(last.attribute, attribute) !== 0) {
      productions.push({ kind: 'attribute', attribute, datatype: datatypeOf(attribute.type), next });
    } else if (!sameType(last.attribute.type, attribute.type)) {
      productions[productions.length - 1] = { ...last, datatype: untyped };
    }
  }
  return productions;
}

/** The type that stands for "relaxed": decoders and encoders ask `isRelaxed`. */
const relaxedType: AnyType = { kind: 'complex', name: undefined, namespace: undefined, parts: {}, meta: {} };

export function isRelaxed(type: AnyType): boolean {
  return type === relaxedType;
}

export function relaxedDeclaration(element: { readonly name: string; readonly namespace: string }): ElementDeclaration {
  return {
    kind: 'element',
    name: element.name,
    namespace: element.namespace,
    type: relaxedType,
    global: false,
    abstract: false,
    substitutionGroup: undefined,
    meta: {},
  };
}
