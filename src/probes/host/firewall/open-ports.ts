import { fateOf, type PacketFate } from './evaluate.js';
import { tcpOpening, udpDatagram } from './packet.js';
import { asObject, type NftRuleset } from './ruleset.js';

/** Ports `low..high` that share one fate. */
export interface PortRange {
  readonly low: number;
  readonly high: number;
  readonly fate: PacketFate;
}

const lastPort = 65_535;

/** Every whole number of the ruleset that can be a port: only at these can the fate of a packet change. */
function numbersIn(value: unknown, found: Set<number>): void {
  if (typeof value === 'number') {
    if (Number.isInteger(value) && value >= 0 && value <= lastPort) found.add(value);
  } else if (Array.isArray(value)) {
    for (const one of value) numbersIn(one, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) numbersIn(one, found);
    const prefix = asObject(asObject(value)?.['prefix']);
    if (typeof prefix?.['addr'] === 'number') found.add(prefix['addr'] + 2 ** (16 - Number(prefix['len'])) - 1);
  }
}

const operators = ['&', '|', '^', '<<', '>>'];

/** Whether bits of ports are compared: then the fate can change at every port. */
function hasPortBits(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasPortBits);
  const object = asObject(value);
  if (object === undefined) return false;
  return Object.entries(object).some(
    ([key, one]) => (operators.includes(key) && /"[sd]port"/.test(JSON.stringify(one))) || hasPortBits(one),
  );
}

/**
 * What becomes of a first packet to every port, 1 to 65535, as ranges. Complete and cheap: rules compare ports with
 * numbers, so one port between two neighbouring numbers of the ruleset stands for all of them. Only where rules compare
 * bits of ports each port is asked for.
 */
export function portFates(
  ruleset: NftRuleset,
  interfaceName: string,
  protocol: 'tcp' | 'udp',
  stationAddress?: string,
): readonly PortRange[] {
  const numbers = new Set<number>();
  for (const { rules } of ruleset.chains) for (const { statements } of rules) numbersIn(statements, numbers);
  for (const { elements } of ruleset.sets) numbersIn(elements, numbers);
  const bits = ruleset.chains.some(({ rules }) => rules.some(({ statements }) => hasPortBits(statements)));
  const every = bits ? Array.from({ length: lastPort }, (_, index) => index + 1) : [];
  const starts = [...new Set([1, ...every, ...[...numbers].flatMap((port) => [port, port + 1])])]
    .filter((port) => port >= 1 && port <= lastPort)
    .sort((a, b) => a - b);
  const packet = protocol === 'tcp' ? tcpOpening : udpDatagram;
  const ranges: PortRange[] = [];
  for (const [index, low] of starts.entries()) {
    const high = (starts[index + 1] ?? lastPort + 1) - 1;
    const fate = fateOf(packet(interfaceName, low, stationAddress), ruleset);
    const last = ranges.at(-1);
    if (last !== undefined && last.fate.outcome === fate.outcome && last.fate.counted === fate.counted)
      ranges[ranges.length - 1] = { ...last, high };
    else ranges.push({ low, high, fate });
  }
  return ranges;
}

/** `TCP 22, 49152-65535` for a report. */
export function rangesText(protocol: 'tcp' | 'udp', ranges: readonly Pick<PortRange, 'low' | 'high'>[]): string {
  const parts = ranges.map(({ low, high }) => (low === high ? String(low) : `${low}-${high}`));
  return `${protocol.toUpperCase()} ${parts.join(', ')}`;
}
