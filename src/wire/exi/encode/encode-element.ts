import { untyped } from '../grammar/datatype.js';
import { isDerivedFrom } from '../grammar/derivation.js';
import { isRelaxed } from '../grammar/set-grammar.js';
import type { Deviation, Production, State, Target } from '../grammar/state.js';
import { xsiNamespace } from '../grammar/string-table.js';
import type { TypeGrammar } from '../grammar/type-grammar.js';
import type { ValueOwner } from '../grammar/value-table.js';
import type { AttributeDeclaration } from '../notation/complex-types.js';
import type { AnyType } from '../notation/particles.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import { type ChildQueue, type PendingChild, pendingChildren } from './child-queue.js';
import type { EncodeContext } from './encode-context.js';
import { encodeRelaxed } from './encode-relaxed.js';
import { encodeAsBuiltIn, encodeUndeclared, lexical } from './encode-undeclared.js';
import { parseClarkName, writeName } from './write-name.js';
import { writeValue } from './write-value.js';

/** Encodes the content of a declared element, from behind its start to its end. The caller has set the path. */
export function encodeElement(context: EncodeContext, type: AnyType, value: ExiValue, owner: ValueOwner): void {
  if (isRelaxed(type)) encodeRelaxed(context, value, owner);
  else new ElementEncoder(context, context.grammar.grammarOf(type), owner).run(value);
}

/** Writes the first-level code of a production, or the escape and the second-level code of a deviation. */
export function writeDeviation(context: EncodeContext, state: State, deviation: Deviation): void {
  const { writer } = context;
  writer.bits(state.width, state.productions.length);
  writer.bits(state.deviationWidth, state.deviations.indexOf(deviation));
}

export function isObject(value: ExiValue): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}

class ElementEncoder {
  private readonly context: EncodeContext;
  private readonly owner: ValueOwner;
  private grammar: TypeGrammar;
  private state: State;
  private count = 0;
  private childCount = 0;
  /** A fault has changed the structure of this element: what does not fit because of it is no violation. */
  private faulted = false;

  constructor(context: EncodeContext, grammar: TypeGrammar, owner: ValueOwner) {
    this.owner = owner;
    this.context = context;
    this.grammar = grammar;
    this.state = grammar.start;
  }

  run(value: ExiValue): void {
    if (isObject(value) && this.context.grammar.profile.derivedTypes) this.writeType(value['xsi:type']);
    if (this.grammar.isPlainText) {
      const text = isObject(value) && this.context.grammar.profile.derivedTypes ? value['value'] : value;
      // Encoders leave an empty string out, as XML has nothing there either.
      if (text === '' && this.context.grammar.profile.valueTable) {
        writeDeviation(this.context, this.state, 'end');
        return;
      }
      this.writeText(text ?? '');
      this.end();
      return;
    }
    if (!isObject(value)) {
      this.context.refuse('value-type', 'an object expected');
      return;
    }
    this.checkNames(value);
    this.attributes(value);
    if (this.grammar.datatype !== undefined) {
      const text = value['value'];
      if (text === undefined) this.context.refuse('value-missing', 'no value');
      else this.writeText(text);
    } else this.children(value);
    this.end();
  }

  private checkNames(object: ExiObject): void {
    const { context, grammar } = this;
    for (const [name, value] of Object.entries(object)) {
      if (value === undefined || grammar.children.has(name)) continue;
      if (name === 'value' && grammar.datatype !== undefined) continue;
      if (name === 'text' && grammar.shape.mixed) continue;
      if (name === 'any' && Array.isArray(value)) continue;
      if (context.grammar.profile.derivedTypes && (name === 'xsi:type' || name.startsWith('@'))) continue;
      if (grammar.shape.attributes.some((attribute) => attribute.name === name)) continue;
      context.path.push(name);
      context.refuse('name-unknown', `${grammar.shape.type.name ?? 'the type'} has no ${name}`);
      context.path.pop();
    }
  }

  /** Names the type that stands in for the declared one; `{namespace}name`, or the name alone in its own namespace. */
  private writeType(given: ExiValue | undefined): void {
    if (typeof given !== 'string') return;
    const { context } = this;
    const declared = this.grammar.shape.type;
    const parsed = parseClarkName(given);
    const name = { ...parsed, namespace: parsed.namespace === '' ? (declared.namespace ?? '') : parsed.namespace };
    const type = context.grammar.namedType(name.namespace, name.name);
    if (type === undefined || !isDerivedFrom(type, declared)) context.violate('type-substituted', given);
    writeDeviation(context, this.state, 'xsi:type');
    writeName(context, name);
    if (type === undefined) return;
    this.grammar = context.grammar.grammarOf(type);
    this.state = this.grammar.start;
  }

  /** Attributes that no type declares, as decoding names them. */
  private undeclaredAttributes(object: ExiObject): void {
    for (const [key, value] of Object.entries(object)) {
      if (!key.startsWith('@') || typeof value !== 'string') continue;
      const name = parseClarkName(key.slice(1));
      // Where a schema lies means nothing to the reader of a schema-informed stream; encoders leave it out.
      if (name.namespace === xsiNamespace && name.name.endsWith('chemaLocation')) continue;
      this.context.violate('attribute-undeclared', name.name);
      writeDeviation(this.context, this.state, 'any-attribute');
      writeName(this.context, name);
      writeValue(this.context, untyped, value, name);
    }
  }

  private attributes(object: ExiObject): void {
    const { context } = this;
    if (context.grammar.profile.derivedTypes) this.undeclaredAttributes(object);
    for (const attribute of this.grammar.shape.attributes) {
      const value = object[attribute.name];
      context.path.push(attribute.name);
      if (value === undefined) {
        if (attribute.required) context.violate('attribute-missing', attribute.name);
      } else if (context.faults.active && context.faults.take('missing', context.pathText()) !== undefined) {
        this.faulted = true;
      } else this.attribute(attribute, value);
      context.path.pop();
    }
  }

  private attribute(attribute: AttributeDeclaration, value: ExiValue): void {
    const { context, state } = this;
    const code = state.productions.findIndex((p) => p.kind === 'attribute' && p.attribute === attribute);
    const production = state.productions[code];
    if (production?.kind === 'attribute') {
      context.writer.bits(state.width, this.startCode(code));
      writeValue(context, production.datatype, value, attribute);
      this.state = production.next;
      return;
    }
    // A required attribute before it is missing, so it goes out as one that is not declared here.
    writeDeviation(context, state, 'any-attribute');
    writeName(context, attribute);
    writeValue(context, untyped, lexical(attribute.type, value), attribute);
  }

  private startCode(code: number): number {
    const { faults } = this.context;
    return (faults.active ? faults.take('event-code', this.context.pathText())?.code : undefined) ?? code;
  }

  private writeText(value: ExiValue): void {
    const code = this.state.productions.findIndex((production) => production.kind === 'text');
    const production = this.state.productions[code];
    if (production?.kind !== 'text') {
      // A required attribute is missing, so the value goes out as text that is not declared here.
      writeDeviation(this.context, this.state, 'untyped-text');
      writeValue(this.context, untyped, lexical(this.grammar.shape.simple, value), this.owner);
      this.state = this.state.afterDeviation;
      return;
    }
    this.context.writer.bits(this.state.width, code);
    writeValue(this.context, production.datatype, value, this.owner);
    this.state = production.next;
  }

  private children(object: ExiObject): void {
    const queue = pendingChildren(this.context, this.grammar, object);
    this.faulted ||= queue.faulted;
    const texts = Array.isArray(object['text']) ? object['text'] : [];
    while (queue.list.length > 0) {
      this.writeTextBefore(texts);
      const found = this.next(queue);
      if (found === undefined) this.deviate(queue.list.shift() as PendingChild);
      else {
        queue.list.splice(queue.list.indexOf(found.child), 1);
        this.child(found.child, found.production, found.code);
      }
      this.childCount++;
    }
    this.writeTextBefore(texts);
  }

  private writeTextBefore(texts: readonly ExiValue[]): void {
    const text = texts[this.childCount];
    if (text !== undefined && text !== '') this.writeText(text);
  }

  /** The first production in code order for which a child waits; with a set order, only for the child that is next. */
  private next(queue: ChildQueue): Found | undefined {
    const candidates = queue.inOrder ? queue.list.slice(0, 1) : queue.list;
    for (const [code, production] of this.state.productions.entries()) {
      if (production.kind !== 'element' && production.kind !== 'any-element') continue;
      const child = candidates.find((candidate) => matches(production, candidate));
      if (child !== undefined) return { child, production, code };
    }
    return undefined;
  }

  private enter(child: PendingChild): void {
    this.context.path.push(child.key);
    if (child.index !== undefined) this.context.path.push(child.index);
  }

  private leave(child: PendingChild): void {
    this.context.path.length -= child.index === undefined ? 1 : 2;
  }

  private child(child: PendingChild, production: ChildProduction, code: number): void {
    const { context } = this;
    this.enter(child);
    context.writer.bits(this.state.width, this.startCode(code));
    if (production.kind === 'element') {
      if (production.element.abstract) context.violate('element-abstract', production.element.name);
      encodeElement(context, production.element.type, child.value, production.element);
    } else encodeUndeclared(context, child.value);
    this.leave(child);
    this.follow(production.to);
  }

  private follow(to: Target): void {
    if ('state' in to) {
      this.state = to.state;
      return;
    }
    this.count = to.repeats ? this.count + 1 : 1;
    this.state = this.grammar.after(to.leaf, this.count);
  }

  /** A child that has no place here goes out as an undeclared element (8.5.4.4.1). */
  private deviate(child: PendingChild): void {
    const { context } = this;
    this.enter(child);
    const { declaration } = child;
    if (!child.asked && !this.faulted) {
      context.violate(declaration === undefined ? 'element-undeclared' : 'element-repeated', 'no place for it here');
    }
    writeDeviation(context, this.state, 'any-element');
    if (declaration === undefined) encodeUndeclared(context, child.value);
    else if (context.grammar.globalElement(declaration.namespace, declaration.name) !== undefined) {
      writeName(context, declaration);
      encodeElement(context, declaration.type, child.value, declaration);
    } else {
      writeName(context, declaration);
      encodeAsBuiltIn(context, declaration, child.value);
    }
    this.leave(child);
    this.state = this.state.afterDeviation;
  }

  private end(): void {
    const { context, state } = this;
    const code = state.productions.findIndex((production) => production.kind === 'end');
    if (code >= 0) {
      context.writer.bits(state.width, code);
      return;
    }
    if (!this.faulted) context.violate('element-missing', expected(state));
    writeDeviation(context, state, 'end');
  }
}

type ChildProduction = Extract<Production, { kind: 'element' | 'any-element' }>;

interface Found {
  readonly child: PendingChild;
  readonly production: ChildProduction;
  readonly code: number;
}

function matches(production: ChildProduction, child: PendingChild): boolean {
  if (production.kind === 'any-element') return child.declaration === undefined && !child.asked;
  return child.declaration !== undefined && child.declaration.name === production.element.name;
}

function expected(state: State): string {
  const names = state.productions.flatMap((p) =>
    p.kind === 'element' ? [p.element.name] : p.kind === 'attribute' ? [p.attribute.name] : [],
  );
  return `expected ${names.slice(0, 5).join(' or ')}`;
}
