import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readCertificate } from '../../src/pki/certificate-facts.js';
import { checkChain } from '../../src/pki/check-chain.js';
import { certificatesIn } from '../../src/pki/pem.js';
import type { ServerFlight } from '../../src/transport/server-flight.js';
import type { Evcc } from './evcc.js';
import { flightText } from './tls-flight.js';

/** A root of the PKI of the run, DER. The case stops where the site has none. */
export function rootOf({ run }: Evcc, folder: string, name: string): Uint8Array {
  const file = join(folder, `${name}.cert.pem`);
  const [root] = existsSync(file) ? certificatesIn(readFileSync(file)) : [];
  return root ?? run.stop(`the PKI of the run has no ${name}`);
}

/** The whole flight is there, and its chain is sound and ends at one of these roots. */
export function expectChain(evcc: Evcc, flight: ServerFlight, text: string, roots: readonly Uint8Array[]): void {
  const { run } = evcc;
  run.require(flight.end === 'done' && flight.certificates.length > 0, {
    text: 'the SECC answers with its whole first flight, certificates included',
    observed: flightText(flight),
  });
  const sent = withoutRoot(flight.certificates);
  const faults = checkChain(sent, { roots, at: new Date(), role: 'secc' }).filter(
    ({ severity }) => severity === 'fault',
  );
  run.observe(faults.length === 0, {
    text,
    expected: roots.map((root) => nameOf(root)).join(' or '),
    observed: faults.map((fault) => fault.text).join('; ') || `${sent.map((der) => nameOf(der)).join(', ')}`,
  });
}

export function isRoot(der: Uint8Array): boolean {
  const read = readCertificate(der);
  return read.kind === 'certificate' && read.selfIssued;
}

const withoutRoot = (chain: readonly Uint8Array[]) => chain.filter((der) => !isRoot(der));

/** Common name of a certificate. */
export function nameOf(der: Uint8Array): string {
  const read = readCertificate(der);
  return read.kind === 'certificate' ? read.commonName : 'bytes that are no certificate';
}
