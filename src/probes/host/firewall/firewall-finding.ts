import { fateOf, type PacketFate } from './evaluate.js';
import { type PortRange, portFates, rangesText } from './open-ports.js';
import { type IncomingPacket, neighbourDiscovery, packetName, sdpRequest, tcpOpening } from './packet.js';
import type { NftRuleset } from './ruleset.js';

export interface FirewallQuestion {
  /** Mesh interface on the station. */
  readonly meshInterface: string;
  /** TCP port that the SECC announces over SDP, where an answer was seen. */
  readonly announcedPort?: number;
  /** Address of the station on the mesh, for rules that name it; fe80::1 where it is not known. */
  readonly stationAddress?: string;
}

/** A packet that must pass, and what becomes of it. */
export interface RequiredPacket {
  readonly name: string;
  readonly why: string;
  readonly fate: PacketFate;
}

export interface FirewallFinding {
  /** Undefined when the rules hold something that is not evaluated and that decides. */
  readonly asRequired: boolean | undefined;
  readonly required: readonly RequiredPacket[];
  /** What passes although nothing asks for it. */
  readonly open: readonly string[];
  /** Whether what is dropped is counted. */
  readonly counted: boolean;
  /** Whether every TCP port of the dynamic range passes, so that whatever SDP announces there does. */
  readonly dynamicOpen: boolean;
  /** In words, the deciding ones first. */
  readonly findings: readonly string[];
}

/** TCP port of the deployment manual's rule. */
const manualPort = 15_118;
/** Ports that an SECC may announce (ISO 15118-2, 7.9.2.4, V2G2-125; RFC 6335). */
const dynamic = { low: 49_152, high: 65_535 } as const;

function requiredPackets({ meshInterface, announcedPort, stationAddress }: FirewallQuestion) {
  const packets: (readonly [IncomingPacket, string])[] = [
    [tcpOpening(meshInterface, manualPort, stationAddress), 'the port of the manual'],
    [sdpRequest(meshInterface), 'SDP requests of vehicles, to ff02::1'],
    ...neighbourDiscovery(meshInterface, stationAddress).map(
      (packet) => [packet, 'without it no vehicle finds the address of the station (RFC 4861)'] as const,
    ),
  ];
  if (announcedPort !== undefined && announcedPort !== manualPort) {
    packets.push([tcpOpening(meshInterface, announcedPort, stationAddress), 'the port that SDP announces']);
  }
  return packets;
}

/** Holds a ruleset against what the mesh interface must let pass, and what it must not. */
export function judgeFirewall(ruleset: NftRuleset, question: FirewallQuestion): FirewallFinding {
  const required = requiredPackets(question).map(([packet, why]): RequiredPacket => {
    return { name: packetName(packet), why, fate: fateOf(packet, ruleset) };
  });
  const tcp = portFates(ruleset, question.meshInterface, 'tcp', question.stationAddress);
  const udp = portFates(ruleset, question.meshInterface, 'udp', question.stationAddress);
  const wanted = {
    tcp: [manualPort, ...(question.announcedPort === undefined ? [] : [question.announcedPort])],
    udp: [manualPort],
  };
  const openTcp = beyond(tcp, wanted.tcp, true);
  const openUdp = beyond(udp, wanted.udp, false);
  const open = [
    ...(openTcp.length > 0 ? [rangesText('tcp', openTcp)] : []),
    ...(openUdp.length > 0 ? [rangesText('udp', openUdp)] : []),
  ];
  const dropped = [...tcp, ...udp].filter(({ fate }) => fate.outcome === 'drop');
  const counted = dropped.length > 0 && dropped.every(({ fate }) => fate.counted);
  const unclear = [...required.map(({ fate }) => fate), ...[...tcp, ...udp].map(({ fate }) => fate)].filter(
    ({ outcome }) => outcome === 'unknown',
  );
  const blocked = required.filter(({ fate }) => fate.outcome === 'drop');
  const wrong = blocked.length > 0 || open.length > 0 || !counted;
  return {
    asRequired: wrong ? false : unclear.length > 0 ? undefined : true,
    required,
    open,
    counted,
    dynamicOpen: tcp.every(
      ({ low, high, fate }) => high < dynamic.low || low > dynamic.high || fate.outcome === 'accept',
    ),
    findings: [
      ...explainManualRule(required, question, dropped),
      ...blocked.map(({ name, why, fate }) => `${name} is dropped by ${fate.by}: ${why}`),
      ...(open.length > 0
        ? [`open on ${question.meshInterface} although nothing asks for it: ${open.join('; ')}`]
        : []),
      ...(dropped.length > 0 && !counted ? [`what is dropped is not counted (${uncounted(dropped)})`] : []),
      ...(dropped.length === 0 ? [`nothing that arrives on ${question.meshInterface} is dropped`] : []),
      ...new Set(unclear.map(({ by }) => by)),
      ...dynamicNote(tcp, question.announcedPort),
    ],
  };
}

function uncounted(dropped: readonly PortRange[]): string {
  return [...new Set(dropped.filter(({ fate }) => !fate.counted).map(({ fate }) => fate.by))].join(', ');
}

/** Ranges that pass beyond the ports that are wanted; the dynamic range is where an SECC may announce. */
function beyond(ranges: readonly PortRange[], wanted: readonly number[], dynamicToo: boolean): readonly PortRange[] {
  return ranges
    .filter(({ fate }) => fate.outcome === 'accept')
    .filter(({ low, high }) => !(low === high && wanted.includes(low)))
    .flatMap((range) => without(range, wanted))
    .filter(({ low, high }) => !(dynamicToo && low >= dynamic.low && high <= dynamic.high));
}

/** A range less single ports inside it. */
function without(range: PortRange, ports: readonly number[]): readonly PortRange[] {
  const inside = ports.filter((port) => port >= range.low && port <= range.high).sort((a, b) => a - b);
  const parts: PortRange[] = [];
  let low = range.low;
  for (const port of inside) {
    if (port > low) parts.push({ ...range, low, high: port - 1 });
    low = port + 1;
  }
  if (low <= range.high) parts.push({ ...range, low });
  return parts;
}

function dynamicNote(tcp: readonly PortRange[], announced: number | undefined): readonly string[] {
  const whole = tcp.some(
    ({ low, high, fate }) => fate.outcome === 'accept' && high > low && low >= dynamic.low && low !== announced,
  );
  return whole
    ? [`the dynamic range of TCP is open in part or whole, which a gateway needs that announces another port each time`]
    : [];
}

/** The manual's own rule, taken alone, keeps every vehicle out: that deserves one sentence in place of four. */
function explainManualRule(
  required: readonly RequiredPacket[],
  { announcedPort }: FirewallQuestion,
  dropped: readonly PortRange[],
): readonly string[] {
  const fate = (name: string) => required.find((one) => one.name === name)?.fate.outcome;
  const alone =
    fate(`TCP ${manualPort}`) === 'accept' &&
    fate(`UDP ${manualPort}`) === 'drop' &&
    fate('ICMPv6 nd-neighbor-solicit') === 'drop' &&
    dropped.length > 0;
  if (!alone) return [];
  const announced =
    announcedPort !== undefined && fate(`TCP ${announcedPort}`) === 'drop'
      ? `, TCP ${announcedPort} that SDP announces`
      : '';
  return [
    `this is the manual's rule taken alone (TCP ${manualPort} accepted, all else dropped): it also drops neighbour discovery and SDP (UDP ${manualPort})${announced}, so no vehicle can find the station and TCP ${manualPort} is open for nobody; accept ICMPv6 types 135 and 136, UDP ${manualPort} and the announced port before the drop`,
  ];
}
