import { PlumblineError } from '../base/errors.js';
import type { MessageSet } from '../wire/exi/notation.js';
import { din } from './din/din.js';
import { iso2 } from './iso2/iso2.js';
import { iso20Ac } from './iso20/ac/iso20-ac.js';
import { iso20Acdp } from './iso20/acdp/iso20-acdp.js';
import { iso20Cm } from './iso20/common-messages/iso20-cm.js';
import { iso20Dc } from './iso20/dc/iso20-dc.js';
import { iso20Wpt } from './iso20/wpt/iso20-wpt.js';
import { sap } from './sap/sap.js';
import { xmldsig } from './xmldsig/xmldsig.js';

/** The message sets by the names that users, vectors and files give them. */
export const messageSets = {
  sap,
  din,
  iso2,
  'iso20.cm': iso20Cm,
  'iso20.ac': iso20Ac,
  'iso20.dc': iso20Dc,
  'iso20.wpt': iso20Wpt,
  'iso20.acdp': iso20Acdp,
  xmldsig,
} as const satisfies Readonly<Record<string, MessageSet>>;

export type SchemaName = keyof typeof messageSets;

export const schemaNames = Object.keys(messageSets) as readonly SchemaName[];

export function isSchemaName(text: string): text is SchemaName {
  return Object.hasOwn(messageSets, text);
}

/** The name of a set as a user wrote it. Throws MESSAGES-002. */
export function schemaName(text: string): SchemaName {
  if (!isSchemaName(text)) throw new PlumblineError('MESSAGES-002', { detail: text });
  return text;
}
