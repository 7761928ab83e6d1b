import type { ExiObject, ExiValue } from '../codec.js';

// Values of a decoded message may lack anything: it came from the wire.

/** The object at a path of names; undefined when there is none. */
export function objectAt(value: ExiValue | undefined, ...path: readonly string[]): ExiObject | undefined {
  let here: ExiValue | undefined = value;
  for (const name of path) here = isObject(here) ? here[name] : undefined;
  return isObject(here) ? here : undefined;
}

export function isObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}

export function textOf(value: ExiValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A binary, be it a plain value or the content of a type with attributes. */
export function octetsOf(value: ExiValue | undefined): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  const content = isObject(value) ? value['value'] : undefined;
  return content instanceof Uint8Array ? content : undefined;
}

export function listOf(value: ExiValue | undefined): readonly ExiValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly ExiValue[]) : [value];
}
