import type { PdfObject, PdfValue } from './pdf-value.js';

/** A place in the file where something else was expected. */
export class PdfSyntaxError extends Error {
  constructor(what: string, at: number) {
    super(`${what} at byte ${at}`);
    this.name = 'PdfSyntaxError';
  }
}

const white = new Set([0, 9, 10, 12, 13, 32]);
const delimiters = new Set([...'()<>[]{}/%'].map((character) => character.charCodeAt(0)));
/** Deeper nesting is no report of ours and would only exhaust the stack. */
const deepest = 64;

/** Reads values and objects from the bytes of a PDF file. Throws PdfSyntaxError, nothing else. */
export class PdfParser {
  constructor(
    private readonly bytes: Buffer,
    public at = 0,
  ) {}

  /** `12 0 obj ... endobj` at the current place. */
  object(lengthOf: (value: PdfValue | undefined) => number | undefined): PdfObject {
    const start = this.at;
    const number = this.#integer();
    this.#integer();
    this.#keyword('obj');
    const value = this.value();
    this.#skip();
    let stream: Buffer | undefined;
    if (this.#ahead('stream')) {
      this.at += 6;
      if (this.bytes[this.at] === 13) this.at += 1;
      if (this.bytes[this.at] === 10) this.at += 1;
      const length = value.kind === 'dictionary' ? lengthOf(value.entries.get('Length')) : undefined;
      if (length === undefined || length < 0 || this.at + length > this.bytes.length) {
        throw new PdfSyntaxError('stream without a usable length', start);
      }
      stream = this.bytes.subarray(this.at, this.at + length);
      this.at += length;
      this.#keyword('endstream');
    }
    this.#keyword('endobj');
    return { number, value, start, end: this.at, ...(stream === undefined ? {} : { stream }) };
  }

  value(depth = 0): PdfValue {
    if (depth > deepest) throw new PdfSyntaxError('nested too deeply', this.at);
    this.#skip();
    const byte = this.bytes[this.at];
    if (byte === undefined) throw new PdfSyntaxError('end of file', this.at);
    if (byte === 0x2f) return { kind: 'name', value: this.#name() };
    if (byte === 0x28) return { kind: 'string', bytes: this.#literal(), hex: false };
    if (byte === 0x5b) return this.#array(depth);
    if (byte === 0x3c)
      return this.bytes[this.at + 1] === 0x3c
        ? this.#dictionary(depth)
        : { kind: 'string', bytes: this.#hex(), hex: true };
    return this.#wordValue();
  }

  #wordValue(): PdfValue {
    const start = this.at;
    const word = this.#word();
    if (word === 'null') return { kind: 'null' };
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' };
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) throw new PdfSyntaxError(`"${word.slice(0, 20)}" is no value`, start);
    const reference = /^\d+$/.test(word) ? this.#reference(Number(word)) : undefined;
    return reference ?? { kind: 'number', value: Number(word), raw: word };
  }

  #reference(number: number): PdfValue | undefined {
    const ahead = this.bytes.subarray(this.at, this.at + 20).toString('latin1');
    const found = /^[\s\0]+(\d{1,5})[\s\0]+R(?![A-Za-z0-9])/.exec(ahead);
    if (found === null) return undefined;
    this.at += found[0].length;
    return { kind: 'reference', number, generation: Number(found[1]) };
  }

  #array(depth: number): PdfValue {
    this.at += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.#skip();
      if (this.bytes[this.at] === 0x5d) break;
      items.push(this.value(depth + 1));
    }
    this.at += 1;
    return { kind: 'array', items };
  }

  #dictionary(depth: number): PdfValue {
    this.at += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      this.#skip();
      if (this.bytes[this.at] === 0x3e && this.bytes[this.at + 1] === 0x3e) break;
      if (this.bytes[this.at] !== 0x2f) throw new PdfSyntaxError('key expected', this.at);
      const key = this.#name();
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    return { kind: 'dictionary', entries };
  }

  #name(): string {
    this.at += 1;
    const word = this.#word();
    return word.replaceAll(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  }

  #literal(): Buffer {
    const start = this.at;
    const out: number[] = [];
    let open = 1;
    this.at += 1;
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === undefined) throw new PdfSyntaxError('string without an end', start);
      this.at += 1;
      if (byte === 0x5c) this.#escape(out);
      else {
        if (byte === 0x28) open += 1;
        if (byte === 0x29) open -= 1;
        if (open === 0) return Buffer.from(out);
        out.push(byte);
      }
    }
  }

  #escape(out: number[]): void {
    const byte = this.bytes[this.at] ?? 0;
    this.at += 1;
    const plain: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };
    const character = String.fromCharCode(byte);
    if (plain[character] !== undefined) out.push(plain[character]);
    else if (byte >= 0x30 && byte <= 0x37) {
      const digits = /^[0-7]{1,3}/.exec(this.bytes.subarray(this.at - 1, this.at + 2).toString('latin1'))?.[0] ?? '0';
      this.at += digits.length - 1;
      out.push(Number.parseInt(digits, 8) & 0xff);
    } else if (byte === 13) {
      if (this.bytes[this.at] === 10) this.at += 1;
    } else if (byte !== 10) out.push(byte);
  }

  #hex(): Buffer {
    const end = this.bytes.indexOf(0x3e, this.at);
    if (end === -1) throw new PdfSyntaxError('string without an end', this.at);
    const digits = this.bytes
      .subarray(this.at + 1, end)
      .toString('latin1')
      .replaceAll(/\s/g, '');
    if (!/^[0-9a-fA-F]*$/.test(digits)) throw new PdfSyntaxError('no hexadecimal digits', this.at);
    this.at = end + 1;
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
  }

  #integer(): number {
    this.#skip();
    const start = this.at;
    const word = this.#word();
    if (!/^\d+$/.test(word)) throw new PdfSyntaxError('integer expected', start);
    return Number(word);
  }

  #keyword(word: string): void {
    this.#skip();
    if (!this.#ahead(word)) throw new PdfSyntaxError(`"${word}" expected`, this.at);
    this.at += word.length;
  }

  #ahead(word: string): boolean {
    return this.bytes.subarray(this.at, this.at + word.length).toString('latin1') === word;
  }

  #word(): string {
    const start = this.at;
    while (
      this.at < this.bytes.length &&
      !white.has(this.bytes[this.at] ?? 0) &&
      !delimiters.has(this.bytes[this.at] ?? 0)
    ) {
      this.at += 1;
    }
    return this.bytes.subarray(start, this.at).toString('latin1');
  }

  #skip(): void {
    for (;;) {
      const byte = this.bytes[this.at];
      if (byte === 0x25) {
        while (this.at < this.bytes.length && this.bytes[this.at] !== 10 && this.bytes[this.at] !== 13) this.at += 1;
      } else if (byte !== undefined && white.has(byte)) this.at += 1;
      else return;
    }
  }
}
