import { any, holds, matchHolds, operandOf, type RuleContext, type Truth } from './match.js';
import type { IncomingPacket } from './packet.js';
import { asObject, inputPath, type NftChain, type NftObject, type NftRule, type NftRuleset } from './ruleset.js';

/** What becomes of a packet. */
export interface PacketFate {
  readonly outcome: 'accept' | 'drop' | 'unknown';
  /** What decided: `rule 4 of inet v2g input`, `policy of ip6 filter input`, or the expression that is not understood. */
  readonly by: string;
  /** Whether the drop is counted: by its rule, or by a counter that stands last before the policy drops. */
  readonly counted: boolean;
}

type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'unknown' }
  | { readonly kind: 'jump' | 'goto'; readonly target: string };

/** What a chain came to; `through`: no rule decided. */
interface ChainEnd {
  readonly kind: 'accept' | 'drop' | 'through' | 'unknown';
  readonly by: string;
  readonly counted: boolean;
}

/** A ruleset that loops or forks without end is given up after so many rules. */
const mostSteps = 20_000;
const harmless = new Set([
  'counter',
  'log',
  'comment',
  'limit',
  'quota',
  'notrack',
  'mangle',
  'ct helper',
  'meter',
  'set',
  'dup',
  'flow',
  'match',
  'last',
  'secmark',
  'ct timeout',
]);

/**
 * What the kernel would do with a packet that arrives, by the ruleset's meaning and not by its text: ingress, prerouting
 * and input chains by priority, jumps, sets, maps, policies. An accept ends a base chain only, a drop ends everything.
 * Where an expression is not understood both ways are followed, and only a difference between them is `unknown`.
 * Rate limits are taken as not yet reached.
 */
export function fateOf(packet: IncomingPacket, ruleset: NftRuleset): PacketFate {
  const steps = { left: mostSteps };
  let by = 'no chain filters what arrives';
  for (const chain of inputPath(ruleset, packet.interface)) {
    const end = runChain({ ruleset, chain, packet }, 0, false, steps, []);
    if (end.kind === 'drop' || end.kind === 'unknown') return { outcome: end.kind, by: end.by, counted: end.counted };
    if (end.kind === 'accept') by = end.by;
    else {
      const policy = `policy of ${nameOf(chain)}`;
      if (chain.policy === 'drop') return { outcome: 'drop', by: policy, counted: end.counted };
      by = policy;
    }
  }
  return { outcome: 'accept', by, counted: false };
}

const nameOf = ({ family, table, name }: NftChain) => `${family} ${table} ${name}`;

function runChain(
  context: RuleContext,
  from: number,
  countedBefore: boolean,
  steps: { left: number },
  stack: readonly string[],
): ChainEnd {
  let counted = countedBefore;
  for (let index = from; index < context.chain.rules.length; index++) {
    steps.left -= 1;
    const by = `rule ${index + 1} of ${nameOf(context.chain)}`;
    if (steps.left < 0 || stack.length > 16)
      return { kind: 'unknown', by: `${by}: the rules do not end`, counted: false };
    const step = runRule(context.chain.rules[index]!, context);
    if (step.matched === 'no') continue;
    const taken = take(step.verdict, { context, by, counted: step.counted, steps, stack, next: index + 1 });
    if (step.matched === 'yes') {
      if (taken !== undefined) return taken;
      counted = step.counted;
      continue;
    }
    // Nobody knows whether the rule matches: only what both ways agree on is known.
    const other = runChain(context, index + 1, counted, steps, stack);
    const one = taken ?? runChain(context, index + 1, step.counted, steps, stack);
    if (one.kind === other.kind) return { ...other, counted: one.counted && other.counted };
    return { kind: 'unknown', by: `${by} asks for something that is not evaluated: ${step.odd}`, counted: false };
  }
  return { kind: 'through', by: `end of ${nameOf(context.chain)}`, counted };
}

interface Taking {
  readonly context: RuleContext;
  readonly by: string;
  readonly counted: boolean;
  readonly steps: { left: number };
  readonly stack: readonly string[];
  readonly next: number;
}

/** What follows from a verdict; undefined goes on with the next rule. */
function take(verdict: Verdict | undefined, taking: Taking): ChainEnd | undefined {
  const { context, by, counted, steps, stack } = taking;
  switch (verdict?.kind) {
    case undefined:
      return undefined;
    case 'accept':
    case 'drop':
    case 'unknown':
      return { kind: verdict.kind, by, counted };
    case 'return':
      return { kind: 'through', by, counted };
    case 'jump':
    case 'goto': {
      const { family, table } = context.chain;
      const chain = context.ruleset.chains.find(
        (one) => one.family === family && one.table === table && one.name === verdict.target,
      );
      if (chain === undefined) return { kind: 'unknown', by: `${by}: no chain ${verdict.target}`, counted: false };
      const end = runChain({ ...context, chain }, 0, counted, steps, [...stack, chain.name]);
      return end.kind === 'through' && verdict.kind === 'jump' ? undefined : end;
    }
  }
}

interface RuleStep {
  readonly matched: Truth;
  readonly verdict: Verdict | undefined;
  readonly counted: boolean;
  readonly odd: string;
}

function runRule(rule: NftRule, context: RuleContext): RuleStep {
  let matched: Truth = 'yes';
  let counted = false;
  let odd = '';
  let verdict: Verdict | undefined;
  for (const statement of rule.statements) {
    const truth = conditionOf(statement, context);
    if (truth === 'no') return { matched: 'no', verdict: undefined, counted: false, odd };
    if (truth === 'unknown') {
      matched = 'unknown';
      odd ||= JSON.stringify(statement).slice(0, 100);
    }
    if ('counter' in statement) counted = true;
    const map = asObject(statement['vmap']);
    verdict = map === undefined ? verdictOf(statement) : mapped(map, context);
    if (map !== undefined && verdict === undefined) return { matched: 'no', verdict: undefined, counted: false, odd };
    if (verdict !== undefined) break;
  }
  if (verdict?.kind === 'unknown') odd ||= 'a statement that is not evaluated';
  return { matched, verdict, counted, odd };
}

function conditionOf(statement: NftObject, context: RuleContext): Truth {
  const match = asObject(statement['match']);
  if (match !== undefined) return matchHolds(match, context);
  const limit = asObject(statement['limit']);
  // A single packet is within every rate; `over` asks for what is beyond it.
  if (limit !== undefined) return limit['inv'] === true ? 'no' : 'yes';
  return 'xt' in statement ? 'unknown' : 'yes';
}

function verdictOf(statement: NftObject): Verdict | undefined {
  if ('accept' in statement) return { kind: 'accept' };
  if ('drop' in statement || 'reject' in statement) return { kind: 'drop' };
  if ('return' in statement) return { kind: 'return' };
  for (const kind of ['jump', 'goto'] as const) {
    const target = asObject(statement[kind])?.['target'];
    if (typeof target === 'string') return { kind, target };
  }
  if ('continue' in statement) return undefined;
  const odd = Object.keys(statement).some((name) => !harmless.has(name) && name !== 'xt');
  // Queues, redirections and the like: what becomes of the packet is decided elsewhere.
  return odd ? { kind: 'unknown' } : undefined;
}

/** The verdict that a map gives the packet; undefined when no entry fits. */
function mapped(map: NftObject, context: RuleContext): Verdict | undefined {
  const operand = operandOf(map['key'], context);
  if (operand.kind === 'unknown') return { kind: 'unknown' };
  for (const entry of entriesOf(map['data'], context)) {
    if (!Array.isArray(entry)) return { kind: 'unknown' };
    const fits = any([holds(operand, entry[0], context)]);
    if (fits === 'unknown') return { kind: 'unknown' };
    if (fits === 'yes') return verdictOf(asObject(entry[1]) ?? {}) ?? undefined;
  }
  return undefined;
}

function entriesOf(data: unknown, { ruleset, chain }: RuleContext): readonly unknown[] {
  if (typeof data === 'string' && data.startsWith('@')) {
    const name = data.slice(1);
    const map = ruleset.sets.find(
      (one) => one.name === name && one.table === chain.table && one.family === chain.family,
    );
    return map?.elements ?? [undefined];
  }
  const set = asObject(data)?.['set'];
  return Array.isArray(set) ? set : [undefined];
}
