// Made by `plumbline schema import`. Schema: IEEE 2030.5-2018. Do not edit: change annotations.yaml, or the importer.
import { type Static, xs } from '../../wire/exi/notation.js';
import {
  IPAddrListLink,
  LLInterfaceListLink,
  NeighborListLink,
  RPLInstanceListLink,
  RPLSourceRoutesListLink,
} from './list-links.js';
import { sep } from './namespaces.js';
import {
  HexBinary8,
  HexBinary64,
  HexBinary128,
  Int64,
  String16,
  String192,
  UInt8,
  UInt16,
  UInt32,
} from './primitives.js';
import { List, Resource } from './resource.js';

export const IEEE_802_15_4 = sep.complexType('IEEE_802_15_4', {
  sequence: [
    sep.element('capabilityInfo', HexBinary8),
    sep.element('NeighborListLink', NeighborListLink, { minOccurs: 0 }),
    sep.element('shortAddress', UInt16),
  ],
});
export type IEEE_802_15_4 = Static<typeof IEEE_802_15_4>;

export const IPAddr = sep.complexType('IPAddr', {
  extends: Resource,
  sequence: [
    sep.element('address', HexBinary128),
    sep.element('RPLInstanceListLink', RPLInstanceListLink, { minOccurs: 0 }),
  ],
});
export type IPAddr = Static<typeof IPAddr>;

export const IPAddrList = sep.complexType('IPAddrList', {
  extends: List,
  sequence: [sep.element('IPAddr', IPAddr, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type IPAddrList = Static<typeof IPAddrList>;

/** A network interface (9.5). */
export const IPInterface = sep.complexType(
  'IPInterface',
  {
    extends: Resource,
    sequence: [
      sep.element('ifDescr', String192, { minOccurs: 0 }),
      sep.element('ifHighSpeed', UInt32, { minOccurs: 0 }),
      sep.element('ifInBroadcastPkts', UInt32, { minOccurs: 0 }),
      sep.element('ifIndex', UInt32, { minOccurs: 0 }),
      sep.element('ifInDiscards', UInt32, { minOccurs: 0 }),
      sep.element('ifInErrors', UInt32, { minOccurs: 0 }),
      sep.element('ifInMulticastPkts', UInt32, { minOccurs: 0 }),
      sep.element('ifInOctets', UInt32, { minOccurs: 0 }),
      sep.element('ifInUcastPkts', UInt32, { minOccurs: 0 }),
      sep.element('ifInUnknownProtos', UInt32, { minOccurs: 0 }),
      sep.element('ifMtu', UInt32, { minOccurs: 0 }),
      sep.element('ifName', String16, { minOccurs: 0 }),
      sep.element('ifOperStatus', UInt8, { minOccurs: 0 }),
      sep.element('ifOutBroadcastPkts', UInt32, { minOccurs: 0 }),
      sep.element('ifOutDiscards', UInt32, { minOccurs: 0 }),
      sep.element('ifOutErrors', UInt32, { minOccurs: 0 }),
      sep.element('ifOutMulticastPkts', UInt32, { minOccurs: 0 }),
      sep.element('ifOutOctets', UInt32, { minOccurs: 0 }),
      sep.element('ifOutUcastPkts', UInt32, { minOccurs: 0 }),
      sep.element('ifPromiscuousMode', xs.boolean, { minOccurs: 0 }),
      sep.element('ifSpeed', UInt32, { minOccurs: 0 }),
      sep.element('ifType', UInt16, { minOccurs: 0 }),
      sep.element('IPAddrListLink', IPAddrListLink, { minOccurs: 0 }),
      sep.element('lastResetTime', Int64, { minOccurs: 0 }),
      sep.element('lastUpdatedTime', Int64, { minOccurs: 0 }),
      sep.element('LLInterfaceListLink', LLInterfaceListLink, { minOccurs: 0 }),
    ],
  },
  { clause: '9.5' },
);
export type IPInterface = Static<typeof IPInterface>;

export const IPInterfaceList = sep.complexType('IPInterfaceList', {
  extends: List,
  sequence: [sep.element('IPInterface', IPInterface, { minOccurs: 0, maxOccurs: 'unbounded' })],
  attributes: [sep.attribute('pollRate', UInt32)],
});
export type IPInterfaceList = Static<typeof IPInterfaceList>;

export const loWPAN = sep.complexType('loWPAN', {
  sequence: [
    sep.element('octetsRx', UInt32, { minOccurs: 0 }),
    sep.element('octetsTx', UInt32, { minOccurs: 0 }),
    sep.element('packetsRx', UInt32),
    sep.element('packetsTx', UInt32),
    sep.element('rxFragError', UInt32),
  ],
});
export type loWPAN = Static<typeof loWPAN>;

export const LLInterface = sep.complexType('LLInterface', {
  extends: Resource,
  sequence: [
    sep.element('CRCerrors', UInt32),
    sep.element('EUI64', HexBinary64),
    sep.element('IEEE_802_15_4', IEEE_802_15_4, { minOccurs: 0 }),
    sep.element('linkLayerType', UInt8),
    sep.element('LLAckNotRx', UInt32, { minOccurs: 0 }),
    sep.element('LLCSMAFail', UInt32, { minOccurs: 0 }),
    sep.element('LLFramesDropRx', UInt32, { minOccurs: 0 }),
    sep.element('LLFramesDropTx', UInt32, { minOccurs: 0 }),
    sep.element('LLFramesRx', UInt32, { minOccurs: 0 }),
    sep.element('LLFramesTx', UInt32, { minOccurs: 0 }),
    sep.element('LLMediaAccessFail', UInt32, { minOccurs: 0 }),
    sep.element('LLOctetsRx', UInt32, { minOccurs: 0 }),
    sep.element('LLOctetsTx', UInt32, { minOccurs: 0 }),
    sep.element('LLRetryCount', UInt32, { minOccurs: 0 }),
    sep.element('LLSecurityErrorRx', UInt32, { minOccurs: 0 }),
    sep.element('loWPAN', loWPAN, { minOccurs: 0 }),
  ],
});
export type LLInterface = Static<typeof LLInterface>;

export const LLInterfaceList = sep.complexType('LLInterfaceList', {
  extends: List,
  sequence: [sep.element('LLInterface', LLInterface, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type LLInterfaceList = Static<typeof LLInterfaceList>;

export const Neighbor = sep.complexType('Neighbor', {
  extends: Resource,
  sequence: [
    sep.element('isChild', xs.boolean),
    sep.element('linkQuality', UInt8),
    sep.element('shortAddress', UInt16),
  ],
});
export type Neighbor = Static<typeof Neighbor>;

export const NeighborList = sep.complexType('NeighborList', {
  extends: List,
  sequence: [sep.element('Neighbor', Neighbor, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type NeighborList = Static<typeof NeighborList>;

export const RPLInstance = sep.complexType('RPLInstance', {
  extends: Resource,
  sequence: [
    sep.element('DODAGid', UInt8),
    sep.element('DODAGroot', xs.boolean),
    sep.element('flags', UInt8),
    sep.element('groundedFlag', xs.boolean),
    sep.element('MOP', UInt8),
    sep.element('PRF', UInt8),
    sep.element('rank', UInt16),
    sep.element('RPLInstanceID', UInt8),
    sep.element('RPLSourceRoutesListLink', RPLSourceRoutesListLink, { minOccurs: 0 }),
    sep.element('versionNumber', UInt8),
  ],
});
export type RPLInstance = Static<typeof RPLInstance>;

export const RPLInstanceList = sep.complexType('RPLInstanceList', {
  extends: List,
  sequence: [sep.element('RPLInstance', RPLInstance, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type RPLInstanceList = Static<typeof RPLInstanceList>;

export const RPLSourceRoutes = sep.complexType('RPLSourceRoutes', {
  extends: Resource,
  sequence: [sep.element('DestAddress', HexBinary128), sep.element('SourceRoute', HexBinary128)],
});
export type RPLSourceRoutes = Static<typeof RPLSourceRoutes>;

export const RPLSourceRoutesList = sep.complexType('RPLSourceRoutesList', {
  extends: List,
  sequence: [sep.element('RPLSourceRoutes', RPLSourceRoutes, { minOccurs: 0, maxOccurs: 'unbounded' })],
});
export type RPLSourceRoutesList = Static<typeof RPLSourceRoutesList>;

export const IEEE_802_15_4Element = sep.globalElement('IEEE_802_15_4', IEEE_802_15_4);

export const IPAddrElement = sep.globalElement('IPAddr', IPAddr);

export const IPAddrListElement = sep.globalElement('IPAddrList', IPAddrList);

export const IPInterfaceElement = sep.globalElement('IPInterface', IPInterface, { clause: '9.5' });

export const IPInterfaceListElement = sep.globalElement('IPInterfaceList', IPInterfaceList);

export const LLInterfaceElement = sep.globalElement('LLInterface', LLInterface);

export const LLInterfaceListElement = sep.globalElement('LLInterfaceList', LLInterfaceList);

export const loWPANElement = sep.globalElement('loWPAN', loWPAN);

export const NeighborElement = sep.globalElement('Neighbor', Neighbor);

export const NeighborListElement = sep.globalElement('NeighborList', NeighborList);

export const RPLInstanceElement = sep.globalElement('RPLInstance', RPLInstance);

export const RPLInstanceListElement = sep.globalElement('RPLInstanceList', RPLInstanceList);

export const RPLSourceRoutesElement = sep.globalElement('RPLSourceRoutes', RPLSourceRoutes);

export const RPLSourceRoutesListElement = sep.globalElement('RPLSourceRoutesList', RPLSourceRoutesList);
