// Made by `plumbline schema import`. Schema: DIN SPEC 70121:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { msgDef } from './namespaces.js';

export const BodyBaseType = msgDef.complexType('BodyBaseType', { abstract: true });
export type BodyBaseType = Static<typeof BodyBaseType>;

/** Head that every body message stands in for (9.3.4). */
export const BodyElement = msgDef.globalElement('BodyElement', BodyBaseType, { clause: '9.3.4' });
export type BodyElement = Static<typeof BodyElement>;
