// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { meterIDType } from './identifiers.js';
import { msgDataTypes } from './namespaces.js';
import { PhysicalValueType } from './physical-value.js';

export const sigMeterReadingType = msgDataTypes.simpleType('sigMeterReadingType', xs.base64Binary, { maxLength: 32 });

export const meterStatusType = msgDataTypes.simpleType('meterStatusType', xs.short);

export const MeterInfoType = msgDataTypes.complexType('MeterInfoType', {
  sequence: [
    msgDataTypes.element('MeterID', meterIDType),
    msgDataTypes.element('MeterReading', PhysicalValueType, { minOccurs: 0 }),
    msgDataTypes.element('SigMeterReading', sigMeterReadingType, { minOccurs: 0 }),
    msgDataTypes.element('MeterStatus', meterStatusType, { minOccurs: 0 }),
    msgDataTypes.element('TMeter', xs.long, { minOccurs: 0 }),
  ],
});
export type MeterInfoType = Static<typeof MeterInfoType>;
