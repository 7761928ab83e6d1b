import type { Leaf } from '../grammar/content-model.js';
import type { Production, State } from '../grammar/state.js';
import type { TypeGrammar } from '../grammar/type-grammar.js';

/** Where a production leads: one state, or by the count of a repeated leaf one of up to three. */
export interface Edge {
  readonly state: State;
  /** The state is entered when the leaf's count is within this class. */
  readonly when: 'always' | 'below' | 'between' | 'full';
}

export function edgesOf(grammar: TypeGrammar, production: Production): readonly Edge[] {
  if (production.kind === 'attribute' || production.kind === 'text')
    return [{ state: production.next, when: 'always' }];
  if (production.kind !== 'element' || 'state' in production.to) return [];
  return leafEdges(grammar, production.to.leaf);
}

export function leafEdges(grammar: TypeGrammar, leaf: Leaf): readonly Edge[] {
  if (leaf.max === 1) return [{ state: grammar.after(leaf, 1), when: 'always' }];
  const edges: Edge[] = [];
  if (leaf.min > 1) edges.push({ state: grammar.after(leaf, 0), when: 'below' });
  if (leaf.max > leaf.min) edges.push({ state: grammar.after(leaf, leaf.min), when: 'between' });
  if (leaf.max !== Number.POSITIVE_INFINITY) edges.push({ state: grammar.after(leaf, leaf.max), when: 'full' });
  return edges;
}

/** Productions that compiled code takes; the rest (wildcards, mixed text, abstract elements) go to the interpreter. */
export function isCompiled(grammar: TypeGrammar, production: Production): boolean {
  switch (production.kind) {
    case 'attribute':
    case 'end':
      return true;
    case 'text':
      return grammar.datatype !== undefined;
    case 'element':
      return !production.element.abstract;
    default:
      return false;
  }
}

/** States that generated code must be able to jump to: entered from several places, or chosen by a count. */
export function labelledStates(grammar: TypeGrammar): ReadonlyMap<State, number> {
  const entries = new Map<State, number>();
  const seen = new Set<State>();
  const visit = (state: State): void => {
    if (seen.has(state)) return;
    seen.add(state);
    for (const production of state.productions) {
      if (!isCompiled(grammar, production)) continue;
      const edges = edgesOf(grammar, production);
      for (const edge of edges) {
        entries.set(edge.state, (entries.get(edge.state) ?? 0) + (edges.length > 1 ? 2 : 1));
        visit(edge.state);
      }
    }
  };
  visit(grammar.start);
  const labelled = [...entries].filter(([, count]) => count > 1).map(([state]) => state);
  return new Map(labelled.map((state, index) => [state, index + 1]));
}

/** A type whose every state has one way on: no options, no repetition. */
export function isChain(grammar: TypeGrammar): boolean {
  let state = grammar.start;
  for (;;) {
    const [production, another] = state.productions;
    if (production === undefined || another !== undefined || !isCompiled(grammar, production)) return false;
    if (production.kind === 'end') return true;
    const [edge, other] = edgesOf(grammar, production);
    if (edge === undefined || other !== undefined) return false;
    state = edge.state;
  }
}

/** A chain of few simple elements is written into its parent rather than called. */
export function isInlined(grammar: TypeGrammar): boolean {
  if (!isChain(grammar) || grammar.children.size > 8) return false;
  return [...grammar.children.values()].every(({ element }) => element.type.kind === 'simple');
}
