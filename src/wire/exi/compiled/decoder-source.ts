import type { Datatype } from '../grammar/datatype.js';
import type { SetGrammar } from '../grammar/set-grammar.js';
import type { Production, State } from '../grammar/state.js';
import type { TypeGrammar } from '../grammar/type-grammar.js';
import type { AnyType } from '../notation/particles.js';
import { SourceWriter } from './source-writer.js';
import { edgesOf, isChain, isCompiled, isInlined } from './type-graph.js';
import type { TypeTable } from './type-table.js';

/**
 * Source of the function that decodes the content of one type. It follows the declared productions only; at anything
 * else (deviation, bound, bad length, end of stream) it throws `bail` and the interpreter takes the message over.
 * Free names: `M` machine, `V` its view, `T` functions by type, `W` words of enumerations, `bail`.
 */
export function decoderSource(set: SetGrammar, grammar: TypeGrammar, table: TypeTable): string {
  return new DecoderWriter(set, grammar, table).write();
}

class DecoderWriter extends SourceWriter {
  write(): string {
    if (isChain(this.grammar)) {
      const literal = this.chain(this.grammar);
      this.flush();
      return `${this.head('x')}${this.code}M.p=p;return ${literal};`;
    }
    // A constructor keeps room for all members inside the object; it shares Object's prototype, so values stay plain.
    const body = this.states();
    return `${this.head('x')}const o=new O();let s=0,n=0,c=0;${body}`;
  }

  private flush(): void {
    this.code += this.window.flushReads();
  }

  /** A type without options: its value is one literal, its event codes all adjoin. */
  private chain(grammar: TypeGrammar): string {
    const members: string[] = [];
    let text: string | undefined;
    let state = grammar.start;
    for (;;) {
      const production = state.productions[0] as Production;
      this.window.constant(state.width, 0);
      if (production.kind === 'end') break;
      if (production.kind === 'attribute') {
        members.push(`${key(production.attribute.name)}:${this.value(production.datatype)}`);
      } else if (production.kind === 'text') {
        text = this.value(production.datatype);
        members.push(`value:${text}`);
      } else if (production.kind === 'element') {
        members.push(`${key(production.element.name)}:${this.element(production.element.type)}`);
      }
      state = (edgesOf(grammar, production)[0] as { state: State }).state;
    }
    if (grammar.isPlainText) return text as string;
    return `{${members.join(',')}}`;
  }

  protected emit(state: State): void {
    const compiled = state.productions.flatMap((production, code) =>
      isCompiled(this.grammar, production) ? [{ production, code }] : [],
    );
    if (compiled.length === 0) {
      this.code += 'throw bail;';
      return;
    }
    const [only] = compiled;
    if (compiled.length === 1 && only !== undefined) {
      this.window.constant(state.width, only.code);
      this.take(only.production);
      return;
    }
    this.window.field(state.width, 'c');
    this.flush();
    this.code += 'switch(c){';
    for (const { production, code } of compiled) {
      this.code += `case ${code}:{`;
      this.take(production);
      this.code += '}';
    }
    this.code += 'default:throw bail;}';
  }

  private take(production: Production): void {
    switch (production.kind) {
      case 'end':
        this.flush();
        this.code += 'M.p=p;return o;';
        return;
      case 'attribute': {
        const value = this.value(production.datatype);
        this.flush();
        this.code += `o${member(production.attribute.name)}=${value};`;
        break;
      }
      case 'text': {
        const value = this.value(production.datatype);
        this.flush();
        this.code += `o.value=${value};`;
        break;
      }
      case 'element': {
        const value = this.element(production.element.type);
        this.flush();
        this.store(production, value);
        break;
      }
      default:
        return;
    }
    this.follow(production);
  }

  private store(production: Production & { readonly kind: 'element' }, value: string): void {
    const name = member(production.element.name);
    if (!(this.grammar.children.get(production.element.name)?.many ?? false)) this.code += `o${name}=${value};`;
    else if ('leaf' in production.to && production.to.repeats) this.code += `o${name}.push(${value});n++;`;
    else this.code += `if(o${name}===undefined)o${name}=[${value}];else o${name}.push(${value});n=1;`;
  }

  private follow(production: Production): void {
    const edges = edgesOf(this.grammar, production);
    const [edge] = edges;
    if (edge === undefined) return;
    const label = this.labels.get(edge.state);
    if (edges.length === 1 && label === undefined) {
      this.emit(edge.state);
      return;
    }
    // Loops run on zeros behind the end, so each round looks where it is.
    this.code += 'if(p>M.end)throw bail;';
    if (edges.length === 1) this.code += `s=${label};continue L;`;
    else {
      const { min, max } = (production as { to: { leaf: { min: number; max: number } } }).to.leaf;
      for (const { state, when } of edges) {
        const test = when === 'below' ? `if(n<${min})` : when === 'between' && max !== Infinity ? `if(n<${max})` : '';
        this.code += `${test}{s=${this.labels.get(state)};continue L;}`;
      }
    }
  }

  /** Decodes an element's content; gives the expression of its value. */
  private element(type: AnyType): string {
    const grammar = this.set.grammarOf(type);
    if (isInlined(grammar)) return this.chain(grammar);
    this.flush();
    const name = this.variable();
    this.code += `M.p=p;${name}=T[${this.table.index(type)}]();p=M.p;`;
    return name;
  }

  private value(datatype: Datatype): string {
    const name = this.variable();
    switch (datatype.kind) {
      case 'boolean':
        this.window.field(1, name);
        return `${name}===1`;
      case 'enumeration': {
        this.window.field(datatype.bits, name);
        const words = `W[${this.table.wordsIndex(datatype)}]`;
        if (datatype.bits === 0) return JSON.stringify(datatype.values[0]);
        if (datatype.values.length < 2 ** datatype.bits) {
          this.flush();
          this.code += `if(${name}>=${datatype.values.length})throw bail;`;
        }
        return `${words}[${name}]`;
      }
      case 'bounded': {
        if (datatype.bits === 0) return String(datatype.min);
        this.window.field(datatype.bits, name);
        const range = datatype.max - datatype.min;
        if (range < 2 ** datatype.bits - 1) {
          this.flush();
          this.code += `if(${name}>${range})throw bail;`;
        }
        return datatype.min === 0 ? name : `${name}+${datatype.min}`.replace('+-', '-');
      }
      case 'unsigned':
      case 'integer': {
        this.flush();
        this.code += `M.p=p;${name}=M.${datatype.kind}();p=M.p;`;
        const checks = [
          ...(datatype.min !== undefined &&
          !(datatype.kind === 'unsigned' && Number(datatype.min) === 0) &&
          Number.isSafeInteger(Number(datatype.min))
            ? [`${name}<${datatype.min}`]
            : []),
          ...(datatype.max !== undefined && Number.isSafeInteger(Number(datatype.max))
            ? [`${name}>${datatype.max}`]
            : []),
        ];
        if (checks.length > 0) this.code += `if(${checks.join('||')})throw bail;`;
        return name;
      }
      case 'string':
      case 'binary': {
        this.flush();
        const method = datatype.kind === 'string' ? 'text' : 'binary';
        this.code += `M.p=p;${name}=M.${method}(${datatype.minLength},${datatype.maxLength});p=M.p;`;
        return name;
      }
    }
  }
}

export function key(name: string): string {
  return JSON.stringify(name);
}

export function member(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
