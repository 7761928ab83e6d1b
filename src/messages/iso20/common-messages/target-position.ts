// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common messages. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../../wire/exi/notation.js';
import { commonMessages } from './namespaces.js';

export const TargetPositionType = commonMessages.complexType('TargetPositionType', {
  sequence: [
    commonMessages.element('TargetOffsetX', xs.unsignedShort),
    commonMessages.element('TargetOffsetY', xs.unsignedShort),
  ],
});
export type TargetPositionType = Static<typeof TargetPositionType>;
