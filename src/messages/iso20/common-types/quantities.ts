// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { commonTypes } from './namespaces.js';

export const percentValueType = commonTypes.simpleType('percentValueType', xs.byte, {
  minInclusive: 0,
  maxInclusive: 100,
});

/** A quantity: Value times ten to the power of Exponent; the unit is fixed by the field (8.3.5.3.8). */
export const RationalNumberType = commonTypes.complexType(
  'RationalNumberType',
  { sequence: [commonTypes.element('Exponent', xs.byte), commonTypes.element('Value', xs.short)] },
  { clause: '8.3.5.3.8' },
);
export type RationalNumberType = Static<typeof RationalNumberType>;
