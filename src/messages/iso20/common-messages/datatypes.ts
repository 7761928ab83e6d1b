// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import { MeterInfoType, numericIDType, RationalNumberType, ReceiptType, sessionIDType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';

export const authorizationType = commonMessages.enumeration('authorizationType', ['EIM', 'PnC']);
export type authorizationType = Static<typeof authorizationType>;

export const genChallengeType = commonMessages.simpleType('genChallengeType', xs.base64Binary, { length: 16 });

export const certificateType = commonMessages.simpleType('certificateType', xs.base64Binary, { maxLength: 1600 });

export const SubCertificatesType = commonMessages.complexType('SubCertificatesType', {
  sequence: [commonMessages.element('Certificate', certificateType, { maxOccurs: 3 })],
});
export type SubCertificatesType = Static<typeof SubCertificatesType>;

export const ContractCertificateChainType = commonMessages.complexType('ContractCertificateChainType', {
  sequence: [
    commonMessages.element('Certificate', certificateType),
    commonMessages.element('SubCertificates', SubCertificatesType),
  ],
});
export type ContractCertificateChainType = Static<typeof ContractCertificateChainType>;

export const serviceIDType = commonMessages.simpleType('serviceIDType', xs.unsignedShort);

export const PowerScheduleEntryType = commonMessages.complexType('PowerScheduleEntryType', {
  sequence: [
    commonMessages.element('Duration', xs.unsignedInt),
    commonMessages.element('Power', RationalNumberType),
    commonMessages.element('Power_L2', RationalNumberType, { minOccurs: 0 }),
    commonMessages.element('Power_L3', RationalNumberType, { minOccurs: 0 }),
  ],
});
export type PowerScheduleEntryType = Static<typeof PowerScheduleEntryType>;

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

export const ecdhCurveType = commonMessages.enumeration('ecdhCurveType', ['SECP521', 'X448']);
export type ecdhCurveType = Static<typeof ecdhCurveType>;

export const dhPublicKeyType = commonMessages.simpleType('dhPublicKeyType', xs.base64Binary, { length: 133 });

export const secp521_EncryptedPrivateKeyType = commonMessages.simpleType(
  'secp521_EncryptedPrivateKeyType',
  xs.base64Binary,
  { length: 94 },
);

export const x448_EncryptedPrivateKeyType = commonMessages.simpleType('x448_EncryptedPrivateKeyType', xs.base64Binary, {
  length: 84,
});

export const tpm_EncryptedPrivateKeyType = commonMessages.simpleType('tpm_EncryptedPrivateKeyType', xs.base64Binary, {
  length: 206,
});

export const SignedInstallationDataType = commonMessages.complexType('SignedInstallationDataType', {
  sequence: [
    commonMessages.element('ContractCertificateChain', ContractCertificateChainType),
    commonMessages.element('ECDHCurve', ecdhCurveType),
    commonMessages.element('DHPublicKey', dhPublicKeyType),
    choice([
      commonMessages.element('SECP521_EncryptedPrivateKey', secp521_EncryptedPrivateKeyType),
      commonMessages.element('X448_EncryptedPrivateKey', x448_EncryptedPrivateKeyType),
      commonMessages.element('TPM_EncryptedPrivateKey', tpm_EncryptedPrivateKeyType),
    ]),
  ],
  attributes: [commonMessages.requiredAttribute('Id', xs.ID)],
});
export type SignedInstallationDataType = Static<typeof SignedInstallationDataType>;

export const TargetPositionType = commonMessages.complexType('TargetPositionType', {
  sequence: [
    commonMessages.element('TargetOffsetX', xs.unsignedShort),
    commonMessages.element('TargetOffsetY', xs.unsignedShort),
  ],
});
export type TargetPositionType = Static<typeof TargetPositionType>;

export const SignedInstallationData = commonMessages.globalElement(
  'SignedInstallationData',
  SignedInstallationDataType,
);
export type SignedInstallationData = Static<typeof SignedInstallationData>;

export const SignedMeteringData = commonMessages.globalElement('SignedMeteringData', SignedMeteringDataType);
export type SignedMeteringData = Static<typeof SignedMeteringData>;
