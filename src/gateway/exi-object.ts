import type { ExiObject, ExiValue } from '../wire/exi/notation/values.js';

/** Whether a value of the codec is an element with content: no list, no binary, no simple value. */
export function isExiObject(value: ExiValue | undefined): value is ExiObject {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** The element `name` of a value, where it has content. */
export function objectAt(value: ExiObject | undefined, name: string): ExiObject | undefined {
  const found = value?.[name];
  return isExiObject(found) ? found : undefined;
}
