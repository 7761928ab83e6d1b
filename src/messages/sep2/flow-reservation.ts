// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { ActivePower } from './der-quantities.js';
import { Event } from './event.js';
import { sep } from './namespaces.js';
import { UInt8, UInt16, UInt32 } from './primitives.js';
import { IdentifiedObject, List, SubscribableList } from './resource.js';
import { DateTimeInterval, mRIDType, SignedRealEnergy, TimeType } from './types.js';

/** Whether the request stands or was withdrawn (10.9). */
export const RequestStatus = sep.complexType(
  'RequestStatus',
  { sequence: [sep.element('dateTime', TimeType), sep.element('requestStatus', UInt8)] },
  { clause: '10.9' },
);
export type RequestStatus = Static<typeof RequestStatus>;

/** A vehicle or storage asks for energy within a window (10.9). */
export const FlowReservationRequest = sep.complexType(
  'FlowReservationRequest',
  {
    extends: IdentifiedObject,
    sequence: [
      sep.element('creationTime', TimeType, { unit: 's since 1970' }),
      sep.element('durationRequested', UInt16, { minOccurs: 0, unit: 's' }),
      sep.element('energyRequested', SignedRealEnergy),
      sep.element('intervalRequested', DateTimeInterval),
      sep.element('powerRequested', ActivePower),
      sep.element('RequestStatus', RequestStatus),
    ],
  },
  { clause: '10.9' },
);
export type FlowReservationRequest = Static<typeof FlowReservationRequest>;

export const FlowReservationRequestList = sep.complexType('FlowReservationRequestList', {
  extends: List,
  sequence: [sep.element('FlowReservationRequest', FlowReservationRequest, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type FlowReservationRequestList = Static<typeof FlowReservationRequestList>;

/** The span and power that it is granted (10.9). */
export const FlowReservationResponse = sep.complexType(
  'FlowReservationResponse',
  {
    extends: Event,
    sequence: [
      sep.element('energyAvailable', SignedRealEnergy),
      sep.element('powerAvailable', ActivePower),
      sep.element('subject', mRIDType),
    ],
  },
  { clause: '10.9' },
);
export type FlowReservationResponse = Static<typeof FlowReservationResponse>;

export const FlowReservationResponseList = sep.complexType('FlowReservationResponseList', {
  extends: SubscribableList,
  sequence: [sep.element('FlowReservationResponse', FlowReservationResponse, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type FlowReservationResponseList = Static<typeof FlowReservationResponseList>;

export const RequestStatusElement = sep.globalElement('RequestStatus', RequestStatus, { clause: '10.9' });

export const FlowReservationRequestElement = sep.globalElement('FlowReservationRequest', FlowReservationRequest, {
  clause: '10.9',
});

export const FlowReservationRequestListElement = sep.globalElement(
  'FlowReservationRequestList',
  FlowReservationRequestList,
);

export const FlowReservationResponseElement = sep.globalElement('FlowReservationResponse', FlowReservationResponse, {
  clause: '10.9',
});

export const FlowReservationResponseListElement = sep.globalElement(
  'FlowReservationResponseList',
  FlowReservationResponseList,
);
