// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { ActivePower } from './der-quantities.js';
import { Event } from './event.js';
import { sep } from './namespaces.js';
import { UInt8, UInt16, UInt32 } from './primitives.js';
import { IdentifiedObject, List, SubscribableList } from './resource.js';
import { DateTimeInterval, mRIDType, SignedRealEnergy, TimeType } from './types.js';

export const RequestStatus = sep.complexType('RequestStatus', {
  sequence: [sep.element('dateTime', TimeType), sep.element('requestStatus', UInt8)],
});
export type RequestStatus = Static<typeof RequestStatus>;

export const FlowReservationRequest = sep.complexType('FlowReservationRequest', {
  extends: IdentifiedObject,
  sequence: [
    sep.element('creationTime', TimeType),
    sep.element('durationRequested', UInt16, { minOccurs: 0 }),
    sep.element('energyRequested', SignedRealEnergy),
    sep.element('intervalRequested', DateTimeInterval),
    sep.element('powerRequested', ActivePower),
    sep.element('RequestStatus', RequestStatus),
  ],
});
export type FlowReservationRequest = Static<typeof FlowReservationRequest>;

export const FlowReservationRequestList = sep.complexType('FlowReservationRequestList', {
  extends: List,
  sequence: [sep.element('FlowReservationRequest', FlowReservationRequest, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type FlowReservationRequestList = Static<typeof FlowReservationRequestList>;

export const FlowReservationResponse = sep.complexType('FlowReservationResponse', {
  extends: Event,
  sequence: [
    sep.element('energyAvailable', SignedRealEnergy),
    sep.element('powerAvailable', ActivePower),
    sep.element('subject', mRIDType),
  ],
});
export type FlowReservationResponse = Static<typeof FlowReservationResponse>;

export const FlowReservationResponseList = sep.complexType('FlowReservationResponseList', {
  extends: SubscribableList,
  sequence: [sep.element('FlowReservationResponse', FlowReservationResponse, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type FlowReservationResponseList = Static<typeof FlowReservationResponseList>;

export const RequestStatusElement = sep.globalElement('RequestStatus', RequestStatus);

export const FlowReservationRequestElement = sep.globalElement('FlowReservationRequest', FlowReservationRequest);

export const FlowReservationRequestListElement = sep.globalElement(
  'FlowReservationRequestList',
  FlowReservationRequestList,
);

export const FlowReservationResponseElement = sep.globalElement('FlowReservationResponse', FlowReservationResponse);

export const FlowReservationResponseListElement = sep.globalElement(
  'FlowReservationResponseList',
  FlowReservationResponseList,
);
