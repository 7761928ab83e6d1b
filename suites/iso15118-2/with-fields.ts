import type { ExiObject } from '../../src/wire/exi/notation/values.js';

/** A body with fields replaced; a field set to undefined is left out. */
export function withFields(changes: Readonly<Record<string, ExiObject[string] | undefined>>) {
  return (correct: ExiObject): ExiObject => {
    const entries = Object.entries({ ...correct, ...changes }).filter(([, value]) => value !== undefined);
    return Object.fromEntries(entries) as ExiObject;
  };
}
