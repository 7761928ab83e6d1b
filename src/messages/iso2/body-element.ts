// Made by `plumbline schema import`. Schema: ISO 15118-2:2014. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { msgBody } from './namespaces.js';

export const BodyBaseType = msgBody.complexType('BodyBaseType', { abstract: true });
export type BodyBaseType = Static<typeof BodyBaseType>;

/** Head that every body message stands in for; never on the wire itself (8.3.4). */
export const BodyElement = msgBody.globalElement('BodyElement', BodyBaseType, { abstract: true, clause: '8.3.4' });
