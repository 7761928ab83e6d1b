import { addressBits } from './address-bits.js';
import type { IncomingPacket } from './packet.js';
import { asObject, type NftChain, type NftObject, type NftRuleset } from './ruleset.js';
import {
  connectionBits,
  directions,
  etherTypes,
  families,
  icmpTypeNumbers,
  interfaceTypes,
  packetTypes,
  protocolNumbers,
  routeTypes,
  type Symbols,
  tcpFlagBits,
} from './symbols.js';

/** What the left side of a match is in one packet. */
export type Operand =
  | {
      readonly kind: 'number';
      readonly value: bigint;
      /** Bits of the field: what a prefix is counted in. */
      readonly width: number;
      /** A constant of the right side as a number of this field; undefined for a word that is not known. */
      readonly read: (constant: unknown) => bigint | undefined;
      /** A set of flags: `in` asks for any of them. */
      readonly flags: boolean;
    }
  | { readonly kind: 'name'; readonly value: string }
  /** A concatenation, `ip6 saddr . tcp dport`. */
  | { readonly kind: 'list'; readonly parts: readonly Operand[] }
  /** The packet has no such field: a rule that asks for it never matches, whatever the operator. */
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown' };

/** What rules have changed about the packet before the one that is looked at. */
export interface PacketState {
  /** `notrack` before connection tracking; `unknown` where nobody knows whether that rule matched. */
  readonly notrack: boolean | 'unknown';
  /** Mark of the packet; undefined when rules have set it to something that is not evaluated. */
  readonly mark: bigint | undefined;
  /** Sets that rules have added to on the way. */
  readonly filled: readonly string[];
}

/** Where a rule lies, and what it looks at. */
export interface RuleContext {
  readonly ruleset: NftRuleset;
  readonly chain: NftChain;
  /** The chain that the kernel entered; `chain` itself, or the one that led there by jumps. */
  readonly base: NftChain;
  readonly packet: IncomingPacket;
  readonly state: PacketState;
}

export const absent: Operand = { kind: 'absent' };
export const unknown: Operand = { kind: 'unknown' };
/** Priority of connection tracking in the hook prerouting (NF_IP6_PRI_CONNTRACK). */
const trackingPriority = -200;

function numeric(value: bigint | number, width: number, symbols: Symbols = {}, flags = false): Operand {
  const read = (constant: unknown): bigint | undefined => {
    if (typeof constant === 'number' && Number.isInteger(constant)) return BigInt(constant);
    if (typeof constant === 'boolean') return constant ? 1n : 0n;
    if (typeof constant === 'string') return Object.hasOwn(symbols, constant) ? BigInt(symbols[constant]!) : undefined;
    const list = Array.isArray(constant) ? constant : asObject(constant)?.['|'];
    if (!Array.isArray(list)) return undefined;
    const bits = list.map(read);
    return bits.includes(undefined) ? undefined : bits.reduce<bigint>((all, one) => all | one!, 0n);
  };
  return { kind: 'number', value: BigInt(value), width, read, flags };
}

function address(text: string): Operand {
  const value = addressBits(text);
  const read = (constant: unknown) => (typeof constant === 'string' ? addressBits(constant) : undefined);
  return value === undefined ? unknown : { kind: 'number', value, width: 128, read, flags: false };
}

/** What the left side of a match stands for in this packet. */
export function operandOf(left: unknown, context: RuleContext): Operand {
  const expression = asObject(left);
  const [name = ''] = Object.keys(expression ?? {});
  const value = expression?.[name];
  const detail = asObject(value);
  switch (name) {
    case 'meta':
      return metaOf(String(detail?.['key']), context);
    case 'payload':
      return payloadOf(String(detail?.['protocol']), String(detail?.['field']), context);
    case 'ct':
      return trackingOf(String(detail?.['key']), context);
    case 'concat':
      return Array.isArray(value) ? listOf(value.map((one) => operandOf(one, context))) : unknown;
    case 'exthdr':
      // None of the packets that are asked about has an extension header.
      return detail?.['field'] === undefined ? numeric(0, 8) : absent;
    case 'tcp option':
      return context.packet.protocol === 'tcp' ? unknown : absent;
    case 'fib':
      return routeOf(detail ?? {}, context);
    case '&':
    case '|':
    case '^':
    case '<<':
    case '>>':
      return Array.isArray(value) ? bitwise(name, operandOf(value[0], context), value[1]) : unknown;
    default:
      return unknown;
  }
}

function listOf(parts: readonly Operand[]): Operand {
  return parts.some(({ kind }) => kind === 'absent') ? absent : { kind: 'list', parts };
}

function bitwise(operator: '&' | '|' | '^' | '<<' | '>>', left: Operand, right: unknown): Operand {
  if (left.kind !== 'number') return left.kind === 'absent' ? absent : unknown;
  const by = left.read(right);
  if (by === undefined) return unknown;
  const { value, width } = left;
  const mask = (1n << BigInt(width)) - 1n;
  const result = {
    '&': value & by,
    '|': value | by,
    '^': value ^ by,
    '<<': operator === '<<' ? (value << by) & mask : 0n,
    '>>': operator === '>>' ? value >> by : 0n,
  }[operator];
  return { ...left, value: result };
}

function metaOf(key: string, { packet, state }: RuleContext): Operand {
  switch (key) {
    case 'iifname':
    case 'iif':
      return { kind: 'name', value: packet.interface };
    case 'oifname':
    case 'oif':
      // What arrives has no way out yet: the kernel compares with an empty name.
      return { kind: 'name', value: '' };
    case 'l4proto':
      return numeric(protocolNumbers[packet.protocol]!, 8, protocolNumbers);
    case 'nfproto':
      return numeric(families['ipv6']!, 8, families);
    case 'protocol':
      return numeric(etherTypes['ip6']!, 16, etherTypes);
    case 'pkttype':
      return numeric(packetTypes[isMulticast(packet) ? 'multicast' : 'host']!, 8, packetTypes);
    case 'iiftype':
      return numeric(interfaceTypes['ether']!, 16, interfaceTypes);
    case 'mark':
      return state.mark === undefined ? unknown : numeric(state.mark, 32);
    default:
      return unknown;
  }
}

const isMulticast = ({ destination }: IncomingPacket) => /^ff/i.test(destination);

function trackingOf(key: string, context: RuleContext): Operand {
  const state = connectionAt(context);
  if (state === undefined) return unknown;
  if (key === 'state') return numeric(connectionBits[state], 32, connectionBits, true);
  // Without an entry of connection tracking there is nothing to ask.
  if (state === 'untracked' || state === 'invalid') return absent;
  return key === 'direction' && state === 'new' ? numeric(directions['original']!, 8, directions) : unknown;
}

/** State of connection tracking as this chain sees it: before tracking has looked, every packet is `invalid`. */
function connectionAt({ base, packet, state }: RuleContext): keyof typeof connectionBits | undefined {
  if (state.notrack === 'unknown') return undefined;
  if (state.notrack) return 'untracked';
  if (base.hook === 'ingress') return 'invalid';
  if (base.hook !== 'prerouting' || base.priority > trackingPriority) return packet.connection;
  return base.priority < trackingPriority ? 'invalid' : undefined;
}

/** True where `notrack` still keeps a packet from being tracked. */
export function beforeTracking({ hook, priority }: NftChain): boolean {
  return hook === 'ingress' || (hook === 'prerouting' && priority < trackingPriority);
}

function routeOf(fib: NftObject, { packet }: RuleContext): Operand {
  const flags = fib['flags'];
  const asked = Array.isArray(flags) ? flags.join() : String(flags);
  if (fib['result'] !== 'type' || asked !== 'daddr') return unknown;
  return numeric(routeTypes[isMulticast(packet) ? 'multicast' : 'local']!, 32, routeTypes);
}

/** Headers that an IPv6 packet straight from Ethernet cannot have; nft asks for each of them first. */
const elsewhere = ['ip', 'icmp', 'igmp', 'arp', 'vlan'];
const transports = ['tcp', 'udp', 'icmpv6', 'sctp', 'dccp', 'udplite', 'esp', 'ah', 'comp'];

function payloadOf(protocol: string, field: string, context: RuleContext): Operand {
  const { packet } = context;
  if (elsewhere.includes(protocol)) return absent;
  if (protocol === 'ip6') return networkField(field, context);
  if (protocol === 'ether') return field === 'type' ? numeric(etherTypes['ip6']!, 16, etherTypes) : unknown;
  if (protocol !== 'th' && protocol !== packet.protocol) return transports.includes(protocol) ? absent : unknown;
  if (packet.protocol === 'icmpv6') return protocol === 'icmpv6' ? icmpField(field, packet) : unknown;
  if (field === 'dport' && packet.destinationPort !== undefined) return numeric(packet.destinationPort, 16);
  if (field === 'sport' && packet.sourcePort !== undefined) return numeric(packet.sourcePort, 16);
  // A first packet has SYN alone.
  if (field === 'flags' && packet.protocol === 'tcp' && packet.connection === 'new') {
    return numeric(tcpFlagBits['syn']!, 8, tcpFlagBits, true);
  }
  return unknown;
}

function networkField(field: string, { packet }: RuleContext): Operand {
  switch (field) {
    case 'saddr':
      return address(packet.source);
    case 'daddr':
      return address(packet.destination);
    case 'nexthdr':
      return numeric(protocolNumbers[packet.protocol]!, 8, protocolNumbers);
    case 'version':
      return numeric(6, 4);
    case 'hoplimit':
      return packet.hopLimit === undefined ? unknown : numeric(packet.hopLimit, 8);
    default:
      return unknown;
  }
}

function icmpField(field: string, packet: IncomingPacket): Operand {
  const type = icmpTypeNumbers[packet.icmpType ?? ''];
  if (type === undefined) return unknown;
  // Neither neighbour discovery nor an echo has another code than 0.
  if (field === 'code') return type < 128 ? unknown : numeric(0, 8, { 'no-route': 0 });
  return field === 'type' ? numeric(type, 8, icmpTypeNumbers) : unknown;
}
