import type { PicsValue } from './pics-values.js';

export type PicsComparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A side of a comparison: a declared name, or a literal. A bare word on the right may be either (`eIM`). */
export type PicsOperand =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'literal'; readonly value: PicsValue };

/** A parsed applicability expression. */
export type PicsExpression =
  | { readonly kind: 'always' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'not'; readonly of: PicsExpression }
  | { readonly kind: 'and' | 'or'; readonly left: PicsExpression; readonly right: PicsExpression }
  | {
      readonly kind: 'compare';
      readonly operator: PicsComparison;
      readonly left: string;
      readonly right: PicsOperand;
    };

/** The outcome of parsing: the expression, or what is wrong and at which character (from 0). */
export type PicsParse =
  | { readonly ok: true; readonly expression: PicsExpression }
  | { readonly ok: false; readonly at: number; readonly problem: string };

interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'operator' | 'open' | 'close' | 'and' | 'or' | 'not' | 'end';
  readonly text: string;
  readonly at: number;
}

class Unparsable {
  constructor(
    readonly at: number,
    readonly problem: string,
  ) {}
}

const pattern =
  /\s*(?:(\()|(\))|(&&|\|\|)|(!=|<=|>=|==|=|<|>)|(!)|"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?(?![\w.]))|([A-Za-z_][\w.]*))/y;

function tokenize(source: string): readonly Token[] {
  const tokens: Token[] = [];
  pattern.lastIndex = 0;
  while (source.slice(pattern.lastIndex).trim() !== '') {
    const from = pattern.lastIndex + (/^\s*/.exec(source.slice(pattern.lastIndex))?.[0].length ?? 0);
    const match = pattern.exec(source);
    if (match === null) throw new Unparsable(from, `unexpected "${source[from]}"`);
    const [, open, close, symbol, operator, bang, double, single, number, word] = match;
    const lower = word?.toLowerCase();
    if (open !== undefined) tokens.push({ kind: 'open', text: open, at: from });
    else if (close !== undefined) tokens.push({ kind: 'close', text: close, at: from });
    else if (symbol !== undefined) tokens.push({ kind: symbol === '&&' ? 'and' : 'or', text: symbol, at: from });
    else if (operator !== undefined) tokens.push({ kind: 'operator', text: operator, at: from });
    else if (bang !== undefined) tokens.push({ kind: 'not', text: bang, at: from });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, at: from });
    else if (word === undefined) tokens.push({ kind: 'text', text: double ?? single ?? '', at: from });
    else if (lower === 'and' || lower === 'or' || lower === 'not') tokens.push({ kind: lower, text: word, at: from });
    else tokens.push({ kind: 'word', text: word, at: from });
  }
  tokens.push({ kind: 'end', text: '', at: source.length });
  return tokens;
}

class Parser {
  #position = 0;
  readonly #tokens: readonly Token[];

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): PicsExpression {
    if (this.#peek().kind === 'end') return { kind: 'always' };
    const expression = this.#or();
    const rest = this.#peek();
    if (rest.kind !== 'end') throw new Unparsable(rest.at, `unexpected "${rest.text}"`);
    return expression;
  }

  #peek(): Token {
    return this.#tokens[this.#position]!;
  }

  #take(): Token {
    return this.#tokens[this.#position++]!;
  }

  #or(): PicsExpression {
    let left = this.#and();
    while (this.#peek().kind === 'or') {
      this.#take();
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): PicsExpression {
    let left = this.#not();
    while (this.#peek().kind === 'and') {
      this.#take();
      left = { kind: 'and', left, right: this.#not() };
    }
    return left;
  }

  #not(): PicsExpression {
    if (this.#peek().kind !== 'not') return this.#primary();
    this.#take();
    return { kind: 'not', of: this.#not() };
  }

  #primary(): PicsExpression {
    const token = this.#take();
    if (token.kind === 'open') {
      const inner = this.#or();
      const close = this.#take();
      if (close.kind !== 'close') throw new Unparsable(close.at, `")" expected for the "(" at ${token.at + 1}`);
      return inner;
    }
    if (token.kind !== 'word') {
      const found = token.kind === 'end' ? 'the end' : `"${token.text}"`;
      throw new Unparsable(token.at, `a PICS name expected, found ${found}`);
    }
    if (this.#peek().kind !== 'operator') {
      const truth = truthOf(token.text);
      return truth === undefined ? { kind: 'name', name: token.text } : { kind: 'constant', value: truth };
    }
    const sign = this.#take().text;
    const operator = (sign === '==' ? '=' : sign) as PicsComparison;
    return { kind: 'compare', operator, left: token.text, right: this.#operand() };
  }

  #operand(): PicsOperand {
    const token = this.#take();
    if (token.kind === 'number') return { kind: 'literal', value: Number(token.text) };
    if (token.kind === 'text') return { kind: 'literal', value: token.text };
    if (token.kind !== 'word') throw new Unparsable(token.at, 'a value or a name expected after the comparison');
    const truth = truthOf(token.text);
    if (truth !== undefined) return { kind: 'literal', value: truth };
    return /^PI(CS|XIT)_/.test(token.text) ? { kind: 'name', name: token.text } : { kind: 'word', word: token.text };
  }
}

function truthOf(word: string): boolean | undefined {
  const lower = word.toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : undefined;
}

/**
 * Parses an applicability expression: names, `and` `or` `not` (also `&&` `||` `!`), parentheses, and comparisons
 * `= != < <= > >=` of a name with a literal, a word (`PICS_CMN_CMN_IdentificationMode = eIM`) or another name. `not`
 * binds closest, then `and`, then `or`. An empty expression always applies. Never throws.
 */
export function parsePics(source: string): PicsParse {
  try {
    return { ok: true, expression: new Parser(tokenize(source)).whole() };
  } catch (error) {
    if (error instanceof Unparsable) return { ok: false, at: error.at, problem: error.problem };
    throw error;
  }
}

/** The names that an expression asks for, without repeats; a bare word on a right-hand side is not among them. */
export function picsNames(expression: PicsExpression): readonly string[] {
  const names = new Set<string>();
  const visit = (one: PicsExpression): void => {
    if (one.kind === 'name') names.add(one.name);
    else if (one.kind === 'not') visit(one.of);
    else if (one.kind === 'and' || one.kind === 'or') {
      visit(one.left);
      visit(one.right);
    } else if (one.kind === 'compare') {
      names.add(one.left);
      if (one.right.kind === 'name') names.add(one.right.name);
    }
  };
  visit(expression);
  return [...names];
}
