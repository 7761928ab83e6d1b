import type { Measured } from '../measured.js';
import { type Inspect, script } from './host-text.js';

/** One line of the gateway's log or of the kernel's. */
export interface LogLine {
  readonly source: 'gateway' | 'kernel';
  /** Seconds since 1970, where the line has a time. */
  readonly at: number | undefined;
  readonly text: string;
}

/** A line that the manual names, with what it means. */
export interface LogFault {
  readonly kind: 'peer-disconnect' | 'io-error-110';
  readonly line: LogLine;
  /** What it means and, where its neighbours tell, why it came. */
  readonly meaning: string;
  /** A cause was found in the line or near it. */
  readonly explained: boolean;
}

/** How near a line must stand to tell the cause of another, s. */
const nearSeconds = 5;

const kinds = [
  {
    kind: 'peer-disconnect',
    // The manual's string, as the log writes it.
    pattern: /0x4B3\b/i,
    meaning: 'a TLS peer went away: a certificate that does not match, or an expired token',
  },
  {
    kind: 'io-error-110',
    // ETIMEDOUT of Linux; "error 110" of other things (ports, counts) does not stand behind these words.
    pattern: /(?:I\/O error|\berror|\berrno|\berr)[ :=]*\(?-?110\b|\bETIMEDOUT\b/i,
    meaning: 'a connection timed out (ETIMEDOUT, 110): the other side does not answer, or the network between drops',
  },
] as const;

const causes: readonly (readonly [RegExp, string])[] = [
  [/certificate (?:has )?expired|CERT_HAS_EXPIRED|alert certificate expired|not.?after/i, 'an expired certificate'],
  [/not yet valid|CERT_NOT_YET_VALID/i, 'a certificate that is not valid yet; compare the clocks'],
  [/unknown ca|SELF_SIGNED|unable to (?:get|verify)|alert number 48/i, 'a certificate of a root that is not trusted'],
  [/no certificate|peer did not return a certificate|certificate required/i, 'a peer without a certificate'],
  [
    /no shared cipher|handshake failure|no suitable|unsupported protocol|wrong version|protocol version/i,
    'no common TLS version or cipher',
  ],
  [/bad certificate|certificate unknown|decrypt error|wrong curve|certificate/i, 'a certificate that is refused'],
  [/token/i, 'an expired token'],
  [
    /ECONNRESET|reset by peer|socket hang up|EPIPE|disconnected before/i,
    'the peer closed the connection during the handshake',
  ],
  [/link is down|carrier lost|NO-CARRIER|link down/i, 'the link went down'],
  [/modbus|inverter/i, 'the inverter does not answer over Modbus'],
];

/** Lines that the manual names, each with its meaning and, where the log tells, its cause. */
export function logFaults(lines: readonly LogLine[]): readonly LogFault[] {
  return lines.flatMap((line, index) => {
    const found = kinds.find(({ pattern }) => pattern.test(line.text));
    if (found === undefined) return [];
    const cause = causeIn(line.text.replace(found.pattern, '')) ?? nearCause(lines, index);
    return [
      {
        kind: found.kind,
        line,
        meaning: cause === undefined ? found.meaning : `${found.meaning}; here: ${cause}`,
        explained: cause !== undefined,
      },
    ];
  });
}

function causeIn(text: string): string | undefined {
  return causes.find(([pattern]) => pattern.test(text))?.[1];
}

/** Cause in the nearest other line, by time; a line without a time has no neighbours. */
function nearCause(lines: readonly LogLine[], index: number): string | undefined {
  const at = lines[index]?.at;
  if (at === undefined) return undefined;
  return lines
    .filter((line, other) => other !== index && line.at !== undefined && Math.abs(line.at - at) <= nearSeconds)
    .filter(({ text }) => !kinds.some(({ pattern }) => pattern.test(text)))
    .sort((a, b) => Math.abs(a.at! - at) - Math.abs(b.at! - at))
    .map(({ text }) => causeIn(text))
    .find((cause) => cause !== undefined);
}

/** Lines of a log file of JSON objects (`time` in ms or ISO, as pino writes) or of plain text. */
export function parseGatewayLog(text: string): readonly LogLine[] {
  return text.split('\n').flatMap((line): LogLine[] => {
    if (line.trim() === '') return [];
    return [{ source: 'gateway', at: timeOf(line), text: line }];
  });
}

function timeOf(line: string): number | undefined {
  try {
    const { time } = JSON.parse(line) as { readonly time?: unknown };
    if (typeof time === 'number') return time > 1e11 ? time / 1000 : time;
    const parsed = typeof time === 'string' ? Date.parse(time) : Number.NaN;
    return Number.isNaN(parsed) ? undefined : parsed / 1000;
  } catch {
    return undefined;
  }
}

/**
 * Lines of `journalctl -o json`; a message of bytes (with colours, say) comes as a list of numbers. A line that is no entry
 * is kept as it is, with the time of the one before it: what cannot be read is not what was not said.
 */
export function parseJournal(text: string, source: LogLine['source']): readonly LogLine[] {
  let at: number | undefined;
  return text.split('\n').flatMap((line): LogLine[] => {
    if (line.trim() === '') return [];
    const entry = journalEntry(line);
    if (entry === undefined) return [{ source, at, text: line }];
    ({ at } = entry);
    return entry.text === undefined ? [] : [{ source, at, text: entry.text }];
  });
}

/** `undefined`: no entry of a journal; without `text`: one without a message. */
function journalEntry(
  line: string,
): { readonly at: number | undefined; readonly text: string | undefined } | undefined {
  const entry = objectOf(line);
  if (entry === undefined || !('MESSAGE' in entry || '__REALTIME_TIMESTAMP' in entry)) return undefined;
  const { MESSAGE: message } = entry;
  const text = Array.isArray(message) ? Buffer.from(message as number[]).toString() : message;
  const at = Number(entry['__REALTIME_TIMESTAMP']) / 1e6;
  return { at: Number.isNaN(at) ? undefined : at, text: typeof text === 'string' ? text : undefined };
}

function objectOf(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

export interface LogSources {
  /** Since when, seconds since 1970 by the clock of the node: its lines are stamped by that one. */
  readonly since: number;
  /** systemd unit of the gateway. */
  readonly unit?: string;
  /** Path of a log file on the node, where the gateway writes one. */
  readonly file?: string;
}

export interface LogReading {
  readonly lines: readonly LogLine[];
  /** Where lines came from; empty when nothing could be read. */
  readonly read: readonly string[];
  readonly missing: readonly string[];
}

/** Reads the gateway's log and the kernel's. */
export async function readLogs(run: Inspect, { since, unit, file }: LogSources): Promise<LogReading> {
  const lines: LogLine[] = [];
  const read: string[] = [];
  const missing: string[] = [];
  const from = `@${Math.floor(since)}`;
  // Without --all the journal leaves out messages above 4 KiB.
  const take = async (
    name: string,
    source: string,
    args: readonly string[],
    parse: (text: string) => readonly LogLine[],
  ) => {
    const found = await script(run, source, ...args);
    if (found.kind === 'missing') return missing.push(`${name}: ${found.why}`);
    read.push(name);
    return lines.push(...parse(found.text).filter(({ at }) => at === undefined || at >= since));
  };
  if (file !== undefined) await take(`log ${file}`, 'cat "$1"', [file], parseGatewayLog);
  if (unit !== undefined) {
    // journalctl ends with 0 for a unit that there is not, and for one that it may not read: no lines would look clean.
    const journal = `journalctl -u "$1" -n 1 -o json --no-pager -q 2>/dev/null | grep -q . ||
  { echo "the journal holds no entry of $1 at all: another name, or no right to read it" >&2; exit 2; }
journalctl -u "$1" --since "$2" -o json --all --no-pager -q`;
    await take(`journal of ${unit}`, journal, [unit, from], (text) => parseJournal(text, 'gateway'));
  }
  const kernel = `journalctl -k --since "$1" -o json --all --no-pager -q 2>/dev/null | grep . || dmesg --time-format iso`;
  await take('kernel log', kernel, [from], parseKernel);
  return { lines, read, missing };
}

/** The kernel's lines from the journal, or from `dmesg --time-format iso`. */
function parseKernel(text: string): readonly LogLine[] {
  if (text.split('\n').some((line) => journalEntry(line) !== undefined)) return parseJournal(text, 'kernel');
  let at: number | undefined;
  return text.split('\n').flatMap((line): LogLine[] => {
    if (line.trim() === '') return [];
    const match = /^(\S+) (.*)$/.exec(line);
    const stamp = Date.parse((match?.[1] ?? '').replace(',', '.'));
    // The second line of a message has no time of its own.
    if (match === null || Number.isNaN(stamp)) return [{ source: 'kernel', at, text: line }];
    at = stamp / 1000;
    return [{ source: 'kernel', at, text: match[2]! }];
  });
}

/**
 * `gateway-log-faults`: lines with `0x4B3` that nothing explains, and lines with error 110, since the run began. A 0x4B3
 * whose cause stands beside it is told but not counted: a gateway that refuses a bad certificate is right to say so.
 */
export function logMeasurement(
  reading: LogReading,
  context: { readonly node: string; readonly evidence: readonly string[]; readonly takenAt: string },
): Measured {
  const faults = logFaults(reading.lines);
  const counted = faults.filter(({ kind, explained }) => kind === 'io-error-110' || !explained);
  const gatewayRead = reading.read.some((name) => name !== 'kernel log');
  const meanings = new Map<string, number>();
  for (const { line, meaning } of faults) {
    const text = `${line.source === 'kernel' ? 'kernel log' : 'gateway log'}: ${meaning}`;
    meanings.set(text, (meanings.get(text) ?? 0) + 1);
  }
  return {
    id: 'gateway-log-faults',
    unit: '1',
    value: gatewayRead ? counted.length : undefined,
    ...(gatewayRead
      ? {}
      : { unavailable: reading.missing.join('; ') || 'no log of the gateway is known to the bench' }),
    method: `${reading.read.join(' and ') || 'no log'}: lines with 0x4B3 that nothing explains, and with error 110`,
    labels: {
      node: context.node,
      lines: String(reading.lines.length),
      '0x4B3': String(faults.filter(({ kind }) => kind === 'peer-disconnect').length),
      '110': String(faults.filter(({ kind }) => kind === 'io-error-110').length),
    },
    caveats: [...[...meanings].map(([text, times]) => `${times} x ${text}`), ...reading.missing],
    evidence: context.evidence,
    takenAt: context.takenAt,
  };
}
