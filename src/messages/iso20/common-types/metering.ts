// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { numericIDType } from './identifiers.js';
import { commonTypes } from './namespaces.js';
import { RationalNumberType } from './quantities.js';

export const meterIDType = commonTypes.simpleType('meterIDType', xs.string, { maxLength: 32 });

export const meterSignatureType = commonTypes.simpleType('meterSignatureType', xs.base64Binary, { maxLength: 64 });

/** A meter reading, optionally signed by the meter (8.3.5.3.7). */
export const MeterInfoType = commonTypes.complexType(
  'MeterInfoType',
  {
    sequence: [
      commonTypes.element('MeterID', meterIDType),
      commonTypes.element('ChargedEnergyReadingWh', xs.unsignedLong, { unit: 'Wh' }),
      commonTypes.element('BPT_DischargedEnergyReadingWh', xs.unsignedLong, { minOccurs: 0, unit: 'Wh' }),
      commonTypes.element('CapacitiveEnergyReadingVARh', xs.unsignedLong, { minOccurs: 0, unit: 'VARh' }),
      commonTypes.element('BPT_InductiveEnergyReadingVARh', xs.unsignedLong, { minOccurs: 0, unit: 'VARh' }),
      commonTypes.element('MeterSignature', meterSignatureType, { minOccurs: 0 }),
      commonTypes.element('MeterStatus', xs.short, { minOccurs: 0 }),
      commonTypes.element('MeterTimestamp', xs.unsignedLong, { minOccurs: 0, unit: 's' }),
    ],
  },
  { clause: '8.3.5.3.7' },
);
export type MeterInfoType = Static<typeof MeterInfoType>;

/** An amount and the cost of one unit (8.3.5.3.61). */
export const DetailedCostType = commonTypes.complexType(
  'DetailedCostType',
  {
    sequence: [
      commonTypes.element('Amount', RationalNumberType),
      commonTypes.element('CostPerUnit', RationalNumberType),
    ],
  },
  { clause: '8.3.5.3.61' },
);
export type DetailedCostType = Static<typeof DetailedCostType>;

/** One tax and its amount (8.3.5.3.60). */
export const DetailedTaxType = commonTypes.complexType(
  'DetailedTaxType',
  { sequence: [commonTypes.element('TaxRuleID', numericIDType), commonTypes.element('Amount', RationalNumberType)] },
  { clause: '8.3.5.3.60' },
);
export type DetailedTaxType = Static<typeof DetailedTaxType>;

/** Costs so far (8.3.5.3.59). */
export const ReceiptType = commonTypes.complexType(
  'ReceiptType',
  {
    sequence: [
      commonTypes.element('TimeAnchor', xs.unsignedLong, { unit: 's' }),
      commonTypes.element('EnergyCosts', DetailedCostType, { minOccurs: 0 }),
      commonTypes.element('OccupancyCosts', DetailedCostType, { minOccurs: 0 }),
      commonTypes.element('AdditionalServicesCosts', DetailedCostType, { minOccurs: 0 }),
      commonTypes.element('OverstayCosts', DetailedCostType, { minOccurs: 0 }),
      commonTypes.element('TaxCosts', DetailedTaxType, { minOccurs: 0, maxOccurs: 10 }),
    ],
  },
  { clause: '8.3.5.3.59' },
);
export type ReceiptType = Static<typeof ReceiptType>;
