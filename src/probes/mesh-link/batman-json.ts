import type {
  BatmanClient,
  BatmanGateway,
  BatmanHardInterface,
  BatmanNeighbour,
  BatmanOriginator,
  BatmanQuality,
  Parsed,
} from './observations.js';
import { complaint, Findings } from './tool-text.js';

export type Row = Readonly<Record<string, unknown>>;

/** Takes fields of a row and remembers which were not what they should be. */
class Fields {
  readonly #row: Row;
  readonly wrong: string[] = [];

  constructor(row: Row) {
    this.#row = row;
  }

  has(name: string): boolean {
    return this.#row[name] !== undefined;
  }

  number(name: string): number {
    const value = this.#row[name];
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    this.wrong.push(name);
    return 0;
  }

  text(name: string): string {
    const value = this.#row[name];
    if (typeof value === 'string') return value.toLowerCase();
    this.wrong.push(name);
    return '';
  }

  /** Interfaces are told by name; an interface that vanished while batctl asked has none. */
  interface(): string {
    const value = this.#row['hard_ifname'];
    return typeof value === 'string' ? value : '';
  }

  flag(name: string): boolean {
    return this.#row[name] === true;
  }

  /** `throughput` in units of `unitMbps`, else `tq`. */
  quality(unitMbps: number): BatmanQuality {
    if (this.has('throughput')) {
      // Whole units in, one decimal out, as the tables print it.
      return { throughputMbps: Math.round(this.number('throughput') * unitMbps * 1000) / 1000 };
    }
    return { tq: this.number('tq') };
  }
}

/** JSON of batctl; a complaint of the tool in its place is a finding. */
export function readJson(text: string, findings: Findings): unknown {
  const why = complaint(text.split('\n')[0] ?? '');
  if (why !== undefined) {
    findings.add(1, text.split('\n')[0] ?? '', why);
    return undefined;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    findings.add(1, text, `is not JSON: ${(error as Error).message}`);
    return undefined;
  }
}

function parseRows<T>(text: string, command: string, row: (fields: Fields) => T): Parsed<readonly T[] | undefined> {
  const findings = new Findings(command);
  const value = readJson(text, findings);
  if (value === undefined) return findings.with(undefined);
  if (!Array.isArray(value)) {
    findings.add(1, text, 'is JSON but not a list');
    return findings.with(undefined);
  }
  const rows: T[] = [];
  value.forEach((entry: unknown, i) => {
    if (typeof entry !== 'object' || entry === null) {
      findings.add(1, JSON.stringify(entry), `entry ${i} is no object`);
      return;
    }
    const fields = new Fields(entry as Row);
    const read = row(fields);
    if (fields.wrong.length === 0) rows.push(read);
    else findings.add(1, JSON.stringify(entry), `entry ${i} lacks ${fields.wrong.join(', ')} or it is of another type`);
  });
  return findings.with(rows);
}

/** kbit/s in `oj` and `nj`, 100 kbit/s in `gwj`. */
const kbit = 0.001;
const hundredKbit = 0.1;

/** `batctl oj`. */
export function parseOriginatorsJson(text: string, command: string): Parsed<readonly BatmanOriginator[] | undefined> {
  return parseRows(text, command, (row) => ({
    originator: row.text('orig_address'),
    nextHop: row.text('neigh_address'),
    interface: row.interface(),
    lastSeenMs: row.number('last_seen_msecs'),
    best: row.flag('best'),
    ...row.quality(kbit),
  }));
}

/** `batctl nj`; BATMAN_IV gives no quality there. */
export function parseNeighboursJson(text: string, command: string): Parsed<readonly BatmanNeighbour[] | undefined> {
  return parseRows(text, command, (row) => {
    const worth = row.has('throughput') ? row.quality(kbit) : {};
    return {
      mac: row.text('neigh_address'),
      interface: row.interface(),
      lastSeenMs: row.number('last_seen_msecs'),
      ...worth,
    };
  });
}

/** `batctl gwj`. */
export function parseGatewaysJson(text: string, command: string): Parsed<readonly BatmanGateway[] | undefined> {
  return parseRows(text, command, (row) => ({
    originator: row.text('orig_address'),
    nextHop: row.text('router'),
    interface: row.interface(),
    chosen: row.flag('best'),
    downMbps: row.number('bandwidth_down') / 10,
    upMbps: row.number('bandwidth_up') / 10,
    ...row.quality(hundredKbit),
  }));
}

/** `batctl tgj`. */
export function parseClientsJson(text: string, command: string): Parsed<readonly BatmanClient[] | undefined> {
  return parseRows(text, command, (row) => ({
    client: row.text('tt_address'),
    originator: row.text('orig_address'),
    vid: row.number('tt_vid'),
    best: row.flag('best'),
  }));
}

/** `batctl hj`. */
export function parseHardInterfaces(text: string, command: string): Parsed<readonly BatmanHardInterface[] | undefined> {
  return parseRows(text, command, (row) => ({
    name: row.interface(),
    mac: row.text('hard_address'),
    active: row.flag('active'),
  }));
}
