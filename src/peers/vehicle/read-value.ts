import type { ExiObject, ExiValue } from '../../wire/exi/notation/values.js';
import { isObject, readPhysical } from './physical-value.js';

// What comes from the wire may lack anything: these readers give undefined instead of trusting the schema.

/** Follows names down; undefined where one is missing. */
export function at(value: ExiValue | undefined, ...path: readonly string[]): ExiValue | undefined {
  let here = value;
  for (const name of path) here = isObject(here) ? here[name] : undefined;
  return here;
}

export function textAt(value: ExiValue | undefined, ...path: readonly string[]): string | undefined {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function numberAt(value: ExiValue | undefined, ...path: readonly string[]): number | undefined {
  const found = at(value, ...path);
  return typeof found === 'number' ? found : undefined;
}

export function bytesAt(value: ExiValue | undefined, ...path: readonly string[]): Uint8Array | undefined {
  const found = at(value, ...path);
  return found instanceof Uint8Array ? found : undefined;
}

export function listAt(value: ExiValue | undefined, ...path: readonly string[]): readonly ExiValue[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** A PhysicalValueType as a number in its unit. */
export function quantityAt(value: ExiValue | undefined, ...path: readonly string[]): number | undefined {
  return readPhysical(at(value, ...path))?.value;
}

/** Name and content of the only element of an object; undefined when it has none or several. */
export function onlyElement(value: ExiValue | undefined): readonly [string, ExiObject] | undefined {
  if (!isObject(value)) return undefined;
  const [entry, ...more] = Object.entries(value);
  if (entry === undefined || more.length > 0) return undefined;
  return [entry[0], isObject(entry[1]) ? entry[1] : {}];
}

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex').toUpperCase();
}
