// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import {
  CustomerAccountListLink,
  DERProgramListLink,
  MessagingProgramListLink,
  PrepaymentListLink,
  TariffProfileListLink,
  UsagePointListLink,
} from './energy-list-links.js';
import { TimeLink } from './links.js';
import { DemandResponseProgramListLink, FileListLink, ResponseSetListLink } from './list-links.js';
import { sep } from './namespaces.js';
import { String32, UInt32 } from './primitives.js';
import { Resource, SubscribableList } from './resource.js';
import { mRIDType, SubscribableType, VersionType } from './types.js';

export const FunctionSetAssignmentsBase = sep.complexType('FunctionSetAssignmentsBase', {
  extends: Resource,
  sequence: [
    sep.element('CustomerAccountListLink', CustomerAccountListLink, { minOccurs: 0 }),
    sep.element('DemandResponseProgramListLink', DemandResponseProgramListLink, { minOccurs: 0 }),
    sep.element('DERProgramListLink', DERProgramListLink, { minOccurs: 0 }),
    sep.element('FileListLink', FileListLink, { minOccurs: 0 }),
    sep.element('MessagingProgramListLink', MessagingProgramListLink, { minOccurs: 0 }),
    sep.element('PrepaymentListLink', PrepaymentListLink, { minOccurs: 0 }),
    sep.element('ResponseSetListLink', ResponseSetListLink, { minOccurs: 0 }),
    sep.element('TariffProfileListLink', TariffProfileListLink, { minOccurs: 0 }),
    sep.element('TimeLink', TimeLink, { minOccurs: 0 }),
    sep.element('UsagePointListLink', UsagePointListLink, { minOccurs: 0 }),
  ],
});
export type FunctionSetAssignmentsBase = Static<typeof FunctionSetAssignmentsBase>;

/** The programs that a group of clients is to follow (8.6). */
export const FunctionSetAssignments = sep.complexType(
  'FunctionSetAssignments',
  {
    extends: FunctionSetAssignmentsBase,
    sequence: [
      sep.element('mRID', mRIDType),
      sep.element('description', String32, { minOccurs: 0 }),
      sep.element('version', VersionType, { minOccurs: 0 }),
    ],
    attributes: [sep.attribute('subscribable', SubscribableType)],
  },
  { clause: '8.6' },
);
export type FunctionSetAssignments = Static<typeof FunctionSetAssignments>;

export const FunctionSetAssignmentsList = sep.complexType('FunctionSetAssignmentsList', {
  extends: SubscribableList,
  sequence: [sep.element('FunctionSetAssignments', FunctionSetAssignments, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type FunctionSetAssignmentsList = Static<typeof FunctionSetAssignmentsList>;

export const FunctionSetAssignmentsBaseElement = sep.globalElement(
  'FunctionSetAssignmentsBase',
  FunctionSetAssignmentsBase,
);

export const FunctionSetAssignmentsElement = sep.globalElement('FunctionSetAssignments', FunctionSetAssignments, {
  clause: '8.6',
});

export const FunctionSetAssignmentsListElement = sep.globalElement(
  'FunctionSetAssignmentsList',
  FunctionSetAssignmentsList,
);
