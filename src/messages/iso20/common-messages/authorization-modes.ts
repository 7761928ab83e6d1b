// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { commonMessages } from './namespaces.js';

export const authorizationType = commonMessages.enumeration('authorizationType', ['EIM', 'PnC']);
export type authorizationType = Static<typeof authorizationType>;

export const genChallengeType = commonMessages.simpleType('genChallengeType', xs.base64Binary, { length: 16 });
