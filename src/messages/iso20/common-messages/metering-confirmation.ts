// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { SignedMeteringDataType } from './datatypes.js';
import { commonMessages } from './namespaces.js';

export const MeteringConfirmationReqType = commonMessages.complexType('MeteringConfirmationReqType', {
  extends: V2GRequestType,
  sequence: [commonMessages.element('SignedMeteringData', SignedMeteringDataType)],
});
export type MeteringConfirmationReqType = Static<typeof MeteringConfirmationReqType>;

export const MeteringConfirmationResType = commonMessages.complexType('MeteringConfirmationResType', {
  extends: V2GResponseType,
});
export type MeteringConfirmationResType = Static<typeof MeteringConfirmationResType>;

export const MeteringConfirmationReq = commonMessages.globalElement(
  'MeteringConfirmationReq',
  MeteringConfirmationReqType,
);
export type MeteringConfirmationReq = Static<typeof MeteringConfirmationReq>;

export const MeteringConfirmationRes = commonMessages.globalElement(
  'MeteringConfirmationRes',
  MeteringConfirmationResType,
);
export type MeteringConfirmationRes = Static<typeof MeteringConfirmationRes>;
