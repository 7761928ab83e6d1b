// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { choice, type Static, xs } from '../../../wire/exi/notation.js';
import { processingType, V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { authorizationType, genChallengeType } from './authorization-modes.js';
import { ContractCertificateChainType } from './certificates.js';
import { commonMessages } from './namespaces.js';

export const EIM_AReqAuthorizationModeType = commonMessages.complexType('EIM_AReqAuthorizationModeType', {});
export type EIM_AReqAuthorizationModeType = Static<typeof EIM_AReqAuthorizationModeType>;

export const PnC_AReqAuthorizationModeType = commonMessages.complexType('PnC_AReqAuthorizationModeType', {
  sequence: [
    commonMessages.element('GenChallenge', genChallengeType),
    commonMessages.element('ContractCertificateChain', ContractCertificateChainType),
  ],
  attributes: [commonMessages.requiredAttribute('Id', xs.ID)],
});
export type PnC_AReqAuthorizationModeType = Static<typeof PnC_AReqAuthorizationModeType>;

export const AuthorizationReqType = commonMessages.complexType('AuthorizationReqType', {
  extends: V2GRequestType,
  sequence: [
    commonMessages.element('SelectedAuthorizationService', authorizationType),
    choice([
      commonMessages.element('EIM_AReqAuthorizationMode', EIM_AReqAuthorizationModeType),
      commonMessages.element('PnC_AReqAuthorizationMode', PnC_AReqAuthorizationModeType),
    ]),
  ],
});
export type AuthorizationReqType = Static<typeof AuthorizationReqType>;

export const AuthorizationResType = commonMessages.complexType('AuthorizationResType', {
  extends: V2GResponseType,
  sequence: [commonMessages.element('EVSEProcessing', processingType)],
});
export type AuthorizationResType = Static<typeof AuthorizationResType>;

/** Authorizes by external means or with the signed challenge (8.3.4.3.3). */
export const AuthorizationReq = commonMessages.globalElement('AuthorizationReq', AuthorizationReqType, {
  clause: '8.3.4.3.3',
});
export type AuthorizationReq = Static<typeof AuthorizationReq>;

/** Authorized, or still being processed (8.3.4.3.3). */
export const AuthorizationRes = commonMessages.globalElement('AuthorizationRes', AuthorizationResType, {
  clause: '8.3.4.3.3',
});
export type AuthorizationRes = Static<typeof AuthorizationRes>;
