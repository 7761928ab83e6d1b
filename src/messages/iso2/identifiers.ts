// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

export const eMAIDType = msgDataTypes.simpleType('eMAIDType', xs.string, { minLength: 14, maxLength: 15 });

/**
 * A contract identifier that can be signed: the text plus an Id. The name eMAID also has the plain type eMAIDType
 * (8.5).
 */
export const EMAIDType = msgDataTypes.complexType(
  'EMAIDType',
  { simpleContent: eMAIDType, attributes: [msgDataTypes.requiredAttribute('Id', xs.ID)] },
  { clause: '8.5' },
);
export type EMAIDType = Static<typeof EMAIDType>;

export const SAIDType = msgDataTypes.simpleType('SAIDType', xs.unsignedByte, { minInclusive: 1, maxInclusive: 255 });

export const evseIDType = msgDataTypes.simpleType('evseIDType', xs.string, { minLength: 7, maxLength: 37 });

export const meterIDType = msgDataTypes.simpleType('meterIDType', xs.string, { maxLength: 32 });

export const sessionIDType = msgDataTypes.simpleType('sessionIDType', xs.hexBinary, { maxLength: 8 });

export const serviceIDType = msgDataTypes.simpleType('serviceIDType', xs.unsignedShort);

export const evccIDType = msgDataTypes.simpleType('evccIDType', xs.hexBinary, { maxLength: 6 });
