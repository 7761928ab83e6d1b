import { addressBits } from './address-bits.js';
import { type IncomingPacket, icmpTypeNumbers } from './packet.js';
import { asObject, type NftChain, type NftObject, type NftRuleset } from './ruleset.js';

/** Whether an expression holds for a packet; `unknown` where the evaluation does not know it. */
export type Truth = 'yes' | 'no' | 'unknown';

/** Values that an operand has, most telling first: a port is 15118, an interface is `mesh0`. */
type Operand =
  | { readonly kind: 'known'; readonly values: readonly (string | number | bigint)[] }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

type Known = Extract<Operand, { kind: 'known' }>;

const known = (...values: readonly (string | number | bigint)[]): Operand => ({ kind: 'known', values });
const absent: Operand = { kind: 'absent' };
const unknown: Operand = { kind: 'unknown' };
const protocolNumbers = { tcp: 6, udp: 17, icmpv6: 58 } as const;
const hopLimit = 255;

/** Where a rule lies: named sets are looked up in its table. */
export interface RuleContext {
  readonly ruleset: NftRuleset;
  readonly chain: NftChain;
  readonly packet: IncomingPacket;
}

/** What the left side of a match stands for in this packet. */
export function operandOf(left: unknown, { packet }: Pick<RuleContext, 'packet'>): Operand {
  const expression = asObject(left);
  if (expression === undefined) return unknown;
  const meta = asObject(expression['meta']);
  if (meta !== undefined) return metaOf(String(meta['key']), packet);
  const payload = asObject(expression['payload']);
  if (payload !== undefined) return payloadOf(String(payload['protocol']), String(payload['field']), packet);
  const tracking = asObject(expression['ct']);
  if (tracking?.['key'] === 'state') return known(packet.connection);
  const masked = expression['&'];
  // `tcp flags & (fin | syn | rst | ack) == syn`: of the flags, a first packet has syn alone.
  if (Array.isArray(masked))
    return operandOf(masked[0], { packet }).kind === 'known' ? flagsOf(masked, packet) : unknown;
  return unknown;
}

function flagsOf(masked: readonly unknown[], packet: IncomingPacket): Operand {
  const field = asObject(asObject(masked[0])?.['payload'])?.['field'];
  if (packet.protocol !== 'tcp' || field !== 'flags') return unknown;
  return JSON.stringify(masked[1] ?? null).includes('"syn"') ? known('syn', 2) : known(0);
}

function metaOf(key: string, packet: IncomingPacket): Operand {
  switch (key) {
    case 'iifname':
    case 'iif':
      return known(packet.interface);
    case 'oifname':
    case 'oif':
      return absent;
    case 'l4proto':
      return known(
        packet.protocol === 'icmpv6' ? 'ipv6-icmp' : packet.protocol,
        packet.protocol,
        protocolNumbers[packet.protocol],
      );
    case 'nfproto':
      return known('ipv6', 10);
    case 'protocol':
      return known('ip6', 'ipv6', 0x86dd);
    case 'pkttype':
      return known(packet.destination.startsWith('ff') ? 'multicast' : 'host');
    case 'iiftype':
      return known('ether');
    default:
      return unknown;
  }
}

function payloadOf(protocol: string, field: string, packet: IncomingPacket): Operand {
  if (protocol === 'ip' || protocol === 'icmp' || protocol === 'arp') return absent;
  if (protocol === 'ip6') {
    if (field === 'saddr') return known(addressBits(packet.source) ?? packet.source);
    if (field === 'daddr') return known(addressBits(packet.destination) ?? packet.destination);
    if (field === 'nexthdr') return metaOf('l4proto', packet);
    // What a neighbour sends is not forwarded (RFC 4861, 7.1.1).
    return field === 'hoplimit' ? known(hopLimit) : unknown;
  }
  if (protocol === 'ether') return field === 'type' ? known('ip6') : unknown;
  if (protocol !== 'th' && protocol !== packet.protocol) {
    return ['tcp', 'udp', 'icmpv6', 'sctp', 'dccp', 'udplite', 'esp', 'ah'].includes(protocol) ? absent : unknown;
  }
  if (packet.protocol === 'icmpv6') {
    const type = packet.icmpType ?? '';
    return protocol === 'icmpv6' && field === 'type' ? known(type, icmpTypeNumbers[type] ?? -1) : unknown;
  }
  if (field === 'dport' && packet.destinationPort !== undefined) return known(packet.destinationPort);
  if (field === 'flags' && packet.protocol === 'tcp') return known('syn', 2);
  if (field === 'sport' && packet.sourcePort !== undefined) return known(packet.sourcePort);
  return unknown;
}

/** Whether the right side of a match holds the operand. */
export function holds(operand: Operand, right: unknown, context: RuleContext): Truth {
  if (operand.kind === 'absent') return 'no';
  if (operand.kind === 'unknown') return 'unknown';
  if (Array.isArray(right)) return any(right.map((one) => holds(operand, one, context)));
  const composed = asObject(right);
  if (composed !== undefined) return holdsComposed(operand, composed, context);
  if (typeof right === 'string' && right.startsWith('@')) return inNamedSet(operand, right.slice(1), context);
  if (typeof right !== 'string' && typeof right !== 'number') return 'unknown';
  return any(operand.values.map((value) => equal(value, right)));
}

function holdsComposed(operand: Known, composed: NftObject, context: RuleContext): Truth {
  const set = composed['set'];
  if (Array.isArray(set)) return any(set.map((one) => holds(operand, one, context)));
  const element = asObject(composed['elem']);
  if (element !== undefined) return holds(operand, element['val'], context);
  const range = composed['range'];
  if (Array.isArray(range)) return within(operand, comparable(range[0]), comparable(range[1]));
  const prefix = asObject(composed['prefix']);
  if (prefix === undefined) return 'unknown';
  const base = addressBits(String(prefix['addr']));
  const shift = 128n - BigInt(Number(prefix['len'] ?? 128));
  const value = operand.values.find((one) => typeof one === 'bigint');
  if (base === undefined || value === undefined) return 'unknown';
  return value >> shift === base >> shift ? 'yes' : 'no';
}

function inNamedSet(operand: Operand, name: string, context: RuleContext): Truth {
  const { family, table } = context.chain;
  const set = context.ruleset.sets.find((one) => one.name === name && one.family === family && one.table === table);
  return set === undefined ? 'unknown' : any(set.elements.map((one) => holds(operand, one, context)));
}

function equal(value: string | number | bigint, right: string | number): Truth {
  if (typeof value === 'bigint') return addressBits(String(right)) === value ? 'yes' : 'no';
  if (typeof value === 'string' && typeof right === 'string' && right.endsWith('*')) {
    return value.startsWith(right.slice(0, -1)) ? 'yes' : 'no';
  }
  return value === right ? 'yes' : 'no';
}

function comparable(value: unknown): number | bigint | undefined {
  return typeof value === 'number' ? value : typeof value === 'string' ? (addressBits(value) ?? undefined) : undefined;
}

/** The value of an operand that is of the kind of the limit. */
function ofKind(operand: Known, limit: number | bigint): number | bigint | undefined {
  return operand.values.find((one): one is number | bigint => typeof one === typeof limit);
}

function within(operand: Known, low: number | bigint | undefined, high: number | bigint | undefined): Truth {
  const value = low === undefined ? undefined : ofKind(operand, low);
  if (value === undefined || low === undefined || high === undefined) return 'unknown';
  return value >= low && value <= high ? 'yes' : 'no';
}

/** A match statement: `{ op, left, right }`. */
export function matchHolds(match: NftObject, context: RuleContext): Truth {
  const operand = operandOf(match['left'], context);
  const { op, right } = match;
  switch (op) {
    case '==':
    case 'in':
      return holds(operand, right, context);
    case '!=': {
      // A field that the packet does not have makes the rule fail, whatever the operator (nft adds the dependency).
      if (operand.kind === 'absent') return 'no';
      return not(holds(operand, right, context));
    }
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operand, op, comparable(right));
    default:
      return 'unknown';
  }
}

function ordered(operand: Operand, op: '<' | '<=' | '>' | '>=', right: number | bigint | undefined): Truth {
  if (operand.kind === 'absent') return 'no';
  if (operand.kind === 'unknown' || right === undefined) return 'unknown';
  const value = ofKind(operand, right);
  if (value === undefined) return 'unknown';
  const outcome = { '<': value < right, '<=': value <= right, '>': value > right, '>=': value >= right }[op];
  return outcome ? 'yes' : 'no';
}

export function any(truths: readonly Truth[]): Truth {
  if (truths.includes('yes')) return 'yes';
  return truths.includes('unknown') ? 'unknown' : 'no';
}

function not(truth: Truth): Truth {
  return truth === 'unknown' ? 'unknown' : truth === 'yes' ? 'no' : 'yes';
}
