// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import type { Static } from '../../wire/exi/notation.js';
import { ApplianceLoadReduction, DutyCycle, Offset, SetPoint } from './demand-response.js';
import { ResponseListLink } from './list-links.js';
import { sep } from './namespaces.js';
import { HexBinary160, UInt8, UInt16, UInt32 } from './primitives.js';
import { IdentifiedObject, List, Resource } from './resource.js';
import { mRIDType, TimeType, UnitType } from './types.js';

/** What a client says of an event: received, started, completed and so on (8.8). */
export const Response = sep.complexType(
  'Response',
  {
    extends: Resource,
    sequence: [
      sep.element('createdDateTime', TimeType, { minOccurs: 0, unit: 's since 1970' }),
      sep.element('endDeviceLFDI', HexBinary160),
      sep.element('status', UInt8, { minOccurs: 0 }),
      sep.element('subject', mRIDType),
    ],
  },
  { clause: '8.8' },
);
export type Response = Static<typeof Response>;

/** What a client says of a DERControl (8.8). */
export const DERControlResponse = sep.complexType('DERControlResponse', { extends: Response }, { clause: '8.8' });
export type DERControlResponse = Static<typeof DERControlResponse>;

export const FlowReservationResponseResponse = sep.complexType('FlowReservationResponseResponse', {
  extends: Response,
});
export type FlowReservationResponseResponse = Static<typeof FlowReservationResponseResponse>;

export const AppliedTargetReduction = sep.complexType('AppliedTargetReduction', {
  sequence: [sep.element('type', UnitType), sep.element('value', UInt16)],
});
export type AppliedTargetReduction = Static<typeof AppliedTargetReduction>;

/** What a client says of an EndDeviceControl, with what it did (8.8). */
export const DrResponse = sep.complexType(
  'DrResponse',
  {
    extends: Response,
    sequence: [
      sep.element('ApplianceLoadReduction', ApplianceLoadReduction, { minOccurs: 0 }),
      sep.element('AppliedTargetReduction', AppliedTargetReduction, { minOccurs: 0 }),
      sep.element('DutyCycle', DutyCycle, { minOccurs: 0 }),
      sep.element('Offset', Offset, { minOccurs: 0 }),
      sep.element('overrideDuration', UInt16, { minOccurs: 0 }),
      sep.element('SetPoint', SetPoint, { minOccurs: 0 }),
    ],
  },
  { clause: '8.8' },
);
export type DrResponse = Static<typeof DrResponse>;

export const PriceResponse = sep.complexType('PriceResponse', { extends: Response });
export type PriceResponse = Static<typeof PriceResponse>;

export const ResponseList = sep.complexType('ResponseList', {
  extends: List,
  sequence: [sep.element('Response', Response, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type ResponseList = Static<typeof ResponseList>;

/** Where responses are posted to (8.8). */
export const ResponseSet = sep.complexType(
  'ResponseSet',
  { extends: IdentifiedObject, sequence: [sep.element('ResponseListLink', ResponseListLink, { minOccurs: 0 })] },
  { clause: '8.8' },
);
export type ResponseSet = Static<typeof ResponseSet>;

export const ResponseSetList = sep.complexType('ResponseSetList', {
  extends: List,
  sequence: [sep.element('ResponseSet', ResponseSet, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type ResponseSetList = Static<typeof ResponseSetList>;

export const TextResponse = sep.complexType('TextResponse', { extends: Response });
export type TextResponse = Static<typeof TextResponse>;

export const DERControlResponseElement = sep.globalElement('DERControlResponse', DERControlResponse, { clause: '8.8' });

export const FlowReservationResponseResponseElement = sep.globalElement(
  'FlowReservationResponseResponse',
  FlowReservationResponseResponse,
);

export const AppliedTargetReductionElement = sep.globalElement('AppliedTargetReduction', AppliedTargetReduction);

export const DrResponseElement = sep.globalElement('DrResponse', DrResponse, { clause: '8.8' });

export const PriceResponseElement = sep.globalElement('PriceResponse', PriceResponse);

export const ResponseElement = sep.globalElement('Response', Response, { clause: '8.8' });

export const ResponseListElement = sep.globalElement('ResponseList', ResponseList);

export const ResponseSetElement = sep.globalElement('ResponseSet', ResponseSet, { clause: '8.8' });

export const ResponseSetListElement = sep.globalElement('ResponseSetList', ResponseSetList);

export const TextResponseElement = sep.globalElement('TextResponse', TextResponse);
