// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

export const unitMultiplierType = msgDataTypes.simpleType('unitMultiplierType', xs.byte, {
  minInclusive: -3,
  maxInclusive: 3,
});

export const unitSymbolType = msgDataTypes.enumeration('unitSymbolType', [
  'h',
  'm',
  's',
  'A',
  'Ah',
  'V',
  'VA',
  'W',
  'W/s',
  'Wh',
]);
export type unitSymbolType = Static<typeof unitSymbolType>;

/** A quantity: Value times ten to the power of Multiplier, in Unit. */
export const PhysicalValueType = msgDataTypes.complexType('PhysicalValueType', {
  sequence: [
    msgDataTypes.element('Multiplier', unitMultiplierType),
    msgDataTypes.element('Unit', unitSymbolType, { minOccurs: 0 }),
    msgDataTypes.element('Value', xs.short),
  ],
});
export type PhysicalValueType = Static<typeof PhysicalValueType>;
