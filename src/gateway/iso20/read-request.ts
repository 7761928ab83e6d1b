import { isExiObject, objectAt } from '../exi-object.js';
import type { MessageRead } from '../server/codec-port.js';
import { describeViolations } from '../server/read-request.js';
import { type Iso20Request, isIso20Request } from './messages.js';

export type Iso20Read =
  | { readonly kind: 'request'; readonly request: Iso20Request }
  /** A request whose name is known and whose content breaks the schema: it can be answered, with FAILED. */
  | { readonly kind: 'broken'; readonly request: Iso20Request; readonly why: string }
  /** No request at all: it has no answer. */
  | { readonly kind: 'unknown'; readonly why: string };

/** Sorts a decoded message of ISO 15118-20 into what can be done with it. Never throws. */
export function readIso20Request(read: MessageRead, payloadType: number): Iso20Read {
  const why = describeViolations(read);
  const name = read.message;
  if (name === undefined || !isIso20Request(name)) {
    return { kind: 'unknown', why: why === '' ? `${name ?? 'an empty message'} is no request` : why };
  }
  const { Header, ...body } = objectAt(read.value, name) ?? {};
  const header = isExiObject(Header) ? Header : {};
  const id = header['SessionID'];
  const sessionId = id instanceof Uint8Array ? id : new Uint8Array();
  const message = read.value === undefined ? {} : { message: read.value };
  const request: Iso20Request = { name, payloadType, header, sessionId, body, ...message };
  return why === '' ? { kind: 'request', request } : { kind: 'broken', request, why };
}
