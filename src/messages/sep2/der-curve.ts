// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import { DERUnitRefType } from './der-types.js';
import { sep } from './namespaces.js';
import { Int32, UInt8, UInt16, UInt32 } from './primitives.js';
import { IdentifiedObject, List } from './resource.js';
import { PerCent, PowerOfTenMultiplierType, TimeType } from './types.js';

export const CurveData = sep.complexType('CurveData', {
  sequence: [
    sep.element('excitation', xs.boolean, { minOccurs: 0 }),
    sep.element('xvalue', Int32),
    sep.element('yvalue', Int32),
  ],
});
export type CurveData = Static<typeof CurveData>;

export const DERCurveType = sep.complexType('DERCurveType', { simpleContent: UInt8 });
export type DERCurveType = Static<typeof DERCurveType>;

/** A curve that a mode follows (10.10). */
export const DERCurve = sep.complexType(
  'DERCurve',
  {
    extends: IdentifiedObject,
    sequence: [
      sep.element('autonomousVRefEnable', xs.boolean, { minOccurs: 0 }),
      sep.element('autonomousVRefTimeConstant', UInt32, { minOccurs: 0 }),
      sep.element('creationTime', TimeType, { unit: 's since 1970' }),
      sep.element('CurveData', CurveData, { maxOccurs: 10 }),
      sep.element('curveType', DERCurveType),
      sep.element('openLoopTms', UInt16, { minOccurs: 0 }),
      sep.element('rampDecTms', UInt16, { minOccurs: 0 }),
      sep.element('rampIncTms', UInt16, { minOccurs: 0 }),
      sep.element('rampPT1Tms', UInt16, { minOccurs: 0 }),
      sep.element('vRef', PerCent, { minOccurs: 0 }),
      sep.element('xMultiplier', PowerOfTenMultiplierType),
      sep.element('yMultiplier', PowerOfTenMultiplierType),
      sep.element('yRefType', DERUnitRefType),
    ],
  },
  { clause: '10.10' },
);
export type DERCurve = Static<typeof DERCurve>;

export const DERCurveList = sep.complexType('DERCurveList', {
  extends: List,
  sequence: [sep.element('DERCurve', DERCurve, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type DERCurveList = Static<typeof DERCurveList>;

export const DERCurveElement = sep.globalElement('DERCurve', DERCurve, { clause: '10.10' });

export const DERCurveListElement = sep.globalElement('DERCurveList', DERCurveList);

export const CurveDataElement = sep.globalElement('CurveData', CurveData);

export const DERCurveTypeElement = sep.globalElement('DERCurveType', DERCurveType);
