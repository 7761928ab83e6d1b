import { type Operand, operandOf, type RuleContext } from './operand.js';
import { asObject, type NftObject } from './ruleset.js';

/** Whether an expression holds for a packet; `unknown` where the evaluation does not know it. */
export type Truth = 'yes' | 'no' | 'unknown';

const truth = (value: boolean): Truth => (value ? 'yes' : 'no');

export function any(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

function all(truths: readonly Truth[]): Truth {
  if (truths.includes('no')) return 'no';
  return truths.includes('unknown') ? 'unknown' : 'yes';
}

function not(value: Truth): Truth {
  return value === 'unknown' ? 'unknown' : truth(value === 'no');
}

/** A match statement: `{ op, left, right }`. */
export function matchHolds(match: NftObject, context: RuleContext): Truth {
  const operand = operandOf(match['left'], context);
  const { op, right } = match;
  // A field that the packet does not have makes the rule fail, whatever the operator (nft adds the dependency).
  if (operand.kind === 'absent') return 'no';
  switch (op) {
    case '==':
      return holds(operand, right, context);
    case 'in':
      return operand.kind === 'number' && operand.flags
        ? anyFlag(operand, right, context)
        : holds(operand, right, context);
    case '!':
      return operand.kind === 'number' && operand.flags ? not(anyFlag(operand, right, context)) : 'unknown';
    case '!=':
      return not(holds(operand, right, context));
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operand, op, right);
    default:
      return 'unknown';
  }
}

/** `ct state new,established`: any of the flags is set. Members of a set are compared whole. */
function anyFlag(operand: Extract<Operand, { kind: 'number' }>, right: unknown, context: RuleContext): Truth {
  const mask = operand.read(right);
  return mask === undefined ? holds(operand, right, context) : truth((operand.value & mask) !== 0n);
}

function ordered(operand: Operand, op: '<' | '<=' | '>' | '>=', right: unknown): Truth {
  const limit = operand.kind === 'number' ? operand.read(right) : undefined;
  if (operand.kind !== 'number' || limit === undefined) return 'unknown';
  const { value } = operand;
  return truth({ '<': value < limit, '<=': value <= limit, '>': value > limit, '>=': value >= limit }[op]);
}

/** Whether the right side of a match, an element of a set or a key of a map holds the operand. */
export function holds(operand: Operand, right: unknown, context: RuleContext): Truth {
  if (operand.kind === 'absent') return 'no';
  if (typeof right === 'string' && right.startsWith('@')) return inNamedSet(operand, right.slice(1), context);
  const composed = asObject(right);
  const set = composed?.['set'];
  if (Array.isArray(set)) return any(set.map((one) => elementHolds(operand, one, context)));
  const element = asObject(composed?.['elem']);
  if (element !== undefined) return holds(operand, element['val'], context);
  switch (operand.kind) {
    case 'list':
      return listHolds(operand.parts, composed?.['concat'], context);
    case 'name':
      return nameHolds(operand.value, right);
    case 'number':
      return numberHolds(operand, right, composed);
    case 'unknown':
      return 'unknown';
  }
}

/** As {@link holds}; `*` is the element for everything that no other holds. */
export function elementHolds(operand: Operand, element: unknown, context: RuleContext): Truth {
  const value = asObject(asObject(element)?.['elem'])?.['val'] ?? element;
  if (value === '*') return 'yes';
  return holds(operand, value, context);
}

function listHolds(parts: readonly Operand[], right: unknown, context: RuleContext): Truth {
  if (!Array.isArray(right) || right.length !== parts.length) return 'unknown';
  return all(parts.map((part, index) => holds(part, right[index], context)));
}

function nameHolds(name: string, right: unknown): Truth {
  // An interface that is gone stands there by its number.
  if (typeof right === 'number') return 'no';
  if (typeof right !== 'string') return 'unknown';
  if (right.endsWith('\\*')) return truth(name === `${right.slice(0, -2)}*`);
  return truth(right.endsWith('*') ? name.startsWith(right.slice(0, -1)) : name === right);
}

function numberHolds(
  { value, width, read, flags }: Extract<Operand, { kind: 'number' }>,
  right: unknown,
  composed: NftObject | undefined,
): Truth {
  const range = composed?.['range'];
  if (Array.isArray(range)) {
    const [low, high] = [read(range[0]), read(range[1])];
    return low === undefined || high === undefined ? 'unknown' : truth(value >= low && value <= high);
  }
  const prefix = asObject(composed?.['prefix']);
  if (prefix !== undefined) {
    const base = read(prefix['addr']);
    const length = prefix['len'];
    if (base === undefined || typeof length !== 'number' || length < 0 || length > width) return 'unknown';
    const shift = BigInt(width - length);
    return truth(value >> shift === base >> shift);
  }
  // A list of words is one number where the field is made of flags, and alternatives elsewhere.
  if (Array.isArray(right) && !flags) {
    return any(right.map((one) => numberHolds({ kind: 'number', value, width, read, flags }, one, asObject(one))));
  }
  const constant = read(right);
  return constant === undefined ? 'unknown' : truth(value === constant);
}

function inNamedSet(operand: Operand, name: string, context: RuleContext): Truth {
  const { family, table } = context.chain;
  const set = context.ruleset.sets.find((one) => one.name === name && one.family === family && one.table === table);
  if (set === undefined) return 'unknown';
  const listed = any(set.elements.map((one) => elementHolds(operand, one, context)));
  // A rule before this one may just have put the packet's own key there.
  return listed === 'no' && context.state.filled.includes(name) ? 'unknown' : listed;
}
