import { endpointText } from '../../probes/session-reader/endpoint-text.js';
import { formatWallTime } from '../../probes/session-reader/format-time.js';
import type { MessageSchema } from '../../probes/session-reader/message-decoder.js';
import type { SessionEvent } from '../../probes/session-reader/session-event.js';
import type { CaptureAccount } from '../../probes/session-reader/session-reader.js';
import type { SessionSummary } from '../../probes/session-reader/session-summary.js';
import type { SignatureSummary } from '../../probes/session-reader/signature-list.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import { gridJson } from './grid-json.js';
import type { Printer } from './printer.js';
import { TextSpool } from './text-spool.js';

/** Version of the shape, documented in docs/decode.md; raised when a member changes its meaning or goes. */
const shapeVersion = 1;

/** Writes one JSON document piece by piece, one event a line, so that its memory does not grow with the capture. */
export class JsonPrinter implements Printer {
  readonly #toJson: (schema: MessageSchema, value: unknown) => unknown;
  /** The summaries come last in the document: they wait on disk once there are many. */
  readonly #summaries = new TextSpool();
  #any = false;

  /** @param toJson turns a decoded message into its JSON form */
  constructor(toJson: (schema: MessageSchema, value: unknown) => unknown) {
    this.#toJson = toJson;
  }

  start(file: string): string {
    return `{"format":"plumbline-decode","version":${shapeVersion},"file":${JSON.stringify(file)},"events":[`;
  }

  origin(): string {
    return '';
  }

  event(event: SessionEvent): string {
    if (event.kind === 'session-ended') {
      const before = this.#summaries.isEmpty ? '' : ',\n';
      this.#summaries.append(`${before}${JSON.stringify(summaryJson(event.summary))}`);
      return '';
    }
    const separator = this.#any ? ',\n' : '\n';
    this.#any = true;
    return `${separator}${JSON.stringify(this.eventJson(event))}`;
  }

  *end(account: CaptureAccount): Generator<string> {
    const capture = {
      packets: account.packets,
      from: account.firstNs === undefined ? null : formatWallTime(account.firstNs),
      to: account.lastNs === undefined ? null : formatWallTime(account.lastNs),
      sessions: account.sessions,
      gridConnections: account.gridConnections,
      otherConnections: account.otherConnections,
      lostFragments: account.lostFragments,
      keyLogs: account.keyLogs,
      account: account.account,
    };
    yield '\n],"sessions":[\n';
    yield* this.#summaries.drain();
    yield `\n],"capture":${JSON.stringify(capture)}}\n`;
  }

  /** One event in the documented shape. */
  eventJson(event: Exclude<SessionEvent, { kind: 'session-ended' }>): object {
    switch (event.kind) {
      case 'section':
      case 'interface':
      case 'statistics':
      case 'finding':
        return event;
      case 'mme': {
        const { label, type, oui, fields } = event.mme;
        return {
          kind: 'mme',
          ...at(event.packet),
          source: event.source,
          destination: event.destination,
          mme: label,
          type,
          oui: oui ?? null,
          fields: Object.fromEntries(fields.map(({ name, value }) => [name, value])),
          findings: event.findings,
        };
      }
      case 'sdp': {
        const { message, from, to, request, response, findings } = event;
        const secc = response === undefined ? null : endpointText(response.address, response.port);
        const options = response ?? request;
        const security = options?.security ?? null;
        const transport = options?.transport ?? null;
        return { kind: 'sdp', ...at(event.packet), message, from, to, secc, security, transport, findings };
      }
      case 'grid-connection':
      case 'grid-exchange':
      case 'modbus-write':
        return gridJson(event);
      case 'comment':
        return { kind: 'comment', ...at(event.packet), text: event.text };
      case 'connection': {
        const { session, what, by, text, findings } = event;
        return {
          kind: 'connection',
          ...at(event.packet),
          session: session ?? null,
          what,
          by: by ?? null,
          text,
          findings,
        };
      }
      case 'malformed': {
        const { session, from, findings } = event;
        return { kind: 'malformed', ...at(event.packet), session, from, bytes: hex(event.bytes), findings };
      }
      case 'message':
        return {
          kind: 'message',
          ...at(event.last),
          firstPacket: event.first.number,
          session: event.session,
          index: event.index,
          from: event.from,
          direction: event.direction,
          sinceStartNs: event.sinceStartNs.toString(),
          deltaNs: event.deltaNs?.toString() ?? null,
          payloadType: event.payloadType,
          schema: event.schema ?? null,
          schemaSource: event.schemaSource ?? null,
          message: event.message ?? null,
          value: event.schema === undefined ? null : (this.#toJson(event.schema, event.value) ?? null),
          exi: hex(event.exi),
          signature: event.signature === undefined ? null : signatureJson(event.signature),
          notes: event.notes,
          findings: event.findings,
        };
    }
  }
}

function at(packet: PacketOrigin): { packet: number; at: string; atNs: string } {
  return { packet: packet.number, at: formatWallTime(packet.timestampNs), atNs: packet.timestampNs.toString() };
}

function summaryJson(summary: SessionSummary): object {
  const { startNs, durationNs, tls, signatures, protocol, sessionId, lastMessage, endedBy, ...rest } = summary;
  return {
    ...rest,
    start: formatWallTime(startNs),
    durationNs: durationNs.toString(),
    tls: tls ?? null,
    signatures: signatures.map(signatureJson),
    protocol: protocol ?? null,
    sessionId: sessionId ?? null,
    lastMessage: lastMessage ?? null,
    endedBy: endedBy ?? null,
  };
}

function signatureJson({ subject, elements, signedInfoEncoding, ...rest }: SignatureSummary): object {
  return {
    ...rest,
    subject: subject ?? null,
    elements: elements.map(({ element, id, ...more }) => ({ element: element ?? null, id: id ?? null, ...more })),
    signedInfoEncoding: signedInfoEncoding ?? null,
  };
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
