import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import { formatDuration } from './format-time.js';
import { isFailure, type MessageBody, responseNameOf } from './message-body.js';
import { messageTimeoutMs, sequenceTimeoutMs } from './message-timeouts.js';
import type { Party, SessionFinding } from './session-event.js';
import { findByName, textAt } from './value-path.js';

/** A message as the trace remembers it. */
export interface TracedMessage {
  readonly from: Party;
  readonly name: string;
  /** Packet with which it was complete. */
  readonly packet: PacketOrigin;
  readonly body: MessageBody;
}

/** A status that is not the normal one, as last reported. */
export interface StatusNote {
  readonly by: Party;
  readonly word: string;
  readonly message: string;
  readonly packet: PacketOrigin;
}

const calm = new Set(['NO_ERROR', 'EVSE_Ready', 'EVSE_NotReady', 'EVSE_IsolationMonitoringActive', 'None']);

/**
 * Follows requests and responses of one session: pairs them, checks SessionID and times, and keeps what the account at the
 * end needs. It keeps single messages, not the session.
 */
export class ExchangeTrace {
  last: TracedMessage | undefined;
  lastRequest: TracedMessage | undefined;
  /** The request before `lastRequest`. */
  previousRequest: TracedMessage | undefined;
  lastResponse: TracedMessage | undefined;
  /** Last response with a FAILED code. */
  failure: TracedMessage | undefined;
  stopRequest: TracedMessage | undefined;
  stopResponse: TracedMessage | undefined;
  sessionId: string | undefined;
  /** How often each request was seen, in the order of their first appearance. */
  readonly counts = new Map<string, number>();
  readonly firsts = new Map<string, PacketOrigin>();
  readonly statuses = new Map<Party, StatusNote>();
  /** Since when the station says Ongoing to the same request. */
  ongoing: { readonly request: string; readonly since: PacketOrigin } | undefined;
  #waiting: TracedMessage | undefined;

  /** The request that waits for its response. */
  get waiting(): TracedMessage | undefined {
    return this.#waiting;
  }

  /** Takes the next message; returns the time since the other side's last message and what is wrong with it. */
  add(message: TracedMessage): { deltaNs: bigint | undefined; findings: SessionFinding[] } {
    const findings: SessionFinding[] = [];
    const isRequest = message.from === 'vehicle';
    const previous = isRequest ? this.lastResponse : this.lastRequest;
    const deltaNs = previous === undefined ? undefined : message.packet.timestampNs - previous.packet.timestampNs;
    this.#sessionId(message, findings);
    if (isRequest) this.#request(message, deltaNs, findings);
    else this.#response(message, deltaNs, findings);
    this.#status(message);
    this.last = message;
    return { deltaNs, findings };
  }

  #request(message: TracedMessage, deltaNs: bigint | undefined, findings: SessionFinding[]): void {
    if (this.#waiting !== undefined) {
      const detail = `the vehicle sends ${message.name} before ${this.#waiting.name} was answered`;
      findings.push({ rule: 'request-before-response', detail });
    }
    if (deltaNs !== undefined && deltaNs > BigInt(sequenceTimeoutMs) * 1_000_000n) {
      const detail = `${formatDuration(deltaNs)} after the response; the sequence timeout of the station is 60 s`;
      findings.push({ rule: 'sequence-timeout', detail });
    }
    this.#waiting = message;
    this.previousRequest = this.lastRequest;
    this.lastRequest = message;
    this.counts.set(message.name, (this.counts.get(message.name) ?? 0) + 1);
    if (!this.firsts.has(message.name)) this.firsts.set(message.name, message.packet);
    if (message.name === 'SessionStopReq') this.stopRequest = message;
  }

  #response(message: TracedMessage, deltaNs: bigint | undefined, findings: SessionFinding[]): void {
    const request = this.#waiting;
    this.#waiting = undefined;
    this.lastResponse = message;
    if (isFailure(message.body.responseCode)) {
      this.failure = message;
      findings.push({ rule: 'response-code', detail: `the station answers ${message.body.responseCode}` });
    }
    if (message.name === 'SessionStopRes') this.stopResponse = message;
    if (request === undefined) {
      // In the first message of a capture that starts in mid-stream the request is simply not there.
      if (this.last !== undefined)
        findings.push({ rule: 'response-unasked', detail: 'no request waits for a response' });
      return;
    }
    if (message.name !== responseNameOf(request.name)) {
      const detail = `${request.name} is answered with ${message.name}`;
      findings.push({ rule: 'response-mismatch', detail });
    }
    const timeoutMs = messageTimeoutMs(request.name);
    if (deltaNs !== undefined && deltaNs > BigInt(timeoutMs) * 1_000_000n) {
      const detail = `answered after ${formatDuration(deltaNs)}; the vehicle's message timeout is ${timeoutMs / 1000} s`;
      findings.push({ rule: 'message-timeout', detail });
    }
    const ongoing = /^Ongoing/.test(String(findByName(message.body.body, 'EVSEProcessing') ?? ''));
    if (!ongoing) this.ongoing = undefined;
    else if (this.ongoing?.request !== request.name) this.ongoing = { request: request.name, since: request.packet };
  }

  #sessionId(message: TracedMessage, findings: SessionFinding[]): void {
    const { sessionId } = message.body;
    if (sessionId === undefined) return;
    // SessionSetupReq carries 0 or the session to be resumed; its response fixes the id ([V2G2-741], [V2G2-879]).
    if (message.name === 'SessionSetupReq') return;
    if (message.name === 'SessionSetupRes' || this.sessionId === undefined) {
      this.sessionId = sessionId;
      return;
    }
    if (sessionId === this.sessionId) return;
    const detail = `${message.name} carries SessionID ${sessionId || '(empty)'}, the session has ${this.sessionId}`;
    findings.push({ rule: 'session-id', detail });
  }

  #status(message: TracedMessage): void {
    const { body } = message.body;
    const word =
      message.from === 'vehicle'
        ? textOf(findByName(body, 'EVErrorCode'))
        : (textOf(findByName(body, 'EVSEStatusCode')) ?? textOf(findByName(body, 'EVSENotification')));
    const notification = message.from === 'station' ? textOf(findByName(body, 'EVSENotification')) : undefined;
    const alarming = [word, notification].find((candidate) => candidate !== undefined && !calm.has(candidate));
    if (alarming !== undefined) {
      const known = this.statuses.get(message.from);
      if (known?.word === alarming) return;
      this.statuses.set(message.from, {
        by: message.from,
        word: alarming,
        message: message.name,
        packet: message.packet,
      });
    } else if (word !== undefined) this.statuses.delete(message.from);
  }

  /** What SessionStopReq asked for; `Terminate` where the message set has no choice (DIN). */
  get stopKind(): string {
    return textAt(this.stopRequest?.body.body, 'ChargingSession') ?? 'Terminate';
  }
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
