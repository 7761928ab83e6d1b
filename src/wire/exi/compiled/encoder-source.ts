import type { Datatype } from '../grammar/datatype.js';
import type { SetGrammar } from '../grammar/set-grammar.js';
import type { Production, State } from '../grammar/state.js';
import type { TypeGrammar } from '../grammar/type-grammar.js';
import type { AnyType } from '../notation/particles.js';
import { member } from './decoder-source.js';
import { SourceWriter } from './source-writer.js';
import { edgesOf, isChain, isInlined, leafEdges } from './type-graph.js';
import type { TypeTable } from './type-table.js';

/**
 * Source of the function that encodes the content `o` of one type. It writes what is declared and valid only; at
 * anything else (unknown or missing member, bound, wrong kind, wildcard) it throws `bail` and the interpreter decides.
 * Free names: `M` machine, `V` its view, `B` its bytes, `T` functions by type, `C` codes of enumerations, `bail`.
 */
export function encoderSource(set: SetGrammar, grammar: TypeGrammar, table: TypeTable): string {
  return new EncoderWriter(set, grammar, table).write();
}

class EncoderWriter extends SourceWriter {
  write(): string {
    const check = "if(typeof o!=='object'||o===null)throw bail;";
    if (isChain(this.grammar)) {
      this.chain(this.grammar, 'o');
      this.flush();
      return `${check}${this.head('i')}${this.code}M.p=p;`;
    }
    const body = this.states();
    return `${check}${this.head('i')}let s=0,k=0;${body}`;
  }

  private flush(): void {
    this.code += this.window.flushWrites();
  }

  /** A type without options; `object` is the expression of its value. */
  private chain(grammar: TypeGrammar, object: string): void {
    let state = grammar.start;
    let members = 0;
    for (;;) {
      const production = state.productions[0] as Production;
      this.window.constant(state.width, 0);
      if (production.kind === 'end') break;
      members++;
      if (production.kind === 'attribute') this.value(production.datatype, object + member(production.attribute.name));
      else if (production.kind === 'text')
        this.value(production.datatype, grammar.isPlainText ? object : `${object}.value`);
      else if (production.kind === 'element')
        this.element(production.element.type, object + member(production.element.name));
      state = (edgesOf(grammar, production)[0] as { state: State }).state;
    }
    if (!grammar.isPlainText) this.code += countMembers(object, String(members));
  }

  protected emit(state: State): void {
    for (const [code, production] of state.productions.entries()) {
      if (production.kind === 'end') {
        this.window.constant(state.width, code);
        this.flush();
        this.code += `${countMembers('o', 'k')}M.p=p;return;`;
        return;
      }
      if (production.kind === 'attribute') this.attribute(state, code, production);
      else if (production.kind === 'text' && this.grammar.datatype !== undefined) {
        this.window.constant(state.width, code);
        this.value(production.datatype, 'o.value');
        this.flush();
        this.code += 'k++;';
        this.emit(production.next);
        return;
      } else if (production.kind === 'element') this.child(state, code, production);
    }
    this.code += 'throw bail;';
  }

  private attribute(state: State, code: number, production: Production & { readonly kind: 'attribute' }): void {
    const name = `o${member(production.attribute.name)}`;
    this.code += `if(${name}!==undefined){`;
    this.window.constant(state.width, code);
    this.value(production.datatype, name);
    this.flush();
    this.code += 'k++;';
    this.follow(production.next);
    this.code += '}';
  }

  private child(state: State, code: number, production: Production & { readonly kind: 'element' }): void {
    if (!('leaf' in production.to) || production.to.repeats) return;
    const { leaf } = production.to;
    const name = `o${member(production.element.name)}`;
    this.code += `if(${name}!==undefined){`;
    if (production.element.abstract || leaf.follow.has(leaf) || (leaf.many && leaf.max === 1)) {
      // A group that repeats mixes the order of its elements: rare, and left to the interpreter.
      this.code += 'throw bail;}';
      return;
    }
    if (leaf.max === 1) {
      this.window.constant(state.width, code);
      this.element(production.element.type, name);
      this.flush();
      this.code += 'k++;';
      this.follow((edgesOf(this.grammar, production)[0] as { state: State }).state);
    } else this.repeated(state, code, production, name);
    this.code += '}';
  }

  /** All occurrences of a repeated element in one loop. */
  private repeated(
    state: State,
    code: number,
    production: Production & { readonly kind: 'element' },
    name: string,
  ): void {
    if (!('leaf' in production.to)) return;
    const { leaf } = production.to;
    const list = this.variable();
    const item = this.variable();
    const index = this.variable();
    const limit = leaf.max === Number.POSITIVE_INFINITY ? '' : `||${list}.length>${leaf.max}`;
    this.code += `${list}=${name};if(!Array.isArray(${list})||${list}.length<${leaf.min}${limit})throw bail;`;
    this.window.constant(state.width, code);
    this.flush();
    this.code += `for(${index}=0;;){${item}=${list}[${index}];`;
    this.element(production.element.type, item);
    this.flush();
    this.code += `if(p>M.limit)throw bail;if(++${index}===${list}.length)break;`;
    for (const { state: next, when } of leafEdges(this.grammar, leaf)) {
      if (when === 'full') continue;
      const again = next.productions.findIndex((p) => p.kind === 'element' && p.element === production.element);
      const test = when === 'below' ? `if(${index}<${leaf.min})` : leaf.min > 1 ? 'else ' : '';
      this.window.constant(next.width, again);
      this.code += `${test}{${this.window.flushWrites()}}`;
    }
    this.code += '}k++;';
    const edges = leafEdges(this.grammar, leaf).filter((edge) => edge.when !== 'below');
    const [first, second] = edges;
    if (first === undefined) return;
    if (second === undefined) {
      this.follow(first.state);
      return;
    }
    this.code += `if(${list}.length<${leaf.max}){`;
    this.follow(first.state);
    this.code += '}';
    this.follow(second.state);
  }

  private follow(state: State): void {
    const label = this.labels.get(state);
    if (label === undefined) this.emit(state);
    else this.code += `s=${label};continue L;`;
  }

  private element(type: AnyType, expression: string): void {
    const grammar = this.set.grammarOf(type);
    if (!isInlined(grammar)) {
      this.flush();
      this.code += `M.p=p;T[${this.table.index(type)}](${expression});p=M.p;`;
      return;
    }
    if (grammar.isPlainText) {
      this.chain(grammar, expression);
      return;
    }
    const name = this.variable();
    this.code += `${name}=${expression};if(typeof ${name}!=='object'||${name}===null)throw bail;`;
    this.chain(grammar, name);
  }

  private value(datatype: Datatype, expression: string): void {
    const name = this.variable();
    switch (datatype.kind) {
      case 'boolean':
        this.code += `${name}=${expression};if(typeof ${name}!=='boolean')throw bail;`;
        this.window.field(1, `${name}?1:0`);
        return;
      case 'enumeration':
        this.code += `${name}=C[${this.table.wordsIndex(datatype)}].get(${expression});if(${name}===undefined)throw bail;`;
        this.window.field(datatype.bits, name);
        return;
      case 'bounded': {
        const { min, max } = datatype;
        this.code += `${name}=${expression};if((${name}|0)!==${name}||${name}<${min}||${name}>${max})throw bail;`;
        this.window.field(datatype.bits, min === 0 ? name : `${name}-(${min})`);
        return;
      }
      case 'unsigned':
      case 'integer':
        this.integer(datatype, name, expression);
        return;
      case 'string':
      case 'binary': {
        this.flush();
        const method = datatype.kind === 'string' ? 'putText' : 'putBinary';
        this.code += `M.p=p;M.${method}(${expression},${datatype.minLength},${datatype.maxLength});p=M.p;`;
      }
    }
  }

  private integer(
    datatype: Extract<Datatype, { kind: 'unsigned' | 'integer' }>,
    name: string,
    expression: string,
  ): void {
    const bound = (limit: number | bigint | undefined, other: number) =>
      limit !== undefined && Number.isSafeInteger(Number(limit)) ? Number(limit) : other;
    const min = bound(datatype.min, -Number.MAX_SAFE_INTEGER);
    const max = bound(datatype.max, Number.MAX_SAFE_INTEGER);
    const small = min >= -(2 ** 31) && max < 2 ** 31;
    const isInteger = small ? `(${name}|0)!==${name}` : `!Number.isSafeInteger(${name})`;
    this.flush();
    this.code += `${name}=${expression};if(${isInteger}||${name}<${min}||${name}>${max})throw bail;`;
    this.code += `M.p=p;M.${datatype.kind === 'unsigned' ? 'putUnsigned' : 'putInteger'}(${name});p=M.p;`;
  }
}

/**
 * A member that the type does not have must not vanish silently: the members written are counted. Where none was
 * written, an empty array or binary would pass for an object without members.
 */
function countMembers(object: string, written: string): string {
  const empty = `(Array.isArray(${object})||${object} instanceof Uint8Array)`;
  const check = written === 'k' ? `if(k===0&&${empty})throw bail;` : written === '0' ? `if${empty}throw bail;` : '';
  return `${check}i=${written};for(const q in ${object})i--;if(i!==0)throw bail;`;
}
