import { type GatewayFault, seccFault } from './gateway-fault.js';

const where = 'src/gateway/faults/faulty-negotiation.ts';

/** Faults of the application protocol handshake. */
export const appProtocolFaults = {
  'sap-ignores-priority': seccFault(
    'takes the first entry that it speaks, whatever its priority',
    'ISO 15118-20, V2G20-169; ISO 15118-2, V2G2-169',
    where,
    ['isomux-priority-ignored'],
  ),
  'sap-lowest-priority': seccFault('takes the highest number for the highest rank', 'ISO 15118-20, V2G20-169', where),
  'sap-literal-schema-id': seccFault(
    'answers with SchemaID 1 whatever the entry says',
    'ISO 15118-2, V2G2-169; ISO 15118-20, V2G20-169',
    where,
    ['sap-literal-schemaid'],
  ),
  'sap-accepts-unknown': seccFault('accepts a protocol that it does not speak', 'ISO 15118-2, V2G2-172', where),
  'sap-minor-unsaid': seccFault('answers another minor version as if it were its own', 'ISO 15118-2, V2G2-170', where),
  'sap-refuses-minor': seccFault('refuses another minor version', 'ISO 15118-2, V2G2-170', where),
  'sap-schema-id-of-nothing': seccFault('names a SchemaID where nothing was agreed', 'ISO 15118-2, V2G2-172', where),
  'sap-ten-entries': seccFault('reads the first ten entries of the offer only', 'ISO 15118-20, V2G20-167', where),
  'sap-energy-unfiltered': seccFault(
    'accepts the namespace of AC at a station that has DC only',
    'ISO 15118-20, V2G20-169',
    where,
    ['d20-ac-namespace-no-filter'],
  ),
} as const satisfies Readonly<Record<string, GatewayFault>>;
