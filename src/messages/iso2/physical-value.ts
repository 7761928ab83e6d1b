// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { msgDataTypes } from './namespaces.js';

export const unitMultiplierType = msgDataTypes.simpleType('unitMultiplierType', xs.byte, {
  minInclusive: -3,
  maxInclusive: 3,
});

export const unitSymbolType = msgDataTypes.enumeration('unitSymbolType', ['h', 'm', 's', 'A', 'V', 'W', 'Wh']);
export type unitSymbolType = Static<typeof unitSymbolType>;

/** A quantity: Value times ten to the power of Multiplier, in Unit (8.5.2.7). */
export const PhysicalValueType = msgDataTypes.complexType(
  'PhysicalValueType',
  {
    sequence: [
      msgDataTypes.element('Multiplier', unitMultiplierType),
      msgDataTypes.element('Unit', unitSymbolType),
      msgDataTypes.element('Value', xs.short),
    ],
  },
  { clause: '8.5.2.7' },
);
export type PhysicalValueType = Static<typeof PhysicalValueType>;
