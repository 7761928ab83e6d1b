import { BitWriter } from '../bit-writer.js';
import { BuiltInGrammar } from '../decode/built-in-grammar.js';
import type { Violation, ViolationRule } from '../findings.js';
import type { SetGrammar } from '../grammar/set-grammar.js';
import { StringTable } from '../grammar/string-table.js';
import { ValueTable } from '../grammar/value-table.js';
import type { ElementDeclaration } from '../notation/particles.js';
import type { FaultPlan } from './faults.js';

/** The state of encoding one stream. */
export class EncodeContext {
  readonly grammar: SetGrammar;
  readonly writer = new BitWriter();
  readonly faults: FaultPlan;
  /** Rules that the value breaks and no fault asked for. */
  readonly violations: Violation[] = [];
  /** Why a value or fault has no representation at all: nothing can be sent. */
  readonly impossible: Violation[] = [];
  readonly path: (string | number)[] = [];
  /** String values written so far; undefined: the stream has no value table. */
  readonly values: ValueTable | undefined;
  /** Declarations of the fragment's element: they tell which namespace its attributes have in the relaxed grammar. */
  relaxedFor: readonly ElementDeclaration[] = [];
  private readonly builtIns = new Map<string, BuiltInGrammar>();
  private tables: StringTable | undefined;

  constructor(grammar: SetGrammar, faults: FaultPlan) {
    this.grammar = grammar;
    this.faults = faults;
    this.values = grammar.profile.valueTable ? new ValueTable() : undefined;
  }

  get names(): StringTable {
    this.tables ??= new StringTable(this.grammar.initialNames);
    return this.tables;
  }

  builtIn(name: string): BuiltInGrammar {
    let grammar = this.builtIns.get(name);
    if (grammar === undefined) {
      grammar = new BuiltInGrammar();
      this.builtIns.set(name, grammar);
    }
    return grammar;
  }

  pathText(): string {
    let text = '';
    for (const part of this.path) {
      text += typeof part === 'number' ? `[${part}]` : text === '' ? part : `.${part}`;
    }
    return text;
  }

  violate(rule: ViolationRule, detail: string): void {
    this.violations.push({ path: this.pathText(), bitOffset: this.writer.bitOffset, rule, detail });
  }

  refuse(rule: ViolationRule, detail: string): void {
    this.impossible.push({ path: this.pathText(), bitOffset: this.writer.bitOffset, rule, detail });
  }
}
