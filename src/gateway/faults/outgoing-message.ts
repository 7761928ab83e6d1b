import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { isExiObject } from '../exi-object.js';
import type { FaultName } from './fault-table.js';

/** An answer that is about to be encoded. */
export interface OutgoingMessage {
  readonly message: string;
  readonly payloadType: number;
  /** SessionID of the request that it answers. */
  readonly requestId: Uint8Array;
  readonly header: ExiObject;
  readonly body: ExiObject;
}

/** `memory` lives as long as the session. */
export type ResponseChange = (out: OutgoingMessage, memory: Map<string, unknown>) => OutgoingMessage;
export type ResponseChanges = Readonly<Partial<Record<FaultName, ResponseChange>>>;

/** Changes the body of these messages only. */
export function onBody(
  messages: readonly string[],
  change: (body: ExiObject, memory: Map<string, unknown>) => ExiObject,
): ResponseChange {
  return (out, memory) => (messages.includes(out.message) ? { ...out, body: change(out.body, memory) } : out);
}

/** The object with a field in another value; `change` gets what is there, and leaves a field out by undefined. */
export function withField(
  object: ExiObject,
  path: readonly string[],
  change: (value: ExiValue) => ExiValue | undefined,
): ExiObject {
  const [name = '', ...rest] = path;
  const value = object[name];
  if (value === undefined) return object;
  const next = rest.length === 0 ? change(value) : within(value, rest, change);
  return Object.fromEntries(
    Object.entries({ ...object, [name]: next }).filter(([, entry]) => entry !== undefined),
  ) as ExiObject;
}

/** On every item where a list lies on the path. */
function within(value: ExiValue, path: readonly string[], change: (value: ExiValue) => ExiValue | undefined): ExiValue {
  if (Array.isArray(value)) return value.map((item: ExiValue) => within(item, path, change)) as ExiValue;
  return isExiObject(value) ? withField(value, path, change) : value;
}

export function withCode(out: OutgoingMessage, ResponseCode: string): OutgoingMessage {
  return { ...out, body: { ...out.body, ResponseCode } };
}

export function isFailedText(code: ExiValue | undefined): boolean {
  return typeof code === 'string' && code.startsWith('FAILED');
}
