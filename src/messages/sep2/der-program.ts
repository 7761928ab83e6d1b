// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { ActiveDERControlListLink, DERControlListLink, DERCurveListLink } from './energy-list-links.js';
import { DefaultDERControlLink } from './links.js';
import { sep } from './namespaces.js';
import { UInt32 } from './primitives.js';
import { SubscribableIdentifiedObject, SubscribableList } from './resource.js';
import { PrimacyType } from './types.js';

/** A source of controls, with the primacy that decides between programs (10.10). */
export const DERProgram = sep.complexType(
  'DERProgram',
  {
    extends: SubscribableIdentifiedObject,
    sequence: [
      sep.element('ActiveDERControlListLink', ActiveDERControlListLink, { minOccurs: 0 }),
      sep.element('DefaultDERControlLink', DefaultDERControlLink, { minOccurs: 0 }),
      sep.element('DERControlListLink', DERControlListLink, { minOccurs: 0 }),
      sep.element('DERCurveListLink', DERCurveListLink, { minOccurs: 0 }),
      sep.element('primacy', PrimacyType),
    ],
  },
  { clause: '10.10' },
);
export type DERProgram = Static<typeof DERProgram>;

export const DERProgramList = sep.complexType('DERProgramList', {
  extends: SubscribableList,
  sequence: [sep.element('DERProgram', DERProgram, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type DERProgramList = Static<typeof DERProgramList>;

export const DERProgramElement = sep.globalElement('DERProgram', DERProgram, { clause: '10.10' });

export const DERProgramListElement = sep.globalElement('DERProgramList', DERProgramList);
