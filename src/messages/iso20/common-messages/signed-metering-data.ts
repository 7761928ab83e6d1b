// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import { MeterInfoType, numericIDType, ReceiptType, sessionIDType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';

export const Dynamic_SMDTControlModeType = commonMessages.complexType('Dynamic_SMDTControlModeType', {});
export type Dynamic_SMDTControlModeType = Static<typeof Dynamic_SMDTControlModeType>;

export const Scheduled_SMDTControlModeType = commonMessages.complexType('Scheduled_SMDTControlModeType', {
  sequence: [commonMessages.element('SelectedScheduleTupleID', numericIDType)],
});
export type Scheduled_SMDTControlModeType = Static<typeof Scheduled_SMDTControlModeType>;

export const SignedMeteringDataType = commonMessages.complexType('SignedMeteringDataType', {
  sequence: [
    commonMessages.element('SessionID', sessionIDType),
    commonMessages.element('MeterInfo', MeterInfoType),
    commonMessages.element('Receipt', ReceiptType, { minOccurs: 0 }),
    choice([
      commonMessages.element('Dynamic_SMDTControlMode', Dynamic_SMDTControlModeType),
      commonMessages.element('Scheduled_SMDTControlMode', Scheduled_SMDTControlModeType),
    ]),
  ],
  attributes: [commonMessages.requiredAttribute('Id', xs.ID)],
});
export type SignedMeteringDataType = Static<typeof SignedMeteringDataType>;

/** The signed part of a metering confirmation (8.3.5.3.36). */
export const SignedMeteringData = commonMessages.globalElement('SignedMeteringData', SignedMeteringDataType, {
  clause: '8.3.5.3.36',
});
export type SignedMeteringData = Static<typeof SignedMeteringData>;
