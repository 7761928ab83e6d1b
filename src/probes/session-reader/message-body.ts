import { textAt, valueAt } from './value-path.js';

/** Header and body of a message, whichever set it belongs to. */
export interface MessageBody {
  /** Upper-case hex. */
  readonly sessionId: string | undefined;
  readonly body: unknown;
  readonly responseCode: string | undefined;
}

/** Finds the parts: -2 and DIN wrap the body in V2G_Message, -20 has a header in each message, the handshake has none. */
export function messageBody(value: unknown, message: string | undefined): MessageBody {
  if (message === undefined) return { sessionId: undefined, body: undefined, responseCode: undefined };
  const wrapped = valueAt(value, 'V2G_Message');
  const body = wrapped === undefined ? valueAt(value, message) : valueAt(wrapped, 'Body', message);
  const id = wrapped === undefined ? valueAt(body, 'Header', 'SessionID') : valueAt(wrapped, 'Header', 'SessionID');
  return { sessionId: hexOf(id), body, responseCode: textAt(body, 'ResponseCode') };
}

/** True for response codes that end the session ([V2G2-735] and -20: codes that start with FAILED; the handshake: Failed). */
export function isFailure(responseCode: string | undefined): boolean {
  return responseCode !== undefined && /^failed/i.test(responseCode);
}

/** Name of the response to a request, by the rule of all message sets: the ending. */
export function responseNameOf(request: string): string {
  return request.replace(/Req$/, 'Res');
}

function hexOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value.toUpperCase();
  if (!(value instanceof Uint8Array)) return undefined;
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex').toUpperCase();
}
