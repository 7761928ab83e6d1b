import { PlumblineError } from '../base/errors.js';
import type { GrammarDialect } from '../wire/exi/grammar/grammar-dialect.js';
import { type ComplexType, type Occurs, type Particle, sequence } from '../wire/exi/notation.js';
import type { SchemaName } from './sets.js';

/** A codec in the field that writes some messages otherwise than the schema says. */
export type Dialect = 'libcbv2g';

type Differences = Readonly<Partial<Record<SchemaName, GrammarDialect>>>;

/** What each dialect changes in the grammars of the sets; all else is as in the schema. */
const dialects: Readonly<Record<Dialect, Differences>> = {
  // As of 2025-04-28 (54fed4d).
  libcbv2g: {
    'iso20.wpt': {
      types: {
        // The last element comes only behind a VendorSpecificDataContainer, of which two are known.
        WPT_FinePositioningSetupReqType: optionalEnd({ VendorSpecificDataContainer: { minOccurs: 1, maxOccurs: 2 } }),
        WPT_FinePositioningSetupResType: optionalEnd({ VendorSpecificDataContainer: { minOccurs: 1, maxOccurs: 2 } }),
        WPT_FinePositioningReqType: optionalEnd({ VendorSpecificDataContainer: { minOccurs: 1, maxOccurs: 2 } }),
        WPT_FinePositioningResType: optionalEnd({ VendorSpecificDataContainer: { minOccurs: 1, maxOccurs: 2 } }),
        // A list of 2 to 255 finds no end before 255, and may be left out. (libcbv2g itself gets no list to its end.)
        WPT_LF_TransmitterDataType: optionalEnd({ TxSpecData: { minOccurs: 255, maxOccurs: 255 } }),
        WPT_LF_ReceiverDataType: optionalEnd({ RxSpecData: { minOccurs: 255, maxOccurs: 255 } }),
      },
    },
    'iso20.acdp': { exchangedRoots: [['ACDP_ConnectRes', 'ACDP_DisconnectReq']] },
  },
};

export const dialectNames = Object.keys(dialects) as readonly Dialect[];

/** Where a dialect differs from the schema of a set; undefined: nowhere. */
export function grammarDialect(schema: SchemaName, dialect: Dialect): GrammarDialect | undefined {
  return dialects[dialect][schema];
}

/** The dialects that differ from the schema of a set. */
export function dialectsOf(schema: SchemaName): readonly Dialect[] {
  return dialectNames.filter((dialect) => grammarDialect(schema, dialect) !== undefined);
}

/** The name of a dialect as a user wrote it. Throws MESSAGES-006. */
export function dialectName(text: string): Dialect {
  const name = dialectNames.find((dialect) => dialect === text);
  if (name === undefined) throw new PlumblineError('MESSAGES-006', { detail: text });
  return name;
}

/** Other bounds for an element of the type's sequence, which together with all that follows it may be left out. */
function optionalEnd(bounds: Readonly<Record<string, Required<Occurs>>>): (type: ComplexType) => ComplexType {
  return (type) => {
    const particles = (type.parts.sequence ?? []).map((particle) => {
      const occurs = bounds[nameOf(particle)];
      return occurs === undefined ? particle : { ...particle, occurs };
    });
    const first = particles.findIndex((particle) => nameOf(particle) in bounds);
    const end = sequence(particles.slice(first), { minOccurs: 0 });
    return { ...type, parts: { ...type.parts, sequence: [...particles.slice(0, first), end] } };
  };
}

function nameOf(particle: Particle): string {
  return particle.kind === 'element-particle' ? particle.element.name : '';
}
