import { type Decoded, decodeMessage, toJson } from '../../src/messages/codec.js';
import type { SeccEvent, SeccEventOf } from '../../src/peers/station/secc-event.js';
import { at } from '../../src/peers/vehicle/read-value.js';
import type { NewEvent } from '../../src/record/events.js';
import type { ExiObject } from '../../src/wire/exi/notation/values.js';
import type { CaseRun } from '../engine/case-run.js';

/** A message as the tester's SECC told of it, decoded here. */
export interface SeenMessage {
  readonly decoded: Decoded;
  readonly header: ExiObject | undefined;
  readonly body: ExiObject | undefined;
}

/** Decodes a message that the SECC has told of. */
export function seen({ schema, payload }: SeccEventOf<'request'> | SeccEventOf<'response'>): SeenMessage {
  const decoded = decodeMessage(schema, Uint8Array.from(Buffer.from(payload, 'hex')));
  const content = schema === 'sap' ? decoded.value : at(decoded.value, 'V2G_Message', 'Body');
  const body = decoded.message === undefined ? undefined : at(content, decoded.message);
  return { decoded, header: objectOf(at(decoded.value, 'V2G_Message', 'Header')), body: objectOf(body) };
}

/** Id of a request in the record of a case. */
export function exchangeId(run: CaseRun, { number }: { readonly number: number }): string {
  return `${run.caseId}/${number}/received`;
}

/** Writes what the tester's SECC saw and did into the record of a case. The harness is the SECC here. */
export function recordSeccEvent(run: CaseRun, event: SeccEvent): void {
  writeSeccEvent(run, event, (one) => run.record(one));
}

/**
 * The same for a session that was spoken before this case began: the engine would look for it among the packets of the
 * case itself. Whoever uses it asks the capture of that session.
 */
export function recordEarlierEvent(run: CaseRun, event: SeccEvent): void {
  writeSeccEvent(run, event, (one) => run.recorder.record(one));
}

function writeSeccEvent(run: CaseRun, event: SeccEvent, write: (event: NewEvent) => void): void {
  const common = { type: 'exchange', caseId: run.caseId } as const;
  const received = { ...common, direction: 'received', from: 'EVCC', to: 'SECC' } as const;
  const sent = { ...common, direction: 'sent', from: 'SECC', to: 'EVCC' } as const;
  switch (event.event) {
    case 'sdp': {
      const note = `security ${event.security}, transport ${event.transport}`;
      const request = { protocol: 'sdp', message: 'SECC Discovery Request', monotonicNs: event.at, note };
      write({ ...received, ...request });
      if (event.did === 'silence') return;
      const how = event.did === 'frame' ? { note: 'broken V2GTP header' } : {};
      write({ ...sent, protocol: 'sdp', message: 'SECC Discovery Response', monotonicNs: event.at, ...how });
      return;
    }
    case 'connected':
      write({ ...received, protocol: 'tcp', message: 'connected', monotonicNs: event.at });
      return;
    case 'request':
    case 'response': {
      const { decoded } = seen(event);
      const isRequest = event.event === 'request';
      write({
        ...(isRequest ? received : sent),
        protocol: 'v2gtp',
        exchangeId: isRequest ? exchangeId(run, event) : `${run.caseId}/${event.to}/sent`,
        message: decoded.message ?? 'bytes',
        payloadType: event.payloadType,
        hex: event.payload,
        monotonicNs: event.at,
        ...(decoded.value === undefined ? {} : { json: toJson(decoded.schema, decoded.value) }),
        ...(decoded.violations.length === 0 ? {} : { violations: decoded.violations }),
        ...noteOf(event),
      });
      return;
    }
    case 'malformed':
    case 'sdp-malformed': {
      const protocol = event.event === 'malformed' ? 'v2gtp' : 'sdp';
      const violations = event.violations.map((detail) => ({ path: '/', rule: protocol, detail }));
      const bytes = { hex: event.hex, monotonicNs: event.at, violations };
      write({ ...received, protocol, message: 'malformed frame', ...bytes });
      return;
    }
    case 'closed': {
      const way = event.how === 'local' ? sent : received;
      write({ ...way, protocol: 'tcp', message: `connection ended: ${event.how}`, monotonicNs: event.at });
      return;
    }
    case 'asked': {
      write({ ...sent, protocol: 'sdp', message: 'SECC Discovery Request', monotonicNs: event.at });
      for (const from of event.answeredBy) {
        write({ ...received, protocol: 'sdp', message: 'SECC Discovery Response', monotonicNs: event.at, note: from });
      }
      return;
    }
    case 'silent':
      if (event.hooked) write({ ...sent, protocol: 'v2gtp', message: 'no answer', monotonicNs: event.at });
      return;
    case 'refused': {
      const text = `${event.name} refuses: ${event.why}`;
      write({ type: 'log', caseId: run.caseId, source: 'secc', level: 'info', text });
      return;
    }
    case 'error':
      write({ type: 'log', caseId: run.caseId, source: 'secc', level: 'warn', text: event.text });
      return;
    default:
      return;
  }
}

function noteOf(event: SeccEventOf<'request'> | SeccEventOf<'response'>): { readonly note?: string } {
  if (event.event === 'request') return event.progress === undefined ? {} : { note: event.progress };
  const words = [event.code, event.hooked ? 'as the case has it' : undefined].filter((word) => word !== undefined);
  return words.length === 0 ? {} : { note: words.join(', ') };
}

function objectOf(value: ReturnType<typeof at>): ExiObject | undefined {
  const isObject = typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
  return isObject ? (value as ExiObject) : undefined;
}
