import { chargingValues } from './charging-values.js';
import { type Closing, closingOf, closingText } from './closing.js';
import { diagnoseTls, tlsHints } from './diagnose-tls.js';
import type { TracedMessage } from './exchange-trace.js';
import type { FollowedConnection } from './followed-connection.js';
import { formatDuration } from './format-time.js';
import { messageTimeoutMs, sequenceTimeoutMs } from './message-timeouts.js';
import type { Party } from './session-event.js';
import type { SessionEnding } from './session-summary.js';
import { tlsProfileNotes } from './tls-profile-notes.js';
import { textAt } from './value-path.js';

export interface Diagnosis {
  readonly ending: SessionEnding;
  readonly endedBy: Party | undefined;
  /** Sentences with their full stops. */
  readonly account: readonly string[];
}

/** A timeout is recognised in a pause within this share of its value. */
const timeoutTolerance = 0.2;

/**
 * Says in plain words how a session ended or broke off.
 * @param endNs time of the last packet that the capture holds
 */
export function diagnose(followed: FollowedConnection, endNs: bigint): Diagnosis {
  const diagnosis = diagnoseEnding(followed, endNs);
  return { ...diagnosis, account: [...diagnosis.account, ...hints(followed)].map(sentence) };
}

function diagnoseEnding(followed: FollowedConnection, endNs: bigint): Diagnosis {
  const { trace } = followed;
  const closing = closingOf(followed);
  if (!followed.isOpen && followed.kind === 'tls') return diagnoseTls(followed, closing, endNs);
  const last = trace.last;
  if (last === undefined) return silent(followed, closing, endNs);
  if (trace.stopResponse !== undefined && trace.failure !== trace.stopResponse)
    return stopped(followed, closing, endNs);
  if (trace.failure !== undefined && trace.failure === trace.lastResponse) return failed(followed, closing, endNs);
  const reached = `Reached ${last.name} (message ${followed.messages})`;
  const waiting = trace.waiting;
  const rest =
    waiting === undefined ? afterResponse(last, closing, endNs) : unanswered(followed, waiting, closing, endNs);
  return { ...rest, account: [`${reached}; there was no SessionStop`, ...rest.account] };
}

function silent(followed: FollowedConnection, closing: Closing | undefined, endNs: bigint): Diagnosis {
  const since = followed.connection.first.timestampNs;
  const bytes = followed.malformed > 0 ? 'only bytes that are no V2GTP frame' : 'no message';
  const account = [`The TCP connection stood and carried ${bytes}`, howClosed(closing, since, 'it was opened', endNs)];
  const by = closing?.by;
  return { ending: closing === undefined ? 'still-open' : brokeOff(closing), endedBy: by, account };
}

function stopped(followed: FollowedConnection, closing: Closing | undefined, endNs: bigint): Diagnosis {
  const { trace } = followed;
  const paused = trace.stopKind === 'Pause';
  const what = paused
    ? 'Session paused with SessionStop (Pause)'
    : `Session ended with SessionStop (${trace.stopKind})`;
  const since = trace.stopResponse!.packet.timestampNs;
  const account = [what, howClosed(closing, since, 'SessionStopRes', endNs)];
  return { ending: paused ? 'paused' : 'session-stop', endedBy: 'vehicle', account };
}

function failed(followed: FollowedConnection, closing: Closing | undefined, endNs: bigint): Diagnosis {
  const { trace } = followed;
  const failure = trace.failure!;
  const since = failure.packet.timestampNs;
  const handshake = failure.name === 'supportedAppProtocolRes';
  const account = handshake
    ? [
        `The protocol handshake failed: the vehicle offered ${followed.schemas.offered.join(', ') || 'nothing'}; the station answered ${failure.body.responseCode}`,
      ]
    : [
        `The station answered ${failure.body.responseCode} to ${trace.lastRequest?.name ?? 'a request'} (packet ${failure.packet.number})`,
      ];
  if (!handshake) account.push(...beforeFailure(followed, failure));
  if (trace.waiting !== undefined) {
    account.push(`The vehicle then sent ${trace.waiting.name}, which was not answered`);
  }
  account.push(howClosed(closing, since, failure.name, endNs));
  return { ending: handshake ? 'handshake-failed' : 'failed-response', endedBy: 'station', account };
}

/** A sequence error is about what came before the request. */
function beforeFailure(followed: FollowedConnection, failure: TracedMessage): string[] {
  const { previousRequest, lastRequest, stopRequest } = followed.trace;
  const lines: string[] = [];
  if (
    failure.body.responseCode === 'FAILED_SequenceError' &&
    previousRequest !== undefined &&
    lastRequest !== undefined
  ) {
    const earlier = formatDuration(lastRequest.packet.timestampNs - previousRequest.packet.timestampNs);
    const choice = textAt(previousRequest.body.body, 'ChargeProgress');
    const how = choice === undefined ? '' : ` (${choice})`;
    lines.push(`The request before it was ${previousRequest.name}${how}, ${earlier} earlier`);
  }
  if (failure.name === 'SessionStopRes' && stopRequest !== undefined) {
    lines.push('The vehicle itself was ending the session');
  }
  return lines;
}

function unanswered(
  followed: FollowedConnection,
  waiting: TracedMessage,
  closing: Closing | undefined,
  endNs: bigint,
): Diagnosis {
  const since = waiting.packet.timestampNs;
  const stationSide = followed.vehicleSide === 'client' ? 'server' : 'client';
  const stream = followed.connection.streams[followed.vehicleSide];
  const account: string[] = [];
  if (closing?.by === 'station') {
    account.push(
      `The station did not answer ${waiting.name} (packet ${waiting.packet.number}); ${closingText(closing, since, 'it')}`,
    );
    return { ending: 'station-broke-off', endedBy: 'station', account };
  }
  const timeoutMs = messageTimeoutMs(waiting.name);
  const until = closing?.atNs ?? endNs;
  const waited = formatDuration(until - since);
  if (closing === undefined && until - since < BigInt(timeoutMs) * 1_000_000n) {
    account.push(
      `The capture ends ${waited} after ${waiting.name} (packet ${waiting.packet.number}): what came next is not in it`,
    );
    return { ending: 'still-open', endedBy: undefined, account };
  }
  account.push(
    `The station stopped answering: ${waiting.name} (packet ${waiting.packet.number}) got no response within ${waited}`,
  );
  if (stream.unacknowledged > 0 && stream.unansweredRetransmissions > 0) {
    const times = stream.unansweredRetransmissions;
    account.push(
      `TCP sent it again ${times} ${times === 1 ? 'time' : 'times'} without an acknowledgement: the station or the link was gone`,
    );
  } else if (stream.unacknowledged === 0 && stream.acknowledged !== undefined) {
    account.push('Its TCP stack had acknowledged the request, so the link worked and the application was silent');
  }
  const zero = followed.connection.streams[stationSide].counters.segments === 0;
  if (zero) account.push('The capture holds no data of the station at all: perhaps it saw one direction only');
  if (closing === undefined) {
    account.push('The capture ends before either side closed the connection');
    return { ending: 'still-open', endedBy: 'station', account };
  }
  const note = near(closing.atNs - since, timeoutMs) ? `, which fits its message timeout of ${timeoutMs / 1000} s` : '';
  account.push(`${closingText(closing, since, waiting.name)}${note}`);
  return { ending: 'station-broke-off', endedBy: 'station', account };
}

function afterResponse(last: TracedMessage, closing: Closing | undefined, endNs: bigint): Diagnosis {
  const since = last.packet.timestampNs;
  if (closing === undefined) {
    const account = [
      `The vehicle sent no further request in the ${formatDuration(endNs - since)} that the capture goes on`,
      'The capture ends before either side closed the connection',
    ];
    return { ending: 'still-open', endedBy: undefined, account };
  }
  if (closing.by === 'vehicle') {
    const account = [
      `The vehicle broke off: ${closingText(closing, since, last.name, 'it')} instead of sending the next request`,
    ];
    return { ending: 'vehicle-broke-off', endedBy: 'vehicle', account };
  }
  if (near(closing.atNs - since, sequenceTimeoutMs)) {
    const account = [
      `The vehicle stopped sending; ${closingText(closing, since, last.name)}, which fits its sequence timeout of 60 s`,
    ];
    return { ending: 'vehicle-broke-off', endedBy: 'vehicle', account };
  }
  const account = [
    `The station broke off: ${closingText(closing, since, last.name, 'it')} without waiting for the next request`,
  ];
  return { ending: 'station-broke-off', endedBy: 'station', account };
}

/** What the rest of the session says about the reason. */
function hints(followed: FollowedConnection): string[] {
  const { trace, connection } = followed;
  const lines: string[] = [];
  if (followed.kind === 'tls') {
    const tls = followed.tls.summary();
    lines.push(...tlsHints(tls, followed.isOpen), ...tlsProfileNotes(tls, followed.schemas.namespace));
  }
  for (const status of trace.statuses.values()) {
    lines.push(
      `The ${status.by} had reported ${status.word} since ${status.message} in packet ${status.packet.number}`,
    );
  }
  if (trace.ongoing !== undefined && trace.last !== undefined) {
    const length = formatDuration(trace.last.packet.timestampNs - trace.ongoing.since.timestampNs);
    lines.push(`The station had answered "Ongoing" to ${trace.ongoing.request} for ${length}`);
  }
  const values = chargingValues(trace);
  if (values !== undefined) lines.push(values);
  const loops = [...trace.counts].filter(([, count]) => count > 1).map(([name, count]) => `${count} x ${name}`);
  if (loops.length > 0) lines.push(`Repeated requests: ${loops.join(', ')}`);
  for (const [party, count] of Object.entries(followed.spareBytes)) {
    if (count > 0)
      lines.push(
        `${count} messages of the ${party} carry a spare zero byte at the end, as stacks of OpenV2G descent send it`,
      );
  }
  if (followed.guessed)
    lines.push('The handshake is not in the capture (or settled on an unknown protocol): the schema was guessed');
  for (const side of ['client', 'server'] as const) {
    const { gaps, duplicates, retransmissions } = connection.streams[side].counters;
    const whose = `of the ${followed.party(side)}'s bytes`;
    if (gaps > 0)
      lines.push(
        `${gaps} ${gaps === 1 ? 'stretch' : 'stretches'} ${whose} ${gaps === 1 ? 'is' : 'are'} missing from the capture`,
      );
    if (retransmissions > 0)
      lines.push(
        `${retransmissions} TCP ${retransmissions === 1 ? 'segment' : 'segments'} ${whose} ${retransmissions === 1 ? 'was' : 'were'} sent again`,
      );
    if (duplicates > 0) lines.push(`${duplicates} segments ${whose} were captured twice (mirror port or bridge)`);
  }
  return lines;
}

function howClosed(closing: Closing | undefined, sinceNs: bigint, sinceWhat: string, endNs: bigint): string {
  if (closing !== undefined) return closingText(closing, sinceNs, sinceWhat);
  return `The capture goes on for ${formatDuration(endNs - sinceNs)} after ${sinceWhat} and shows neither FIN nor RST`;
}

function brokeOff(closing: Closing): SessionEnding {
  return closing.by === 'vehicle' ? 'vehicle-broke-off' : 'station-broke-off';
}

function near(ns: bigint, timeoutMs: number): boolean {
  return Math.abs(Number(ns) / 1e6 - timeoutMs) <= timeoutMs * timeoutTolerance;
}

function sentence(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}.`;
}
