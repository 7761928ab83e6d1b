import type { Truth } from './match.js';
import type { PacketState, RuleContext } from './operand.js';
import type { IncomingPacket } from './packet.js';
import { inputPath, type NftChain, type NftRule, type NftRuleset } from './ruleset.js';
import { conditionOf, stateAfter, type Verdict, verdictOf } from './statements.js';

/** What becomes of a packet. */
export interface PacketFate {
  readonly outcome: 'accept' | 'drop' | 'unknown';
  /** What decided: `rule 4 of inet v2g input`, `policy of ip6 filter input`, or the expression that is not understood. */
  readonly by: string;
  /** Whether the drop is counted: by its rule, or by a counter that stands last before the policy drops. */
  readonly counted: boolean;
}

/** What a chain came to; `through`: no rule decided. */
interface ChainEnd {
  readonly kind: 'accept' | 'drop' | 'through' | 'unknown';
  readonly by: string;
  readonly counted: boolean;
  readonly state: PacketState;
}

/** A ruleset that loops or forks without end is given up after so many rules. */
const mostSteps = 20_000;
/** NFT_JUMP_STACK_SIZE of the kernel. */
const mostJumps = 16;
const fresh: PacketState = { notrack: false, mark: 0n, filled: [] };

/**
 * What the kernel would do with a packet that arrives, by the ruleset's meaning and not by its text: ingress, prerouting
 * and input chains by priority, jumps, sets, maps, policies. An accept ends a base chain only, a drop ends everything.
 * Where an expression is not understood both ways are followed, and only a difference between them is `unknown`.
 * Rates and quotas are taken as not yet reached.
 */
export function fateOf(packet: IncomingPacket, ruleset: NftRuleset): PacketFate {
  const steps = { left: mostSteps };
  let by = 'no chain filters what arrives';
  let state = fresh;
  let doubt: PacketFate | undefined;
  for (const chain of inputPath(ruleset, packet.interface)) {
    const end = byPolicy(runChain({ ruleset, chain, base: chain, packet, state }, 0, false, steps, []), chain);
    state = end.state;
    const decided = end.by;
    const dropped = end.kind === 'drop';
    if (dropped && chain.devices === 'not told') {
      doubt ??= {
        outcome: 'unknown',
        by: `${decided}: the listing does not name the devices of this chain, so it may not be on ${packet.interface}`,
        counted: false,
      };
    } else if (dropped) return { outcome: 'drop', by: decided, counted: end.counted };
    // A later chain may still drop it for certain.
    else if (end.kind === 'unknown') doubt ??= { outcome: 'unknown', by: end.by, counted: false };
    else by = decided;
  }
  return doubt ?? { outcome: 'accept', by, counted: false };
}

const nameOf = ({ family, table, name }: NftChain) => `${family} ${table} ${name}`;

function runChain(
  start: RuleContext,
  from: number,
  countedBefore: boolean,
  steps: { left: number },
  stack: readonly string[],
): ChainEnd {
  let counted = countedBefore;
  let context = start;
  for (let index = from; index < context.chain.rules.length; index++) {
    steps.left -= 1;
    const by = `rule ${index + 1} of ${nameOf(context.chain)}`;
    if (steps.left < 0 || stack.length > mostJumps)
      return { kind: 'unknown', by: `${by}: the rules do not end`, counted: false, state: context.state };
    const step = runRule(context.chain.rules[index]!, context);
    if (step.matched === 'no') {
      context = { ...context, state: step.state };
      continue;
    }
    const after = { ...context, state: step.state };
    const taken = take(step, { context: after, by, steps, stack });
    if (step.matched === 'yes') {
      if (taken.end !== undefined) return taken.end;
      counted = step.counted;
      context = { ...context, state: taken.state };
      continue;
    }
    // Nobody knows whether the rule matches: only what both ways agree on is known.
    const settled = (end: ChainEnd) => (stack.length === 0 ? byPolicy(end, context.base) : end);
    const other = settled(runChain(context, index + 1, counted, steps, stack));
    const one = settled(
      taken.end ?? runChain({ ...context, state: taken.state }, index + 1, step.counted, steps, stack),
    );
    const state = either(one.state, other.state);
    if (one.kind === other.kind) return { ...other, counted: one.counted && other.counted, state };
    const why = `${by} asks for something that is not evaluated: ${step.odd}`;
    return { kind: 'unknown', by: one.kind === 'unknown' ? one.by : why, counted: false, state };
  }
  return { kind: 'through', by: `end of ${nameOf(context.chain)}`, counted, state: context.state };
}

/** What the end of a base chain comes to. */
function byPolicy(end: ChainEnd, base: NftChain): ChainEnd {
  return end.kind === 'through' ? { ...end, kind: base.policy, by: `policy of ${nameOf(base)}` } : end;
}

/** What is known of the packet when it came one way or the other. */
function either(one: PacketState, other: PacketState): PacketState {
  return {
    notrack: one.notrack === other.notrack ? one.notrack : 'unknown',
    mark: one.mark === other.mark ? one.mark : undefined,
    filled: [...new Set([...one.filled, ...other.filled])],
  };
}

interface Taking {
  readonly context: RuleContext;
  readonly by: string;
  readonly steps: { left: number };
  readonly stack: readonly string[];
}

/** What follows from a rule: the end of its chain, or with `end` undefined the next rule. */
function take(
  step: RuleStep,
  { context, by, steps, stack }: Taking,
): { end: ChainEnd | undefined; state: PacketState } {
  const { state } = context;
  const { verdict, counted } = step;
  const ends = (kind: ChainEnd['kind'], why = by) => ({ end: { kind, by: why, counted, state }, state });
  switch (verdict?.kind) {
    case undefined:
    case 'continue':
      return { end: undefined, state };
    case 'accept':
    case 'drop':
      return ends(verdict.kind);
    case 'unknown':
      return ends('unknown', `${by} asks for something that is not evaluated: ${step.odd}`);
    case 'return':
      return ends('through');
    case 'jump':
    case 'goto': {
      const { family, table } = context.chain;
      const chain = context.ruleset.chains.find(
        (one) => one.family === family && one.table === table && one.name === verdict.target,
      );
      if (chain === undefined) return ends('unknown', `${by}: no chain ${verdict.target}`);
      const end = runChain({ ...context, chain }, 0, counted, steps, [...stack, chain.name]);
      const goesOn = end.kind === 'through' && verdict.kind === 'jump';
      return { end: goesOn ? undefined : end, state: end.state };
    }
  }
}

interface RuleStep {
  readonly matched: Truth;
  readonly verdict: Verdict | undefined;
  readonly counted: boolean;
  /** The statement that is not evaluated, shortened. */
  readonly odd: string;
  readonly state: PacketState;
}

function runRule(rule: NftRule, start: RuleContext): RuleStep {
  let context = start;
  let matched: Truth = 'yes';
  let counted = false;
  let odd = '';
  for (const statement of rule.statements) {
    const holds = conditionOf(statement, context);
    if (holds === 'no') return { matched: 'no', verdict: undefined, counted: false, odd, state: sure(matched) };
    if (holds === 'unknown') {
      matched = 'unknown';
      odd ||= JSON.stringify(statement).slice(0, 100);
    }
    if ('counter' in statement) counted = true;
    context = { ...context, state: stateAfter(statement, context) };
    const verdict = verdictOf(statement, context);
    if (verdict === undefined) continue;
    if (verdict.kind === 'unknown') odd ||= JSON.stringify(statement).slice(0, 100);
    return { matched, verdict, counted, odd, state: context.state };
  }
  return { matched, verdict: undefined, counted, odd, state: context.state };

  /** A rule that fails half-way has done what stands before: for certain only where it came that far for certain. */
  function sure(came: Truth): PacketState {
    return came === 'yes' ? context.state : either(start.state, context.state);
  }
}
