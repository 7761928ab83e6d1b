import { untyped } from '../grammar/datatype.js';
import { isDerivedFrom } from '../grammar/derivation.js';
import { isRelaxed } from '../grammar/set-grammar.js';
import type { Deviation, Production, State, Target } from '../grammar/state.js';
import type { TypeGrammar } from '../grammar/type-grammar.js';
import type { ValueOwner } from '../grammar/value-table.js';
import type { AnyType, ElementDeclaration } from '../notation/particles.js';
import type { ExiObject, ExiValue } from '../notation/values.js';
import { type DecodeContext, deepestNesting } from './decode-context.js';
import { decodeUndeclared, readUndeclaredAttribute, readUntypedAttribute } from './decode-undeclared.js';
import { clarkName, type QualifiedName, readName } from './read-name.js';
import { readValue } from './read-value.js';

export type MutableObject = { [name: string]: ExiValue };

/** Decodes the content of a declared element, from behind its start to behind its end. The caller has set the path. */
export function decodeElement(context: DecodeContext, type: AnyType, owner: ValueOwner): ExiValue | undefined {
  if (context.depth > deepestNesting) {
    context.stop('nesting-too-deep', `more than ${deepestNesting}`);
    return undefined;
  }
  const element = new ElementDecoder(context, type, owner);
  element.run();
  return element.result();
}

class ElementDecoder {
  private readonly context: DecodeContext;
  private readonly owner: ValueOwner;
  private grammar: TypeGrammar | undefined;
  private state: State;
  private count = 0;
  private readonly object: MutableObject = {};
  private text: ExiValue | undefined;
  private texts: string[] | undefined;
  private childCount = 0;

  constructor(context: DecodeContext, type: AnyType, owner: ValueOwner) {
    this.context = context;
    this.owner = owner;
    this.grammar = isRelaxed(type) ? undefined : context.grammar.grammarOf(type);
    this.state = this.grammar?.start ?? context.grammar.relaxed.start;
  }

  run(): void {
    const { context } = this;
    const { reader } = context;
    for (;;) {
      const start = reader.bitOffset;
      const code = reader.bits(this.state.width);
      if (context.failed(start)) return;
      const production = this.state.productions[code];
      let ended: boolean;
      if (production !== undefined) ended = this.take(production, start);
      else if (code === this.state.productions.length) ended = this.deviate(start);
      else {
        context.stop('event-code-undefined', `code ${code} of ${this.state.productions.length}`, start);
        return;
      }
      if (ended || context.stopped) return;
    }
  }

  /** The value so far, whatever stopped it. */
  result(): ExiValue | undefined {
    if (this.grammar?.isPlainText) {
      if (Object.keys(this.object).length === 0) {
        // An empty string may be left out (EXI 8.5.4.1.3.1 has it in the value, XML has nothing there either).
        if (this.text === undefined && this.mayBeEmpty()) return '';
        if (this.text === undefined && !this.context.stopped) this.context.violate('value-missing', 'no value');
        return this.text;
      }
    }
    if (this.grammar === undefined && this.childCount === 0 && this.texts !== undefined) return this.relaxedText();
    if (this.text !== undefined) this.object['value'] = this.text;
    if (this.texts !== undefined) this.object['text'] = this.texts;
    return this.object;
  }

  private mayBeEmpty(): boolean {
    const { context, grammar } = this;
    return context.grammar.profile.derivedTypes && !context.stopped && grammar?.datatype?.kind === 'string';
  }

  /** Text alone, by the relaxed grammar, has the form that its declared type would give it. */
  private relaxedText(): ExiValue {
    const value = this.texts?.join('') ?? '';
    return Object.keys(this.object).length === 0 ? value : { ...this.object, value };
  }

  /** True when the element has ended. */
  private take(production: Production, start: number): boolean {
    const { context } = this;
    switch (production.kind) {
      case 'end':
        return true;
      case 'attribute': {
        const { name } = production.attribute;
        context.path.push(name);
        const value = readValue(context, production.datatype, production.attribute);
        if (value !== undefined) this.object[name] = value;
        context.addRange(start);
        context.path.pop();
        this.state = production.next;
        return false;
      }
      case 'any-attribute':
        readUndeclaredAttribute(context, this.object);
        this.state = production.next;
        return false;
      case 'element':
        this.child(production.element, start);
        this.follow(production.to);
        return false;
      case 'any-element':
        this.anyChild(start, true);
        this.follow(production.to);
        return false;
      case 'text':
        this.readText(production, start);
        return false;
    }
  }

  private readText(production: Production & { readonly kind: 'text' }, start: number): void {
    const { context } = this;
    const value = readValue(context, production.datatype, this.owner);
    if (this.grammar?.datatype !== undefined) {
      this.text = value;
      if (!this.grammar.isPlainText) {
        context.path.push('value');
        context.addRange(start);
        context.path.pop();
      }
    } else if (typeof value === 'string') this.addText(value);
    this.state = production.next;
  }

  private addText(text: string): void {
    this.texts ??= [];
    while (this.texts.length < this.childCount) this.texts.push('');
    this.texts[this.childCount] = (this.texts[this.childCount] ?? '') + text;
  }

  private follow(to: Target): void {
    this.childCount++;
    if ('state' in to) {
      this.state = to.state;
      return;
    }
    this.count = to.repeats ? this.count + 1 : 1;
    this.state = (this.grammar as TypeGrammar).after(to.leaf, this.count);
  }

  private child(element: ElementDeclaration, start: number): void {
    const { context } = this;
    const many = this.grammar === undefined || (this.grammar.children.get(element.name)?.many ?? false);
    const present = this.object[element.name];
    context.path.push(element.name);
    if (many) context.path.push(Array.isArray(present) ? present.length : 0);
    if (element.abstract) context.violate('element-abstract', element.name, start);
    const value = decodeElement(context, element.type, element);
    context.addRange(start);
    if (many) context.path.pop();
    context.path.pop();
    if (value === undefined) return;
    if (!many) this.object[element.name] = value;
    else if (Array.isArray(present)) present.push(value);
    else this.object[element.name] = [value];
  }

  private anyChild(start: number, declared: boolean): void {
    const { context } = this;
    const name = readName(context);
    if (name === undefined) return;
    const list = (this.object['any'] ?? []) as ExiObject[];
    context.path.push('any', list.length);
    if (!declared) context.violate('element-undeclared', name.name, start);
    const value = decodeUndeclared(context, name);
    context.addRange(start);
    context.path.length -= 2;
    list.push(value);
    this.object['any'] = list;
  }

  private deviate(start: number): boolean {
    const { context, state } = this;
    const code = context.reader.bits(state.deviationWidth);
    if (context.failed(start)) return true;
    const deviation = state.deviations[code];
    if (deviation === undefined) {
      context.stop('event-code-undefined', `second-level code ${code} of ${state.deviations.length}`, start);
      return true;
    }
    return this.takeDeviation(deviation, start);
  }

  private takeDeviation(deviation: Deviation, start: number): boolean {
    const { context } = this;
    switch (deviation) {
      case 'end':
        if (!this.grammar?.isPlainText) context.violate('element-missing', this.expected(), start);
        return true;
      case 'xsi:type': {
        const name = readName(context);
        if (name === undefined) return true;
        const type = context.grammar.namedType(name.namespace, name.name);
        this.noteType(name, type, start);
        if (type !== undefined) {
          this.grammar = context.grammar.grammarOf(type);
          this.state = this.grammar.start;
        }
        return false;
      }
      case 'xsi:nil': {
        const nil = context.reader.bits(1) === 1;
        if (context.failed(start)) return true;
        context.violate('element-nil', String(nil), start);
        this.object['xsi:nil'] = nil;
        if (nil) this.state = this.grammar?.startEmpty ?? context.grammar.relaxed.startEmpty;
        return false;
      }
      case 'any-attribute':
        context.violate('attribute-undeclared', 'undeclared attribute', start);
        readUndeclaredAttribute(context, this.object);
        return false;
      case 'untyped-attribute':
        this.untypedAttribute(start);
        return false;
      case 'any-element':
        this.anyChild(start, false);
        this.childCount++;
        this.state = this.state.afterDeviation;
        return false;
      case 'untyped-text': {
        const text = readValue(context, untyped, this.owner);
        context.violate('text-undeclared', JSON.stringify(text ?? ''), start);
        if (typeof text === 'string') {
          if (this.grammar?.datatype !== undefined) this.text = text;
          else this.addText(text);
        }
        this.state = this.state.afterDeviation;
        return false;
      }
    }
  }

  private noteType(name: QualifiedName, type: AnyType | undefined, start: number): void {
    const declared = this.grammar?.shape.type;
    const ours = name.namespace === declared?.namespace;
    this.object['xsi:type'] = ours ? name.name : clarkName(name);
    const allowed = this.context.grammar.profile.derivedTypes;
    if (allowed && type !== undefined && declared !== undefined && isDerivedFrom(type, declared)) return;
    this.context.violate('type-substituted', name.name, start);
  }

  private untypedAttribute(start: number): void {
    const { context, state } = this;
    const code = context.reader.bits(state.attributeWidth);
    if (context.failed(start)) return;
    if (code > state.attributes.length) {
      context.stop('event-code-undefined', `third-level code ${code}`, start);
      return;
    }
    const attribute = state.attributes[code];
    if (attribute === undefined) {
      context.violate('attribute-undeclared', 'undeclared attribute', start);
      readUndeclaredAttribute(context, this.object);
      return;
    }
    context.violate('text-undeclared', `attribute ${attribute.name} is not of its type`, start);
    readUntypedAttribute(context, this.object, attribute.name, attribute);
    const typed = state.productions.find((p) => p.kind === 'attribute' && p.attribute === attribute);
    if (typed?.kind === 'attribute') this.state = typed.next;
  }

  private expected(): string {
    const names = this.state.productions.flatMap((p) =>
      p.kind === 'element' ? [p.element.name] : p.kind === 'attribute' ? [p.attribute.name] : [],
    );
    return names.length === 0 ? 'the element ends early' : `expected ${names.slice(0, 5).join(' or ')}`;
  }
}
