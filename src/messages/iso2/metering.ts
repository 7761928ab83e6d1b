// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { meterIDType } from './identifiers.js';
import { msgDataTypes } from './namespaces.js';

export const sigMeterReadingType = msgDataTypes.simpleType('sigMeterReadingType', xs.base64Binary, { maxLength: 64 });

export const meterStatusType = msgDataTypes.simpleType('meterStatusType', xs.short);

/** A meter reading, optionally signed by the meter (8.5.2). */
export const MeterInfoType = msgDataTypes.complexType(
  'MeterInfoType',
  {
    sequence: [
      msgDataTypes.element('MeterID', meterIDType),
      msgDataTypes.element('MeterReading', xs.unsignedLong, { minOccurs: 0, unit: 'Wh' }),
      msgDataTypes.element('SigMeterReading', sigMeterReadingType, { minOccurs: 0 }),
      msgDataTypes.element('MeterStatus', meterStatusType, { minOccurs: 0 }),
      msgDataTypes.element('TMeter', xs.long, { minOccurs: 0, unit: 's' }),
    ],
  },
  { clause: '8.5.2' },
);
export type MeterInfoType = Static<typeof MeterInfoType>;
