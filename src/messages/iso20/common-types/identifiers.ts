// Made by `plumbline schema import`. Schema: ISO 15118-20:2022 common types. Do not edit: change annotations.yaml, or the importer.
import { xs } from '../../../wire/exi/notation.js';
import { commonTypes } from './namespaces.js';

export const numericIDType = commonTypes.simpleType('numericIDType', xs.unsignedInt, {
  minInclusive: 1,
  maxInclusive: 4294967295,
});

export const identifierType = commonTypes.simpleType('identifierType', xs.string, { maxLength: 255 });

export const nameType = commonTypes.simpleType('nameType', xs.string, { maxLength: 80 });

export const descriptionType = commonTypes.simpleType('descriptionType', xs.string, { maxLength: 160 });
