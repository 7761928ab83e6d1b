// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import { nameType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { authorizationType, genChallengeType } from './authorization-modes.js';
import { commonMessages } from './namespaces.js';

export const AuthorizationSetupReqType = commonMessages.complexType('AuthorizationSetupReqType', {
  extends: V2GRequestType,
});
export type AuthorizationSetupReqType = Static<typeof AuthorizationSetupReqType>;

export const EIM_ASResAuthorizationModeType = commonMessages.complexType('EIM_ASResAuthorizationModeType', {});
export type EIM_ASResAuthorizationModeType = Static<typeof EIM_ASResAuthorizationModeType>;

export const SupportedProvidersListType = commonMessages.complexType('SupportedProvidersListType', {
  sequence: [commonMessages.element('ProviderID', nameType, { maxOccurs: 128 })],
});
export type SupportedProvidersListType = Static<typeof SupportedProvidersListType>;

export const PnC_ASResAuthorizationModeType = commonMessages.complexType('PnC_ASResAuthorizationModeType', {
  sequence: [
    commonMessages.element('GenChallenge', genChallengeType),
    commonMessages.element('SupportedProviders', SupportedProvidersListType, { minOccurs: 0 }),
  ],
});
export type PnC_ASResAuthorizationModeType = Static<typeof PnC_ASResAuthorizationModeType>;

export const AuthorizationSetupResType = commonMessages.complexType('AuthorizationSetupResType', {
  extends: V2GResponseType,
  sequence: [
    commonMessages.element('AuthorizationServices', authorizationType, { maxOccurs: 2 }),
    commonMessages.element('CertificateInstallationService', xs.boolean),
    choice([
      commonMessages.element('EIM_ASResAuthorizationMode', EIM_ASResAuthorizationModeType),
      commonMessages.element('PnC_ASResAuthorizationMode', PnC_ASResAuthorizationModeType),
    ]),
  ],
});
export type AuthorizationSetupResType = Static<typeof AuthorizationSetupResType>;

/** Asks which ways of authorization there are (8.3.4.3.2). */
export const AuthorizationSetupReq = commonMessages.globalElement('AuthorizationSetupReq', AuthorizationSetupReqType, {
  clause: '8.3.4.3.2',
});
export type AuthorizationSetupReq = Static<typeof AuthorizationSetupReq>;

/** The ways of authorization, and the challenge for Plug and Charge (8.3.4.3.2). */
export const AuthorizationSetupRes = commonMessages.globalElement('AuthorizationSetupRes', AuthorizationSetupResType, {
  clause: '8.3.4.3.2',
});
export type AuthorizationSetupRes = Static<typeof AuthorizationSetupRes>;
