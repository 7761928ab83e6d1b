import { inflateSync } from 'node:zlib';
import { PdfParser, PdfSyntaxError } from './pdf-parser.js';
import type { PdfDictionary, PdfObject, PdfReference, PdfValue } from './pdf-value.js';

/** Uncompressed size over which a stream is not ours. */
const largestStream = 256 * 1024 * 1024;

/**
 * A PDF file with classic cross-reference tables, as pdfkit writes them and as our signatures append to them. Reads its
 * newest revision. Throws PdfSyntaxError on anything else.
 */
export class PdfFile {
  readonly #offsets = new Map<number, number>();
  readonly #objects = new Map<number, PdfObject>();
  readonly trailer: PdfDictionary;
  /** Offset of the newest cross-reference table. */
  readonly startXref: number;
  /** Offsets of all tables, newest first. */
  readonly tables: readonly number[];

  constructor(readonly bytes: Buffer) {
    const tail = bytes.subarray(Math.max(0, bytes.length - 64)).toString('latin1');
    const found = /startxref\r?\n(\d+)\r?\n%%EOF\r?\n?$/.exec(tail);
    if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-')) || found === null) throw new PdfSyntaxError('no PDF', 0);
    this.startXref = Number(found[1]);
    const tables: number[] = [];
    let newest: PdfDictionary | undefined;
    for (let at: number | undefined = this.startXref; at !== undefined; ) {
      if (tables.includes(at)) throw new PdfSyntaxError('cross-reference tables in a circle', at);
      tables.push(at);
      const trailer = this.#table(at);
      newest ??= trailer;
      const previous = trailer.entries.get('Prev');
      at = previous?.kind === 'number' ? previous.value : undefined;
    }
    if (newest === undefined) throw new PdfSyntaxError('no trailer', 0);
    this.tables = tables;
    this.trailer = newest;
  }

  /** Number of the next new object. */
  get size(): number {
    const size = this.trailer.entries.get('Size');
    return size?.kind === 'number' ? size.value : Math.max(0, ...this.#offsets.keys()) + 1;
  }

  /** All object numbers in use. */
  get numbers(): readonly number[] {
    return [...this.#offsets.keys()].sort((a, b) => a - b);
  }

  object(number: number): PdfObject {
    const known = this.#objects.get(number);
    if (known !== undefined) return known;
    const offset = this.#offsets.get(number);
    if (offset === undefined) throw new PdfSyntaxError(`no object ${number}`, 0);
    const object = new PdfParser(this.bytes, offset).object((length) => {
      const resolved = length === undefined ? undefined : this.resolve(length);
      return resolved?.kind === 'number' ? resolved.value : undefined;
    });
    if (object.number !== number) throw new PdfSyntaxError(`object ${object.number} where ${number} belongs`, offset);
    this.#objects.set(number, object);
    return object;
  }

  /** The value itself, references followed. */
  resolve(value: PdfValue | undefined): PdfValue | undefined {
    let current = value;
    for (let steps = 0; current?.kind === 'reference'; steps += 1) {
      if (steps > 32) throw new PdfSyntaxError('references in a circle', 0);
      current = this.object(current.number).value;
    }
    return current;
  }

  dictionary(value: PdfValue | undefined): PdfDictionary | undefined {
    const resolved = this.resolve(value);
    return resolved?.kind === 'dictionary' ? resolved : undefined;
  }

  items(value: PdfValue | undefined): readonly PdfValue[] {
    const resolved = this.resolve(value);
    return resolved?.kind === 'array' ? resolved.items : [];
  }

  get(dictionary: PdfDictionary | undefined, key: string): PdfValue | undefined {
    return this.resolve(dictionary?.entries.get(key));
  }

  nameOf(dictionary: PdfDictionary | undefined, key: string): string | undefined {
    const value = this.get(dictionary, key);
    return value?.kind === 'name' ? value.value : undefined;
  }

  get catalog(): PdfDictionary {
    const catalog = this.dictionary(this.trailer.entries.get('Root'));
    if (catalog === undefined) throw new PdfSyntaxError('no catalog', 0);
    return catalog;
  }

  /** Reference to the first page. */
  firstPage(): PdfReference {
    let node = this.catalog.entries.get('Pages');
    for (let depth = 0; depth < 32; depth += 1) {
      const found = this.dictionary(node);
      if (this.nameOf(found, 'Type') === 'Page' && node?.kind === 'reference') return node;
      node = this.items(found?.entries.get('Kids'))[0];
    }
    throw new PdfSyntaxError('no page', 0);
  }

  /** The bytes of an object's stream with its filter undone; only none and FlateDecode occur in our reports. */
  streamOf(reference: PdfValue | undefined): Buffer | undefined {
    if (reference?.kind !== 'reference') return undefined;
    const { stream, value } = this.object(reference.number);
    if (stream === undefined || value.kind !== 'dictionary') return undefined;
    const filter = this.resolve(value.entries.get('Filter'));
    if (filter === undefined) return stream;
    const names = filter.kind === 'array' ? filter.items : [filter];
    if (names.length !== 1 || names[0]?.kind !== 'name' || names[0].value !== 'FlateDecode') return undefined;
    try {
      return inflateSync(stream, { maxOutputLength: largestStream });
    } catch {
      return undefined;
    }
  }

  /** Reads one table with its trailer; newer entries, read before, win. */
  #table(at: number): PdfDictionary {
    const text = this.bytes.subarray(at).toString('latin1');
    let place = /^xref\r?\n/.exec(text)?.[0].length;
    if (place === undefined) throw new PdfSyntaxError('no cross-reference table', at);
    const heading = /(\d+) (\d+) *\r?\n/y;
    const entry = /(\d{10}) (\d{5}) ([nf])[ \r]?[\r\n]/y;
    for (;;) {
      heading.lastIndex = place;
      const found = heading.exec(text);
      if (found === null) break;
      place = heading.lastIndex;
      for (let i = 0; i < Number(found[2]); i += 1) {
        entry.lastIndex = place;
        const row = entry.exec(text);
        if (row === null) throw new PdfSyntaxError('damaged cross-reference table', at + place);
        place = entry.lastIndex;
        const number = Number(found[1]) + i;
        if (row[3] === 'n' && !this.#offsets.has(number)) this.#offsets.set(number, Number(row[1]));
      }
    }
    if (!text.startsWith('trailer', place)) throw new PdfSyntaxError('no trailer', at + place);
    const trailer = new PdfParser(this.bytes, at + place + 7).value();
    if (trailer.kind !== 'dictionary') throw new PdfSyntaxError('no trailer', at + place);
    return trailer;
  }
}
