// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { sep } from './namespaces.js';
import { HexBinary32, UInt8 } from './primitives.js';

export const DERUnitRefType = sep.complexType('DERUnitRefType', { simpleContent: UInt8 });
export type DERUnitRefType = Static<typeof DERUnitRefType>;

export const DERControlType = sep.complexType('DERControlType', { simpleContent: HexBinary32 });
export type DERControlType = Static<typeof DERControlType>;

export const DERType = sep.complexType('DERType', { simpleContent: UInt8 });
export type DERType = Static<typeof DERType>;

export const DERTypeElement = sep.globalElement('DERType', DERType);

export const DERControlTypeElement = sep.globalElement('DERControlType', DERControlType);

export const DERUnitRefTypeElement = sep.globalElement('DERUnitRefType', DERUnitRefType);
