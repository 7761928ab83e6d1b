import type { JsonObject, JsonValue } from '../../../messages/codec.js';

/** Parts of `DC_EVSEStatus.EVSEStatusCode` or `SAScheduleList.SAScheduleTuple[0].SAScheduleTupleID`. */
export function pathParts(path: string): readonly (string | number)[] {
  return path
    .split('.')
    .flatMap((part) => part.split(/[[\]]/).filter((piece) => piece !== ''))
    .map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** The content of the body element of a message in JSON, and the message around it. */
export interface OpenedMessage {
  /** A copy that may be changed. */
  readonly whole: JsonObject;
  /** `['V2G_Message', 'Body', 'SessionSetupReq']`, or the root alone. */
  readonly bodyPath: readonly string[];
  readonly headerPath: readonly string[];
}

/** Opens a message for changes; undefined where it has no body element. */
export function openMessage(json: JsonObject): OpenedMessage | undefined {
  const whole = structuredClone(json);
  const [root] = Object.keys(whole);
  if (root === undefined) return undefined;
  if (root !== 'V2G_Message') return { whole, bodyPath: [root], headerPath: [root, 'Header'] };
  const body = objectOf(objectOf(whole[root])?.['Body']);
  const [name] = Object.keys(body ?? {});
  if (name === undefined) return undefined;
  return { whole, bodyPath: [root, 'Body', name], headerPath: [root, 'Header'] };
}

/** What stands at a path below the body element, or below the header for `Header.…`. */
export function fieldAt(message: OpenedMessage, path: string): JsonValue | undefined {
  let here: JsonValue | undefined = message.whole;
  for (const part of absolute(message, path)) {
    if (Array.isArray(here)) here = typeof part === 'number' ? here[part] : undefined;
    else here = objectOf(here)?.[String(part)];
  }
  return here;
}

/**
 * Sets (or with null takes away) what stands at a path; objects on the way are made. What is wrong with it comes back as
 * text: a place in a list that is not there, a text where an object is expected.
 */
export function setField(message: OpenedMessage, path: string, value: JsonValue | null): string | undefined {
  const parts = absolute(message, path);
  const last = parts.at(-1)!;
  let here: JsonValue = message.whole;
  for (const [index, part] of parts.slice(0, -1).entries()) {
    const next: JsonValue | undefined = Array.isArray(here) ? here[Number(part)] : objectOf(here)?.[String(part)];
    if (next !== undefined && typeof next === 'object') {
      here = next;
      continue;
    }
    if (next !== undefined || Array.isArray(here) || value === null) {
      return `${parts.slice(0, index + 1).join('.')} is ${next === undefined ? 'not there' : 'no object'}`;
    }
    const made: JsonValue = {};
    (here as Record<string, JsonValue>)[String(part)] = made;
    here = made;
  }
  if (Array.isArray(here)) {
    const list = here as JsonValue[];
    const at = Number(last);
    if (!Number.isInteger(at) || at > list.length) return `${path}: the list has ${list.length} entries`;
    if (value === null) list.splice(at, 1);
    else list[at] = value;
    return undefined;
  }
  const object = here as Record<string, JsonValue>;
  if (value === null) {
    if (!(String(last) in object)) return `${path} is not there`;
    delete object[String(last)];
  } else object[String(last)] = value;
  return undefined;
}

function absolute(message: OpenedMessage, path: string): readonly (string | number)[] {
  const [first, ...rest] = pathParts(path);
  // A root without an envelope (-20) has its header beside the fields of the body.
  return first === 'Header' ? [...message.headerPath, ...rest] : [...message.bodyPath, ...pathParts(path)];
}

function objectOf(value: JsonValue | undefined): { readonly [name: string]: JsonValue } | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: JsonValue })
    : undefined;
}
