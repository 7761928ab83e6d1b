import { type CertificateFacts, readCertificate } from '../../src/pki/certificate-facts.js';
import { checkOcsp } from '../../src/pki/check-ocsp.js';
import { oids } from '../../src/pki/oids.js';
import { readOcspResponse } from '../../src/pki/read-ocsp-response.js';
import type { RecordedHandshake } from '../../src/probes/handshake/handshake-reader.js';
import type { Look } from './certificate-request-look.js';

/** Credentials of a handshake by the signature that the SECC has made in it: V2G20-2674 and 2319. */
const families: Readonly<Record<number, { readonly key: string; readonly algorithm: string; readonly name: string }>> =
  {
    [0x0603]: { key: 'P-521', algorithm: oids.ecdsaSha512, name: 'ECDSA on secp521r1' },
    [0x0808]: { key: 'Ed448', algorithm: oids.ed448, name: 'Ed448' },
  };

/**
 * Every stapled response is signed with credentials of the kind that the handshake uses: secp521r1 (V2G20-2389 for a public
 * SECC, 2392 for a private one) or Ed448 (V2G20-2390, 2393).
 */
export function lookAtSigners({ chain, statuses, signature }: RecordedHandshake): readonly Look[] {
  const family = families[signature?.scheme ?? 0];
  const requirements = signature?.scheme === 0x0808 ? ['V2G20-2390', 'V2G20-2393'] : ['V2G20-2389', 'V2G20-2392'];
  return statuses.flatMap((der, index): Look[] => {
    if (der === undefined) return [];
    const read = readOcspResponse(der);
    const who = nameOf(chain[index]);
    if (read.kind !== 'response')
      return [{ holds: false, text: `the response for ${who} can be read`, observed: read.detail, requirements }];
    // A responder of its own puts its certificate beside the response; otherwise the issuer has signed.
    const shown = read.certificates.length > 0 ? read.certificates : chain.slice(index + 1, index + 2);
    const keys = shown.map((one) => keyOf(one));
    const isOfFamily = family !== undefined && read.algorithm === family.algorithm;
    return [
      {
        holds: isOfFamily && keys.every((key) => key === family.key),
        text: `the OCSP response for ${who} is signed with the kind of key that the handshake uses`,
        expected: family?.name ?? 'an algorithm of table 8 in the handshake',
        observed: `${algorithmNames[read.algorithm] ?? read.algorithm}, key of the signer ${keys.join(', ') || 'not shown'}`,
        requirements,
      },
    ];
  });
}

const algorithmNames: Readonly<Record<string, string>> = {
  [oids.ecdsaSha256]: 'ECDSA with SHA-256',
  [oids.ecdsaSha384]: 'ECDSA with SHA-384',
  [oids.ecdsaSha512]: 'ECDSA with SHA-512',
  [oids.ed448]: 'Ed448',
};

/**
 * One response for each certificate of the chain, that holds and says "good": V2G20-2388 for a public SECC, 2391 for a
 * private one with Plug & Charge.
 * @param root issuer of the last certificate that was sent, DER
 */
export function lookAtEachStaple({ chain, statuses }: RecordedHandshake, root: Uint8Array, at: Date): readonly Look[] {
  const requirements = ['V2G20-2388', 'V2G20-2391'];
  const facts = [...chain, root].map((der) => readCertificate(der));
  return chain.map((_, index): Look => {
    const [certificate, issuer] = facts.slice(index, index + 2);
    const status = statuses[index];
    const look = { text: `an OCSP response for ${nameOf(chain[index])} says that it is good`, requirements };
    if (status === undefined) return { ...look, holds: false, observed: 'no OCSP response' };
    if (!isRead(certificate) || !isRead(issuer))
      return { ...look, holds: false, observed: 'a certificate of the chain cannot be read' };
    const found = checkOcsp([status], { certificate, issuer, at, index });
    return { ...look, holds: found.length === 0, observed: found.map(({ text }) => text).join('; ') || 'good' };
  });
}

function isRead(read: ReturnType<typeof readCertificate> | undefined): read is CertificateFacts {
  return read?.kind === 'certificate';
}

function nameOf(der: Uint8Array | undefined): string {
  const read = der === undefined ? undefined : readCertificate(der);
  return isRead(read) ? read.commonName : 'a certificate that cannot be read';
}

function keyOf(der: Uint8Array): string {
  const read = readCertificate(der);
  return isRead(read) ? read.publicKey : 'that cannot be read';
}
