import type { ExiObject } from '../../wire/exi/notation/values.js';
import { isRequestName, type Request } from '../messages.js';
import type { MessageRead } from './codec-port.js';

/**
 * Rules whose breach does not keep a message from being understood: it was read to its end and every element is there
 * (octets after the end are sent by stacks in the field).
 */
const tolerated: ReadonlySet<string> = new Set(['trailing-bytes']);

export type RequestRead =
  /** Understood. */
  | { readonly kind: 'request'; readonly request: Request }
  /** A request whose name is known and whose content breaks the schema: it can be answered, with FAILED. */
  | { readonly kind: 'broken'; readonly request: Request; readonly why: string }
  /** No request at all: garbage, a response, an empty body. It has no answer. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Sorts a decoded ISO 15118-2 message into what can be done with it. Never throws. */
export function readRequest(read: MessageRead): RequestRead {
  const why = describeViolations(read);
  const name = read.message;
  if (name === undefined || !isRequestName(name)) {
    return { kind: 'unknown', why: why === '' ? `${name ?? 'an empty body'} is no request` : why };
  }
  const envelope = objectAt(read.value, 'V2G_Message');
  const sessionId = objectAt(envelope, 'Header')?.['SessionID'];
  const body = objectAt(objectAt(envelope, 'Body'), name);
  const request: Request = {
    name,
    sessionId: sessionId instanceof Uint8Array ? sessionId : new Uint8Array(),
    body: body ?? {},
    ...(read.value === undefined ? {} : { message: read.value }),
  };
  if (why !== '') return { kind: 'broken', request, why };
  if (body === undefined) return { kind: 'broken', request, why: 'the body has no content' };
  return { kind: 'request', request };
}

/** What keeps a message from being understood, in words; empty where nothing does. */
export function describeViolations(read: MessageRead): string {
  return read.violations
    .filter((violation) => !tolerated.has(violation.rule))
    .map(({ path, rule, detail }) => `${rule} at ${path === '' ? 'the start' : path}: ${detail}`)
    .join('; ');
}

function objectAt(value: ExiObject | undefined, name: string): ExiObject | undefined {
  const inner = value?.[name];
  const isObject = typeof inner === 'object' && !Array.isArray(inner) && !(inner instanceof Uint8Array);
  return isObject ? (inner as ExiObject) : undefined;
}
