import type { TlsFacts } from '../../transport/v2g-connection.js';
import type { GatewayConfig, ProtocolName } from '../config/gateway-config.js';
import { DinSession } from '../din/din-session.js';
import { type Faults, noFaults } from '../faults/faults.js';
import { serves20Anyway } from '../faults/faulty-tls.js';
import { Iso20Session } from '../iso20/iso20-session.js';
import { energyServices } from '../iso20/service-catalog.js';
import { type ProtocolSpoken, protocolTable } from '../session/app-protocol.js';
import { Iso2Session } from '../session/iso2-session.js';
import type { ProtocolSession } from '../session/protocol-session.js';
import type { CodecPort } from './codec-port.js';

/**
 * What may be agreed on this connection. ISO 15118-20 only on TLS 1.3 with a vehicle that has shown its certificate
 * (V2G20-2356, V2G20-1264, V2G20-2400), and only for energy that this station has; DIN 70121 knows no TLS.
 */
export function protocolsSpoken(
  config: GatewayConfig,
  tls: TlsFacts | undefined,
  faults: Faults = noFaults,
): readonly ProtocolSpoken[] {
  return config.protocols.filter((name) => isSpoken(name, config, tls, faults)).map((name) => protocolTable[name]);
}

function isSpoken(name: ProtocolName, config: GatewayConfig, tls: TlsFacts | undefined, faults: Faults): boolean {
  switch (name) {
    case 'iso15118-20-ac':
      return (isMutualTls13(tls) || serves20Anyway(faults, tls)) && energyServices(config, 'ac').length > 0;
    case 'iso15118-20-dc':
      return (isMutualTls13(tls) || serves20Anyway(faults, tls)) && energyServices(config, 'dc').length > 0;
    case 'iso15118-2':
      // TLS 1.3 is the profile of -20: a vehicle that chose it by its ClientHello has left -2 behind (V2G20-1235).
      return tls === undefined || tls.version === 'TLSv1.2';
    case 'din70121':
      return tls === undefined && config.limits.dc !== undefined;
  }
}

function isMutualTls13(tls: TlsFacts | undefined): boolean {
  return tls !== undefined && tls.version === 'TLSv1.3' && tls.authorized && tls.peerChain.length > 0;
}

/** The session that begins after the handshake. */
export function openProtocolSession(
  protocol: ProtocolSpoken,
  codec: CodecPort,
  tls: TlsFacts | undefined,
): ProtocolSession {
  switch (protocol.name) {
    case 'iso15118-20-ac':
      return new Iso20Session(codec, 'ac', tls?.peerChain[0]);
    case 'iso15118-20-dc':
      return new Iso20Session(codec, 'dc', tls?.peerChain[0]);
    case 'iso15118-2':
      return new Iso2Session(codec);
    case 'din70121':
      return new DinSession(codec);
  }
}
