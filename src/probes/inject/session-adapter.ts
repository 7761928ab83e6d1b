import { decodeMessage, type ExiObject, type ExiValue } from '../../messages/codec.js';
import { messageBody } from '../session-reader/message-body.js';
import type { MessageSchema } from '../session-reader/message-decoder.js';
import type { InjectedMessage } from './injected-message.js';

/** A message fit for the session at hand, and what was changed. */
export interface AdaptedMessage {
  /** Undefined where the payload cannot be read and is sent as it is. */
  readonly value: ExiObject | undefined;
  readonly changed: readonly string[];
  /** It carries a signature, which belongs to the recorded session. */
  readonly signed: boolean;
}

const scheduleIds = ['SAScheduleTupleID', 'ScheduleTupleID'];
const chosenScheduleIds = [...scheduleIds, 'SelectedScheduleTupleID'];

/**
 * Makes recorded messages fit another session: the SessionID that the station gave, the time of day in ISO 15118-20
 * headers, and a schedule that the station offers. Nothing else is touched.
 */
export class SessionAdapter {
  #sessionId: Uint8Array | undefined;
  #schedules: readonly ExiValue[] = [];

  /** @param sessionId that of a session that is already open */
  constructor(sessionId?: Uint8Array) {
    this.#sessionId = sessionId;
  }

  get sessionId(): Uint8Array | undefined {
    return this.#sessionId;
  }

  /** @param wallSeconds time of day, seconds since 1970 */
  adapt(given: InjectedMessage, wallSeconds: number): AdaptedMessage {
    const decoded = given.schema === undefined ? undefined : decodeMessage(given.schema, given.payload);
    if (decoded?.value === undefined || decoded.violations.length > 0) {
      return { value: undefined, changed: [], signed: false };
    }
    const changed: string[] = [];
    let value = decoded.value;
    const header = headerOf(value);
    if (header !== undefined) value = withHeader(value, this.#header(header, decoded.message, wallSeconds, changed));
    if (this.#schedules.length > 0) {
      value = mapFields(value, (name, field) => {
        if (!chosenScheduleIds.includes(name) || this.#schedules.includes(field)) return field;
        changed.push(`${name} ${String(this.#schedules[0])}`);
        return this.#schedules[0]!;
      });
    }
    return { value, changed, signed: header?.['Signature'] !== undefined };
  }

  /** Takes what the station fixes for the session. */
  learn(schema: MessageSchema, message: string | undefined, value: unknown): void {
    if (!isObject(value)) return;
    if (message === 'SessionSetupRes' && !/^failed/i.test(messageBody(value, message).responseCode ?? '')) {
      const id = headerOf(value)?.['SessionID'];
      if (id instanceof Uint8Array) this.#sessionId = id;
    }
    if (schema === 'sap') return;
    const found: ExiValue[] = [];
    mapFields(value, (name, field) => {
      if (scheduleIds.includes(name)) found.push(field);
      return field;
    });
    if (found.length > 0) this.#schedules = found;
  }

  #header(header: ExiObject, message: string | undefined, wallSeconds: number, changed: string[]): ExiObject {
    let adapted = header;
    const id = header['SessionID'];
    if (this.#sessionId !== undefined && message !== 'SessionSetupReq' && id instanceof Uint8Array) {
      if (Buffer.compare(id, this.#sessionId) !== 0) {
        adapted = { ...adapted, SessionID: this.#sessionId };
        changed.push(`SessionID ${Buffer.from(this.#sessionId).toString('hex').toUpperCase()}`);
      }
    }
    if ('TimeStamp' in header) {
      adapted = { ...adapted, TimeStamp: wallSeconds };
      changed.push('TimeStamp');
    }
    return adapted;
  }
}

/** The value with another SessionID in its header; unchanged where it has no header. */
export function withSessionId(value: ExiObject, sessionId: Uint8Array): ExiObject {
  const header = headerOf(value);
  return header === undefined ? value : withHeader(value, { ...header, SessionID: sessionId });
}

function headerOf(value: ExiObject): ExiObject | undefined {
  const [content] = Object.values(value);
  const header = isObject(content) ? content['Header'] : undefined;
  return isObject(header) ? header : undefined;
}

/** -2 and DIN keep the header in V2G_Message, -20 in each message: in both it lies one level below the root. */
function withHeader(value: ExiObject, header: ExiObject): ExiObject {
  const [root = '', content] = Object.entries(value)[0] ?? [];
  return isObject(content) ? { [root]: { ...content, Header: header } } : value;
}

function mapFields(object: ExiObject, change: (name: string, value: ExiValue) => ExiValue): ExiObject {
  const visit = (name: string, value: ExiValue): ExiValue => {
    if (Array.isArray(value)) return value.map((item: ExiValue) => visit(name, item));
    return isObject(value) ? mapFields(value, change) : change(name, value);
  };
  return Object.fromEntries(
    Object.entries(object).map(([name, value]) => [name, value === undefined ? value : visit(name, value)]),
  );
}

function isObject(value: unknown): value is ExiObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}
