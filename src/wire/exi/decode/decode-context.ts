import { BitReader } from '../bit-reader.js';
import type { FieldRange, Note, NoteRule, Violation, ViolationRule } from '../findings.js';
import type { SetGrammar } from '../grammar/set-grammar.js';
import { StringTable } from '../grammar/string-table.js';
import type { ValueTable } from '../grammar/value-table.js';
import type { BuiltInGrammar } from './built-in-grammar.js';

/** Elements nested deeper than this are refused, so that a hostile stream cannot exhaust the stack. */
export const deepestNesting = 64;

/** The state of decoding one stream. */
export class DecodeContext {
  readonly grammar: SetGrammar;
  readonly reader: BitReader;
  readonly violations: Violation[] = [];
  readonly notes: Note[] = [];
  readonly ranges: FieldRange[] | undefined;
  readonly path: (string | number)[] = [];
  /** Decoding cannot go on: what follows has no meaning any more. */
  stopped = false;
  /** String values seen so far; undefined: the stream has no value table. */
  values: ValueTable | undefined;
  readonly builtIns = new Map<string, BuiltInGrammar>();
  private tables: StringTable | undefined;

  constructor(grammar: SetGrammar, bytes: Uint8Array, ranges: boolean) {
    this.grammar = grammar;
    this.reader = new BitReader(bytes);
    this.ranges = ranges ? [] : undefined;
  }

  get names(): StringTable {
    this.tables ??= new StringTable(this.grammar.initialNames);
    return this.tables;
  }

  get depth(): number {
    return this.path.length;
  }

  pathText(): string {
    let text = '';
    for (const part of this.path) {
      text += typeof part === 'number' ? `[${part}]` : text === '' ? part : `.${part}`;
    }
    return text;
  }

  violate(rule: ViolationRule, detail: string, bitOffset = this.reader.bitOffset): void {
    this.violations.push({ path: this.pathText(), bitOffset, rule, detail });
  }

  note(rule: NoteRule, detail: string, bitOffset = this.reader.bitOffset): void {
    this.notes.push({ path: this.pathText(), bitOffset, rule, detail });
  }

  stop(rule: ViolationRule, detail: string, bitOffset = this.reader.bitOffset): void {
    if (this.stopped) return;
    this.stopped = true;
    this.violate(rule, detail, bitOffset);
  }

  /** Turns a failure of the reader into a violation. True when decoding must end. */
  failed(startBit: number): boolean {
    const { failure } = this.reader;
    if (failure !== undefined && !this.stopped) {
      this.stop(failure, `${this.reader.endBit - startBit} bits were left`, startBit);
    }
    return this.stopped;
  }

  addRange(startBit: number): void {
    this.ranges?.push({ path: this.pathText(), startBit, endBit: this.reader.bitOffset });
  }
}
