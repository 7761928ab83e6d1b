import type {
  BatmanClient,
  BatmanGateway,
  BatmanHeader,
  BatmanNeighbour,
  BatmanOriginator,
  BatmanQuality,
  Parsed,
} from './observations.js';
import { complaint, Findings, macPattern, numberedLines } from './tool-text.js';

export interface BatmanTable<T> {
  readonly header: BatmanHeader | undefined;
  readonly rows: readonly T[];
}

const headerLine = new RegExp(
  `^\\[B\\.A\\.T\\.M\\.A\\.N\\. adv ([^,]+), MainIF/MAC: ([^/]+)/(${macPattern}) \\((\\S+?)(?:/(${macPattern}))? (BATMAN_\\S+)\\).*\\]$`,
);
const quality = '\\(\\s*([\\d.]+)\\)';
const outgoing = '\\[\\s*(\\S+)\\]';
const seen = '(\\d+\\.\\d+)s';

/** Headings of the tables; BATMAN_V words its own. */
const headings = /^\s*(?:IF\s+Neighbor|Originator\s+last-seen|Router\s+\(|Client\s+VID)/;

/** The head of a batctl table; undefined when the line is none. */
export function batmanHeader(line: string): BatmanHeader | undefined {
  const match = headerLine.exec(line.trim());
  if (match === null) return undefined;
  return {
    version: match[1]!,
    hardInterface: match[2]!,
    address: match[3]!.toLowerCase(),
    meshInterface: match[4]!,
    meshAddress: match[5]?.toLowerCase(),
    algorithm: match[6]!,
  };
}

function parseTable<T>(
  text: string,
  command: string,
  what: string,
  row: (line: string, header: BatmanHeader | undefined) => T | undefined,
): Parsed<BatmanTable<T>> {
  const findings = new Findings(command);
  const rows: T[] = [];
  let header: BatmanHeader | undefined;
  for (const { line, text: raw } of numberedLines(text)) {
    const head = batmanHeader(raw);
    if (head !== undefined) header = head;
    else if (!headings.test(raw)) {
      const read = row(raw.trimEnd(), header);
      if (read === undefined) findings.add(line, raw, complaint(raw) ?? `is not ${what} in the form that is known`);
      else rows.push(read);
    }
  }
  return findings.with({ header, rows });
}

/** `#/255` is a transmit quality, a number with a point a throughput in Mbit/s: BATMAN_V always prints one decimal. */
function qualityOf(text: string): BatmanQuality | undefined {
  if (/^\d+$/.test(text) && Number(text) <= 255) return { tq: Number(text) };
  if (/^\d+\.\d+$/.test(text)) return { throughputMbps: Number(text) };
  return undefined;
}

const milliseconds = (seconds: string | undefined) => Math.round(Number(seconds) * 1000);

/** `batctl n`, of BATMAN_IV (interface first) and of BATMAN_V (address first, with a throughput). */
export function parseNeighbours(text: string, command: string): Parsed<BatmanTable<BatmanNeighbour>> {
  const four = new RegExp(`^\\s*(\\S+)\\s+(${macPattern})\\s+${seen}$`);
  const five = new RegExp(`^\\s*(${macPattern})\\s+${seen} ${quality} ${outgoing}$`);
  return parseTable(text, command, 'a neighbour', (line) => {
    const iv = four.exec(line);
    if (iv !== null) return { interface: iv[1]!, mac: iv[2]!.toLowerCase(), lastSeenMs: milliseconds(iv[3]) };
    const v = five.exec(line);
    const worth = v === null ? undefined : qualityOf(v[3]!);
    if (v === null || worth === undefined) return undefined;
    return { mac: v[1]!.toLowerCase(), lastSeenMs: milliseconds(v[2]), ...worth, interface: v[4]! };
  });
}

/** `batctl o`: every way to every originator; the one in use has a star. */
export function parseOriginators(text: string, command: string): Parsed<BatmanTable<BatmanOriginator>> {
  const line = new RegExp(`^ ([* ]) (${macPattern})\\s+${seen}\\s+${quality}\\s+(${macPattern})\\s+${outgoing}$`);
  return parseTable(text, command, 'a way to an originator', (raw) => {
    const match = line.exec(raw);
    const worth = match === null ? undefined : qualityOf(match[4]!);
    if (match === null || worth === undefined) return undefined;
    return {
      best: match[1] === '*',
      originator: match[2]!.toLowerCase(),
      lastSeenMs: milliseconds(match[3]),
      ...worth,
      nextHop: match[5]!.toLowerCase(),
      interface: match[6]!,
    };
  });
}

/** `batctl gwl`. */
export function parseGateways(text: string, command: string): Parsed<BatmanTable<BatmanGateway>> {
  const line = new RegExp(
    `^([* ]) (${macPattern}) ${quality} (${macPattern}) ${outgoing}: (\\d+\\.\\d+)/(\\d+\\.\\d+) MBit$`,
  );
  return parseTable(text, command, 'a gateway', (raw) => {
    const match = line.exec(raw);
    const worth = match === null ? undefined : qualityOf(match[3]!);
    if (match === null || worth === undefined) return undefined;
    return {
      chosen: match[1] === '*',
      originator: match[2]!.toLowerCase(),
      ...worth,
      nextHop: match[4]!.toLowerCase(),
      interface: match[5]!,
      downMbps: Number(match[6]),
      upMbps: Number(match[7]),
    };
  });
}

/** `batctl tg`: who is reached through which originator. */
export function parseClients(text: string, command: string): Parsed<BatmanTable<BatmanClient>> {
  const line = new RegExp(`^ ([* ]) (${macPattern})\\s+(-?\\d+) \\[[.A-Z]+\\] \\(\\s*\\d+\\) (${macPattern}) \\(.*$`);
  return parseTable(text, command, 'a client', (raw) => {
    const match = line.exec(raw);
    if (match === null) return undefined;
    return {
      best: match[1] === '*',
      client: match[2]!.toLowerCase(),
      vid: Number(match[3]),
      originator: match[4]!.toLowerCase(),
    };
  });
}
