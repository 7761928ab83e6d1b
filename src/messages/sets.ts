import { PlumblineError } from '../base/errors.js';
import type { MessageSet } from '../wire/exi/notation.js';
import { readSetCache } from './set-cache.js';
import type { setModules } from './set-modules.js';

export type SchemaName = keyof typeof setModules;

const names = {
  sap: true,
  din: true,
  iso2: true,
  'iso20.cm': true,
  'iso20.ac': true,
  'iso20.dc': true,
  'iso20.wpt': true,
  'iso20.acdp': true,
  xmldsig: true,
} as const satisfies Readonly<Record<SchemaName, true>>;

export const schemaNames = Object.keys(names) as readonly SchemaName[];

/** The message sets by the names that users, vectors and files give them; each is made when it is first asked for. */
export const messageSets: Readonly<Record<SchemaName, MessageSet>> = await loadSets();

async function loadSets(): Promise<Readonly<Record<SchemaName, MessageSet>>> {
  const read = readSetCache();
  if (read === undefined) return (await import('./set-modules.js')).setModules;
  const sets = {} as Record<SchemaName, MessageSet>;
  for (const name of schemaNames) {
    const get = (): MessageSet => {
      const value = read(name) as MessageSet;
      Object.defineProperty(sets, name, { enumerable: true, value });
      return value;
    };
    Object.defineProperty(sets, name, { enumerable: true, configurable: true, get });
  }
  return sets;
}

export function isSchemaName(text: string): text is SchemaName {
  return Object.hasOwn(names, text);
}

/** The name of a set as a user wrote it. Throws MESSAGES-002. */
export function schemaName(text: string): SchemaName {
  if (!isSchemaName(text)) throw new PlumblineError('MESSAGES-002', { detail: text });
  return text;
}
