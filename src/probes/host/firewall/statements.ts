import { elementHolds, matchHolds, type Truth } from './match.js';
import { beforeTracking, operandOf, type PacketState, type RuleContext } from './operand.js';
import { asObject, type NftObject } from './ruleset.js';

export type Verdict =
  | { readonly kind: 'accept' | 'drop' | 'return' | 'continue' | 'unknown' }
  | { readonly kind: 'jump' | 'goto'; readonly target: string };

/** Statements that neither decide nor change anything that a later rule can ask for. */
const harmless = new Set([
  'counter',
  'log',
  'comment',
  'dup',
  'flow',
  'last',
  'secmark',
  'ct helper',
  'ct timeout',
  'ct expectation',
]);
/** Statements that are conditions or changes, and no verdicts. */
const handled = new Set(['match', 'limit', 'quota', 'ct count', 'set', 'meter', 'mangle', 'notrack', 'xt', 'vmap']);

/** Whether a rule goes on after a statement. Rates and quotas are as a single packet finds them: not yet used up. */
export function conditionOf(statement: NftObject, context: RuleContext): Truth {
  const match = asObject(statement['match']);
  if (match !== undefined) return matchHolds(match, context);
  if ('limit' in statement) return withinLimit(statement['limit'], context);
  if ('quota' in statement) return withinQuota(statement['quota'], context);
  if ('ct count' in statement) return withinCount(asObject(statement['ct count']));
  if ('set' in statement || 'meter' in statement) {
    const nested = asObject(statement['set'] ?? statement['meter'])?.['stmt'];
    const inner = Array.isArray(nested) ? nested : nested === undefined ? [] : [nested];
    if (inner.length === 0 && hasOwnConditions(asObject(statement['set'])?.['set'], context)) return 'unknown';
    return firstDoubt(inner.map((one) => conditionOf(asObject(one) ?? {}, context)));
  }
  const value = asObject(asObject(statement['mangle'])?.['value']);
  // A key that the map lacks ends the rule.
  if (value !== undefined && 'map' in value) return 'unknown';
  return 'xt' in statement ? 'unknown' : 'yes';
}

/** A rule may have put a limit into the elements of a set; the kernel then asks it of every rule that touches them. */
function hasOwnConditions(name: unknown, { ruleset }: RuleContext): boolean {
  const fills = ruleset.chains.flatMap(({ rules }) => rules.flatMap(({ statements }) => statements));
  return fills.some((one) => {
    const set = asObject(one['set']);
    return set?.['set'] === name && Array.isArray(set?.['stmt']) && set['stmt'].length > 0;
  });
}

function firstDoubt(truths: readonly Truth[]): Truth {
  return truths.find((one) => one !== 'yes') ?? 'yes';
}

function named(value: unknown, kind: 'limit' | 'quota', { ruleset, chain }: RuleContext): NftObject | undefined {
  if (typeof value !== 'string') return asObject(value);
  return ruleset.objects.find(
    (one) => one.kind === kind && one.name === value && one.table === chain.table && one.family === chain.family,
  )?.value;
}

function withinLimit(value: unknown, context: RuleContext): Truth {
  const limit = named(value, 'limit', context);
  if (limit === undefined) return 'unknown';
  return limit['inv'] === true ? 'no' : 'yes';
}

const units: Readonly<Record<string, number>> = { bytes: 1, kbytes: 1024, mbytes: 1024 ** 2 };

function withinQuota(value: unknown, context: RuleContext): Truth {
  const quota = named(value, 'quota', context);
  if (quota === undefined) return 'unknown';
  const amount = (field: string) => {
    const number = quota[field];
    if (number === undefined) return field === 'used' ? 0 : undefined;
    const unit = units[String(quota[`${field}_unit`] ?? 'bytes')];
    return typeof number === 'number' && unit !== undefined ? number * unit : undefined;
  };
  const limit = amount(quota['bytes'] === undefined ? 'val' : 'bytes');
  const used = amount('used');
  if (limit === undefined || used === undefined) return 'unknown';
  return used < limit === (quota['inv'] !== true) ? 'yes' : 'no';
}

/** Connections that are open already are not known; the packet's own is the first. */
function withinCount(count: NftObject | undefined): Truth {
  const most = count?.['val'];
  if (typeof most !== 'number') return 'unknown';
  return 1 > most === (count?.['inv'] === true) ? 'yes' : 'no';
}

/** What a statement changes for the rules after it. */
export function stateAfter(statement: NftObject, context: RuleContext): PacketState {
  const { state, base } = context;
  if ('notrack' in statement && beforeTracking(base)) return { ...state, notrack: true };
  const set = asObject(statement['set']);
  if (set !== undefined && set['op'] !== 'delete') {
    return { ...state, filled: [...state.filled, String(set['set']).replace(/^@/, '')] };
  }
  const mangle = asObject(statement['mangle']);
  const key = asObject(asObject(mangle?.['key'])?.['meta'])?.['key'];
  if (key !== 'mark') return state;
  const value = mangle?.['value'];
  return { ...state, mark: typeof value === 'number' ? BigInt(value) : undefined };
}

/** The verdict of a statement; undefined where it gives none and the rule goes on. */
export function verdictOf(statement: NftObject, context: RuleContext): Verdict | undefined {
  const map = asObject(statement['vmap']);
  if (map !== undefined) return mapped(map, context);
  const mangled = asObject(asObject(statement['mangle'])?.['key']);
  // The rules after it would see another packet.
  if (mangled !== undefined && ('payload' in mangled || isPacketType(mangled))) return { kind: 'unknown' };
  const plain = plainVerdict(statement);
  if (plain !== undefined) return plain;
  // Queues, redirections and the like: what becomes of the packet is decided elsewhere.
  const odd = Object.keys(statement).some((name) => !harmless.has(name) && !handled.has(name));
  return odd ? { kind: 'unknown' } : undefined;
}

const isPacketType = (mangled: NftObject) => asObject(mangled['meta'])?.['key'] === 'pkttype';

function plainVerdict(statement: NftObject): Verdict | undefined {
  for (const kind of ['accept', 'drop', 'return', 'continue'] as const) if (kind in statement) return { kind };
  if ('reject' in statement) return { kind: 'drop' };
  for (const kind of ['jump', 'goto'] as const) {
    const target = asObject(statement[kind])?.['target'];
    if (typeof target === 'string') return { kind, target };
  }
  return undefined;
}

/** The verdict that a map gives the packet; `continue` when no entry fits, which ends the rule. */
function mapped(map: NftObject, context: RuleContext): Verdict {
  const operand = operandOf(map['key'], context);
  if (operand.kind === 'absent') return { kind: 'continue' };
  const entries = entriesOf(map['data'], context);
  if (entries === undefined) return { kind: 'unknown' };
  // The element for everything else counts only where no other fits.
  const isRest = (entry: readonly unknown[]) => keyOf(entry) === '*';
  const ordered = [...entries.filter((entry) => !isRest(entry)), ...entries.filter(isRest)];
  for (const entry of ordered) {
    const fits = elementHolds(operand, entry[0], context);
    if (fits === 'unknown') return { kind: 'unknown' };
    if (fits === 'yes') return plainVerdict(asObject(entry[1]) ?? {}) ?? { kind: 'unknown' };
  }
  return { kind: 'continue' };
}

function keyOf([key]: readonly unknown[]): unknown {
  return asObject(asObject(key)?.['elem'])?.['val'] ?? key;
}

function entriesOf(data: unknown, { ruleset, chain }: RuleContext): readonly (readonly unknown[])[] | undefined {
  const named = typeof data === 'string' && data.startsWith('@') ? data.slice(1) : undefined;
  const found = ruleset.sets.find(
    ({ name, table, family }) => name === named && table === chain.table && family === chain.family,
  );
  const entries = named === undefined ? asObject(data)?.['set'] : found?.elements;
  if (!Array.isArray(entries) || !entries.every((one) => Array.isArray(one))) return undefined;
  return entries as readonly (readonly unknown[])[];
}
