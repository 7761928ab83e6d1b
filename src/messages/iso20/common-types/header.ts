// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { ref, type Static, xs } from '../../../wire/exi/notation.js';
import { Signature } from '../../xmldsig/index.js';
import { commonTypes } from './namespaces.js';

export const sessionIDType = commonTypes.simpleType('sessionIDType', xs.hexBinary, { length: 8 });

/** Session, time of sending and optional signature (8.3.3). */
export const MessageHeaderType = commonTypes.complexType(
  'MessageHeaderType',
  {
    sequence: [
      commonTypes.element('SessionID', sessionIDType),
      commonTypes.element('TimeStamp', xs.unsignedLong, { unit: 's' }),
      ref(Signature, { minOccurs: 0 }),
    ],
  },
  { clause: '8.3.3' },
);
export type MessageHeaderType = Static<typeof MessageHeaderType>;
