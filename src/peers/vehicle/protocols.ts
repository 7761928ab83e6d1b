import { PlumblineError } from '../../base/errors.js';
import type { V2gConnection } from '../../transport/v2g-connection.js';
import type { ExiObject } from '../../wire/exi/notation/values.js';
import { dinVehicle } from './din/din-protocol.js';
import { iso2Vehicle } from './iso2-protocol.js';
import { iso20ContractVehicle } from './iso20/contract-vehicle.js';
import { iso20Vehicle } from './iso20/iso20-protocol.js';
import { iso2ContractVehicle } from './pnc/contract-vehicle.js';
import type { VehicleOptions } from './vehicle-options.js';
import type { ProtocolName, VehicleProtocol } from './vehicle-protocol.js';

export const protocols: Readonly<Record<ProtocolName, VehicleProtocol>> = {
  iso20: iso20Vehicle,
  iso2: iso2Vehicle,
  din: dinVehicle,
};

/** A protocol as this vehicle speaks it: with Plug & Charge where its options say so. */
export function asIdentified(protocol: VehicleProtocol, options: VehicleOptions): VehicleProtocol {
  if (options.identification !== 'PnC' || protocol.name === 'din') return protocol;
  return protocol.name === 'iso20' ? iso20ContractVehicle(options) : iso2ContractVehicle(options);
}

/** The protocols that a vehicle wants, best first. Default ISO 15118-2 alone. */
export function wantedProtocols(options: VehicleOptions): readonly ProtocolName[] {
  const wanted = options.protocol ?? 'iso2';
  return typeof wanted === 'string' ? [wanted] : wanted;
}

const namespaces = {
  iso2: { ProtocolNamespace: 'urn:iso:15118:2:2013:MsgDef', VersionNumberMajor: 2, VersionNumberMinor: 0 },
  din: { ProtocolNamespace: 'urn:din:70121:2012:MsgDef', VersionNumberMajor: 2, VersionNumberMinor: 0 },
} as const;

/**
 * AppProtocol entries in the order of the wishes. ISO 15118-20 is offered on TLS 1.3 alone, and DIN 70121 on plain TCP
 * (V2G20-1237, V2G20-1805); a test that wants it otherwise gives entries of its own.
 * @throws PEERS-005 nothing but -20 is wanted and this is no TLS 1.3
 */
export function offeredProtocols(options: VehicleOptions, connection: V2gConnection | undefined): readonly ExiObject[] {
  if (options.protocols !== undefined) return options.protocols;
  const tls = connection?.tls;
  const wanted = wantedProtocols(options);
  const fits = wanted.filter((name) =>
    name === 'iso2' ? true : name === 'iso20' ? tls?.version === 'TLSv1.3' : tls === undefined,
  );
  // DIN 70121 alone is offered wherever its vehicle got to; -20 is not.
  const offered = fits.length > 0 ? fits : wanted.filter((name) => name === 'din');
  if (offered.length === 0)
    throw new PlumblineError('PEERS-005', { detail: `the connection is ${tls?.version ?? 'TCP'}` });
  return offered.map((name, index) => ({ ...entryOf(name, options), SchemaID: index + 1, Priority: index + 1 }));
}

function entryOf(name: ProtocolName, options: VehicleOptions): ExiObject {
  if (name !== 'iso20') return namespaces[name];
  const ProtocolNamespace = `urn:iso:std:iso:15118:-20:${options.energy.toUpperCase()}`;
  return { ProtocolNamespace, VersionNumberMajor: 1, VersionNumberMinor: 0 };
}

/** The protocol of a namespace that the SECC has agreed on; undefined: none that this vehicle speaks. */
export function protocolOfNamespace(namespace: string): VehicleProtocol | undefined {
  if (namespace === namespaces.iso2.ProtocolNamespace) return iso2Vehicle;
  if (namespace === namespaces.din.ProtocolNamespace) return dinVehicle;
  return namespace.startsWith('urn:iso:std:iso:15118:-20:') ? iso20Vehicle : undefined;
}
