import { createECDH, randomBytes } from 'node:crypto';
import { PlumblineError } from '../../src/base/errors.js';
import { discoverSecc } from '../../src/transport/sdp-client.js';
import { type FlightOptions, readServerFlight, type ServerFlight } from '../../src/transport/server-flight.js';
import { tlsAlertName, tlsCipherName, tlsVersionName } from '../../src/wire/tls/names.js';
import { type OfferedHello, writeClientHello } from '../../src/wire/tls/write-client-hello.js';
import type { Evcc } from './evcc.js';
import { meshOf, sdpPace } from './sdp-discovery.js';

/** The suites of ISO 15118-2:2014, 7.7.3: static and ephemeral ECDH with ECDSA, AES-128-CBC and SHA-256. */
export const ownSuites = [0xc025, 0xc023] as const;

/** What a vehicle of ISO 15118-2 offers; a case changes one thing of it. */
const usual = {
  version: 0x0303,
  cipherSuites: ownSuites,
  groups: [23], // secp256r1
  signatureAlgorithms: [0x0403], // ECDSA with SHA-256 on P-256
  asksForStatus: true,
} as const;

/** What a vehicle of ISO 15118-20 offers: TLS 1.3, key exchange on secp521r1. */
const usual13 = {
  ...usual,
  cipherSuites: [0x1302, 0x1303],
  groups: [25],
  signatureAlgorithms: [0x0603, 0x0808], // ECDSA with SHA-512 on P-521, Ed448
} as const;

/** The same in TLS 1.3, up to the Finished of the SECC. @param authorities names of the roots that the vehicle trusts, DER */
export function flight13Of(evcc: Evcc, authorities: readonly Uint8Array[] | undefined): Promise<ServerFlight> {
  const own = createECDH('secp521r1');
  const key = new Uint8Array(own.generateKeys());
  const tls13 = { group: 25, key, ...(authorities === undefined ? {} : { authorities }) };
  const agree = (_group: number, theirs: Uint8Array) => new Uint8Array(own.computeSecret(theirs));
  return flightOf(evcc, { ...usual13, tls13 }, agree);
}

/** Discovers the SECC, sends it a ClientHello, and reads what it says before it has heard another word. */
export async function flightOf(
  evcc: Evcc,
  changes: Partial<OfferedHello> = {},
  agree?: FlightOptions['agree'],
): Promise<ServerFlight> {
  const { harness, run, vehicle } = evcc;
  const mesh = meshOf(harness);
  const { secc } = await discoverSecc({ interface: mesh, security: 'tls', ...sdpPace(run) });
  if (secc === undefined) return run.stop('the SECC does not answer discovery');
  const hello = writeClientHello({ ...usual, random: randomBytes(32), ...changes });
  const { address: host, port } = secc;
  try {
    const flight = await readServerFlight({
      host,
      scope: mesh,
      port,
      hello,
      timeoutMs: run.timer('tester/tester_connect').ms,
      clock: vehicle.clock,
      ...(agree === undefined ? {} : { agree }),
    });
    const text = `ClientHello ${Buffer.from(hello).toString('hex')} is answered with ${flightText(flight)}`;
    run.record({ type: 'log', caseId: run.caseId, source: 'vehicle', level: 'info', text });
    return flight;
  } catch (error) {
    // Without a TCP connection there was nothing that the SECC could have answered.
    if (!(error instanceof PlumblineError) || !error.code.startsWith('TRANSPORT-')) throw error;
    return run.stop('the vehicle gets no TCP connection', error.detail ?? error.message);
  }
}

/** In one line: `TLS 1.2 TLS_ECDHE_..., 3 certificates, OCSP response`. */
export function flightText(flight: ServerFlight): string {
  const { end, version, cipherSuite, certificates, ocspResponse, alert } = flight;
  const said = [
    ...(version === undefined || cipherSuite === undefined
      ? []
      : [`${tlsVersionName(version)}, ${tlsCipherName(cipherSuite)}`, `${certificates.length} certificates`]),
    ...(ocspResponse === undefined ? [] : ['an OCSP response']),
    ...(alert === undefined ? [] : [`the alert ${tlsAlertName(alert)}`]),
  ];
  const ends = { done: [], alert: [], closed: ['the end of the connection'], silence: ['silence'] }[end];
  return [...said, ...ends].join(', ');
}
