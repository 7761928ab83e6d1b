// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import { ContractCertificateChainType } from './certificates.js';
import { commonMessages } from './namespaces.js';

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

/** The signed part of a certificate installation (8.3.5.3.39). */
export const SignedInstallationData = commonMessages.globalElement(
  'SignedInstallationData',
  SignedInstallationDataType,
  { clause: '8.3.5.3.39' },
);
export type SignedInstallationData = Static<typeof SignedInstallationData>;
