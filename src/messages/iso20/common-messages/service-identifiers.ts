// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { xs } from '../../../wire/exi/notation.js';
import { commonMessages } from './namespaces.js';

export const serviceIDType = commonMessages.simpleType('serviceIDType', xs.unsignedShort);
