import { createRequire } from 'node:module';
import { PlumblineError } from '../base/errors.js';
import type { MessageSet } from '../wire/exi/notation.js';
import { iso2 } from './iso2/iso2.js';
import { sap } from './sap/sap.js';
import { xmldsig } from './xmldsig/xmldsig.js';

// A set costs 10 to 50 ms to load, which a filter that starts for one message should not pay for sets that it never
// sees. Decoding is synchronous, so these are loaded by a synchronous require of the module, at first use. It gives the
// same module as an import does; but it must not meet an import() of the same module that is still under way, so the
// sets of everyday sessions, which other code imports too, stay imports.
const load = createRequire(import.meta.url);

const loaders = {
  sap: () => sap,
  din: () => (load('./din/din.js') as typeof import('./din/din.js')).din,
  iso2: () => iso2,
  'iso20.cm': () =>
    (load('./iso20/common-messages/iso20-cm.js') as typeof import('./iso20/common-messages/iso20-cm.js')).iso20Cm,
  'iso20.ac': () => (load('./iso20/ac/iso20-ac.js') as typeof import('./iso20/ac/iso20-ac.js')).iso20Ac,
  'iso20.dc': () => (load('./iso20/dc/iso20-dc.js') as typeof import('./iso20/dc/iso20-dc.js')).iso20Dc,
  'iso20.wpt': () => (load('./iso20/wpt/iso20-wpt.js') as typeof import('./iso20/wpt/iso20-wpt.js')).iso20Wpt,
  'iso20.acdp': () => (load('./iso20/acdp/iso20-acdp.js') as typeof import('./iso20/acdp/iso20-acdp.js')).iso20Acdp,
  xmldsig: () => xmldsig,
} as const satisfies Readonly<Record<string, () => MessageSet>>;

export type SchemaName = keyof typeof loaders;

export const schemaNames = Object.keys(loaders) as readonly SchemaName[];

/** The message sets by the names that users, vectors and files give them; each is loaded when it is first asked for. */
export const messageSets: Readonly<Record<SchemaName, MessageSet>> = lazily();

function lazily(): Readonly<Record<SchemaName, MessageSet>> {
  const sets = {} as Record<SchemaName, MessageSet>;
  for (const name of schemaNames) {
    const get = (): MessageSet => {
      const value = loaders[name]();
      Object.defineProperty(sets, name, { enumerable: true, value });
      return value;
    };
    Object.defineProperty(sets, name, { enumerable: true, configurable: true, get });
  }
  return sets;
}

export function isSchemaName(text: string): text is SchemaName {
  return Object.hasOwn(loaders, text);
}

/** The name of a set as a user wrote it. Throws MESSAGES-002. */
export function schemaName(text: string): SchemaName {
  if (!isSchemaName(text)) throw new PlumblineError('MESSAGES-002', { detail: text });
  return text;
}
