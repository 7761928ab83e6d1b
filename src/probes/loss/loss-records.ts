import { readFileSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';
import type { LossPlan } from './loss-plan.js';

/** One probe as the sender saw it leave; monotonic ns. */
export interface SentProbe {
  readonly sequence: number;
  /** When the schedule wanted it sent. */
  readonly due: bigint;
  readonly sent: bigint;
}

/** One reply as the sender saw it come; `received` is monotonic, `t2` and `t3` are the reflector's wall clock, ns. */
export interface Reply {
  readonly sequence: number;
  readonly reflectorSequence: number;
  readonly received: bigint;
  readonly t2: bigint;
  readonly t3: bigint;
  /** Who answered, without zone; kept where more than one may. */
  readonly from?: string;
  /** Probes of this session that the reflector says it has received (RFC 8972 clause 4.5), where it answers that. */
  readonly counted?: number;
}

/** A time in which this machine could not send. Monotonic ns. */
export interface SendingTrouble {
  readonly from: bigint;
  /** Absent when it lasted to the end. */
  readonly until?: bigint;
  /** Of the operating system: `ENODEV`, `ENETUNREACH`. */
  readonly code: string;
  readonly probes: number;
}

/**
 * Whether the reflector counts for itself (RFC 8762 clause 4): found out before the first probe, by numbers that do not
 * begin at 0. `unknown`: it did not answer then, or there was no need to ask.
 */
export type ReflectorMode = 'stateful' | 'stateless' | 'unknown';

export interface SenderRecord {
  readonly kind: 'loss-sender';
  /** Identity of the machine's boot: two records of one boot share the monotonic clock. */
  readonly bootId: string;
  readonly plan: LossPlan;
  /** Wall clock at the first probe, ISO 8601. */
  readonly startedAt: string;
  readonly sent: readonly SentProbe[];
  /** In the order of arrival, duplicates included. */
  readonly replies: readonly Reply[];
  /** Probes that the local socket refused to send, with the reason; they were never on the path. */
  readonly unsent: readonly { readonly sequence: number; readonly reason: string }[];
  /** ICMP "port unreachable" answers seen: the path works and nothing listens. */
  readonly refused: number;
  /** Packets that were no reply to this session. */
  readonly foreign: number;
  /** Packets that found the queue of this process' own socket full: they arrived, and the process was too slow for them. */
  readonly dropped?: number;
  /** Replies of this session to a probe that was never sent. */
  readonly unasked?: number;
  /** Replies that bring back another sending time than the probe of that number had. */
  readonly wrongEcho?: number;
  readonly troubles?: readonly SendingTrouble[];
  readonly reflectorMode?: ReflectorMode;
  /** Probes after the last one, until one was answered: they show how far the reflector had counted. Numbers from `plan.count` on. */
  readonly closing?: { readonly sent: readonly SentProbe[]; readonly replies: readonly Reply[] };
}

/** One probe as the reflector saw it come and sent it back; monotonic ns of its machine. */
export interface ReflectedProbe {
  readonly sequence: number;
  readonly received: bigint;
  readonly sent: bigint;
}

export interface ReflectorRecord {
  readonly kind: 'loss-reflector';
  readonly bootId: string;
  /** By session identifier; each in the order of arrival, duplicates included. */
  readonly sessions: Readonly<Record<number, readonly ReflectedProbe[]>>;
  /** Packets that were no STAMP packets. */
  readonly foreign: number;
  /** Packets that found the queue of this process' own socket full: they arrived, and the process was too slow for them. */
  readonly dropped?: number;
}

const bigintPrefix = 'ns:';

/** A record as JSON text; nanoseconds are written as `"ns:123"` because JSON numbers do not hold them. */
export function recordToJson(record: SenderRecord | ReflectorRecord): string {
  return `${JSON.stringify(record, (_key, value: unknown) => (typeof value === 'bigint' ? `${bigintPrefix}${value}` : value))}\n`;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'), (_key, value: unknown) =>
      typeof value === 'string' && /^ns:-?\d+$/.test(value) ? BigInt(value.slice(bigintPrefix.length)) : value,
    );
  } catch (cause) {
    throw new PlumblineError('PROBES-053', { place: file, cause });
  }
}

function isKind<K extends string>(value: unknown, kind: K): value is { kind: K } {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}

/** @throws PlumblineError PROBES-053 */
export function readSenderRecord(file: string): SenderRecord {
  const record = parse(file);
  if (!isKind(record, 'loss-sender'))
    throw new PlumblineError('PROBES-053', { place: file, detail: 'not a sender record' });
  return record as SenderRecord;
}

/** @throws PlumblineError PROBES-053 */
export function readReflectorRecord(file: string): ReflectorRecord {
  const record = parse(file);
  if (!isKind(record, 'loss-reflector'))
    throw new PlumblineError('PROBES-053', { place: file, detail: 'not a reflector record' });
  return record as ReflectorRecord;
}
