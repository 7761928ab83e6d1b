// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../../wire/exi/notation.js';
import { V2GRequestType, V2GResponseType } from '../common-types/index.js';
import { commonMessages } from './namespaces.js';
import { SignedMeteringDataType } from './signed-metering-data.js';

export const MeteringConfirmationReqType = commonMessages.complexType('MeteringConfirmationReqType', {
  extends: V2GRequestType,
  sequence: [commonMessages.element('SignedMeteringData', SignedMeteringDataType)],
});
export type MeteringConfirmationReqType = Static<typeof MeteringConfirmationReqType>;

export const MeteringConfirmationResType = commonMessages.complexType('MeteringConfirmationResType', {
  extends: V2GResponseType,
});
export type MeteringConfirmationResType = Static<typeof MeteringConfirmationResType>;

/** The vehicle signs the meter reading that the charger asked it to confirm (8.3.4.3.11). */
export const MeteringConfirmationReq = commonMessages.globalElement(
  'MeteringConfirmationReq',
  MeteringConfirmationReqType,
  { clause: '8.3.4.3.11' },
);
export type MeteringConfirmationReq = Static<typeof MeteringConfirmationReq>;

/** The charger accepts the confirmation or refuses its signature (8.3.4.3.11). */
export const MeteringConfirmationRes = commonMessages.globalElement(
  'MeteringConfirmationRes',
  MeteringConfirmationResType,
  { clause: '8.3.4.3.11' },
);
export type MeteringConfirmationRes = Static<typeof MeteringConfirmationRes>;
