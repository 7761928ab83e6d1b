import { din } from '../../src/messages/din/din.js';
import { iso2 } from '../../src/messages/iso2/iso2.js';
import { iso20Ac } from '../../src/messages/iso20/ac/iso20-ac.js';
import { iso20Acdp } from '../../src/messages/iso20/acdp/iso20-acdp.js';
import { iso20Cm } from '../../src/messages/iso20/common-messages/iso20-cm.js';
import { iso20CommonTypes } from '../../src/messages/iso20/common-types/iso20-common-types.js';
import { iso20Dc } from '../../src/messages/iso20/dc/iso20-dc.js';
import { iso20Wpt } from '../../src/messages/iso20/wpt/iso20-wpt.js';
import { sap } from '../../src/messages/sap/sap.js';
import { xmldsig } from '../../src/messages/xmldsig/xmldsig.js';
import type { MessageSet } from '../../src/wire/exi/notation.js';

/** A set that `plumbline schema import` made, and the schema (below iso15118/xsd of the reference) it was made from. */
export interface ImportedSet {
  readonly name: string;
  readonly set: MessageSet;
  readonly xsd: string;
  readonly folder: string;
}

const of20 = (file: string) => `iso15118_20/V2G_CI_${file}.xsd`;

export const importedSets: readonly ImportedSet[] = [
  { name: 'xmldsig', set: xmldsig, xsd: 'xmldsig-core-schema.xsd', folder: 'src/messages/xmldsig' },
  { name: 'iso2', set: iso2, xsd: 'iso15118_2', folder: 'src/messages/iso2' },
  { name: 'din', set: din, xsd: 'din_spec', folder: 'src/messages/din' },
  {
    name: 'iso20.common-types',
    set: iso20CommonTypes,
    xsd: of20('CommonTypes'),
    folder: 'src/messages/iso20/common-types',
  },
  { name: 'iso20.cm', set: iso20Cm, xsd: of20('CommonMessages'), folder: 'src/messages/iso20/common-messages' },
  { name: 'iso20.ac', set: iso20Ac, xsd: of20('AC'), folder: 'src/messages/iso20/ac' },
  { name: 'iso20.dc', set: iso20Dc, xsd: of20('DC'), folder: 'src/messages/iso20/dc' },
  { name: 'iso20.wpt', set: iso20Wpt, xsd: of20('WPT'), folder: 'src/messages/iso20/wpt' },
  { name: 'iso20.acdp', set: iso20Acdp, xsd: of20('ACDP'), folder: 'src/messages/iso20/acdp' },
];

/** The handshake's set was written by hand; it is held against its schema like the others. */
export const allSets: readonly ImportedSet[] = [
  ...importedSets,
  { name: 'sap', set: sap, xsd: 'V2G_CI_AppProtocol.xsd', folder: 'src/messages/sap' },
];
