import { plainCode } from '../../transport/tls-cause.js';
import type { Handshake, RoundRecord } from './handshake-record.js';

// The line protocol between the probe and the processes that play vehicles, native or Node: docs/tls-load.md.

/** What a process is told to do; `startNs` is monotonic and the same for all processes of a round. */
export type LoadCommand =
  | { readonly kind: 'at-once'; readonly startNs: bigint; readonly vehicles: number }
  | { readonly kind: 'closed'; readonly startNs: bigint; readonly vehicles: number; readonly handshakes: number }
  /** When each vehicle is due, microseconds from `startNs`, ascending. */
  | { readonly kind: 'open'; readonly startNs: bigint; readonly dueUs: readonly number[] };

/** A command as one line, without its end. */
export function commandLine(command: LoadCommand): string {
  const { kind, startNs } = command;
  if (kind === 'at-once') return `${kind} ${startNs} ${command.vehicles}`;
  if (kind === 'closed') return `${kind} ${startNs} ${command.vehicles} ${command.handshakes}`;
  return `${kind} ${startNs} ${command.dueUs.join(' ')}`;
}

/** Reads a line; `undefined` when it is no command. */
export function readCommand(line: string): LoadCommand | undefined {
  const [kind, start, ...rest] = line.trim().split(' ');
  const numbers = rest.map(Number);
  if (start === undefined || !/^\d+$/.test(start) || numbers.some((number) => !Number.isInteger(number) || number < 0))
    return undefined;
  const startNs = BigInt(start);
  const [vehicles = 0, handshakes = 0] = numbers;
  if (kind === 'at-once' && numbers.length === 1) return { kind, startNs, vehicles };
  if (kind === 'closed' && numbers.length === 2) return { kind, startNs, vehicles, handshakes };
  return kind === 'open' ? { kind, startNs, dueUs: numbers } : undefined;
}

/** The step at which a handshake failed; `own`: nothing to do with the server. */
export type FailedStep = 'tcp' | 'tls' | 'trust' | 'word' | 'time' | 'own';

/** A handshake on the wire of the line protocol: vehicle, due, start, total (us), then its outcome. */
export type HandshakeLine = readonly [number, number, number, number, ...Outcome];
type Outcome = readonly ['ok', string, 0 | 1, 0 | 1] | readonly [FailedStep, string];

/** What a process answers after `round `. */
export type RoundLine = Omit<RoundRecord, 'handshakes'> & { readonly handshakes: readonly HandshakeLine[] };

/** Error codes of the failed steps, as `connectV2g` would have thrown them. */
const codes: Readonly<Record<FailedStep, string>> = {
  tcp: 'TRANSPORT-001',
  time: 'TRANSPORT-002',
  tls: 'TRANSPORT-003',
  trust: 'TRANSPORT-004',
  word: 'no-answer',
  own: 'generator',
};

const causes: Readonly<Record<string, string>> = {
  CLOSED: 'the server closed the connection',
  ERR_SSL_UNEXPECTED_EOF_WHILE_READING: 'the server closed the connection without a word',
  NO_VEHICLE_FREE: 'all vehicles of the generator were still waiting for the server or for a core',
  TCP: 'TCP is not established in time',
  TLS: 'TCP is established and the server does not finish the handshake in time',
  WORD: 'the handshake is through and the server does not answer in time',
};

/** A round as the rest of the probe knows it. @throws SyntaxError for a line that is no JSON */
export function readRound(text: string): RoundRecord {
  const line = JSON.parse(text) as RoundLine;
  return { ...line, handshakes: line.handshakes.map(readHandshake) };
}

function readHandshake([vehicle, dueUs, startUs, totalUs, ...outcome]: HandshakeLine): Handshake {
  const times = { vehicle, dueMs: dueUs / 1000, startMs: startUs / 1000, totalMs: totalUs / 1000 };
  if (outcome[0] === 'ok') {
    const [, version, confirmed, resumed] = outcome;
    return { ...times, outcome: 'ok', version, confirmed: confirmed === 1, resumed: resumed === 1 };
  }
  const [step, error] = outcome;
  const plain = causes[error] ?? plainCode(error);
  const cause = plain === error || causes[error] !== undefined ? plain : `${plain} (${error})`;
  return { ...times, outcome: 'failed', code: codes[step], cause, own: step === 'own' };
}
