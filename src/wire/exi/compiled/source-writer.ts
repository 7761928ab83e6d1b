import type { SetGrammar } from '../grammar/set-grammar.js';
import type { State } from '../grammar/state.js';
import type { TypeGrammar } from '../grammar/type-grammar.js';
import { BitWindow } from './bit-window.js';
import { labelledStates } from './type-graph.js';
import type { TypeTable } from './type-table.js';

/** Writes the source of one function for one type; states that are reached more than once are cases of one loop. */
export abstract class SourceWriter {
  protected readonly set: SetGrammar;
  protected readonly grammar: TypeGrammar;
  protected readonly table: TypeTable;
  protected readonly window = new BitWindow();
  protected readonly labels: ReadonlyMap<State, number>;
  protected code = '';
  readonly #variables: string[] = [];

  constructor(set: SetGrammar, grammar: TypeGrammar, table: TypeTable) {
    this.set = set;
    this.grammar = grammar;
    this.table = table;
    this.labels = labelledStates(grammar);
  }

  /** Emits a state and all that follows it up to a jump or the end. */
  protected abstract emit(state: State): void;

  /** Code of the whole type from its first state on. */
  protected states(): string {
    this.emit(this.grammar.start);
    if (this.labels.size === 0) return this.code;
    let body = `L:for(;;)switch(s){case 0:{${this.code}}`;
    for (const [state, label] of this.labels) {
      this.code = '';
      this.emit(state);
      body += `case ${label}:{${this.code}}`;
    }
    return `${body}}`;
  }

  /** Declarations; `scratch`: one more number that the code uses. */
  protected head(scratch: string): string {
    const names = this.#variables.length === 0 ? '' : `let ${this.#variables.join(',')};`;
    return `let p=M.p,${scratch}=0;${names}`;
  }

  /** A new variable of the function. */
  protected variable(): string {
    const name = `v${this.#variables.length}`;
    this.#variables.push(name);
    return name;
  }
}
