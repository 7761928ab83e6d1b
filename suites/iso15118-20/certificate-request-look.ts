import { readCertificate } from '../../src/pki/certificate-facts.js';
import { type DistinguishedName, namePart, nameText, readSentName } from '../../src/pki/distinguished-name.js';
import { oids } from '../../src/pki/oids.js';
import {
  type CertificateRequest,
  requestExtensionName,
  requestExtensions,
} from '../../src/wire/tls/certificate-request.js';
import { signatureSchemeName } from '../../src/wire/tls/signature.js';
import type { Observation } from '../engine/case-run.js';

/** Something that was looked at in a record, and whether it is as it has to be. */
export interface Look extends Observation {
  readonly holds: boolean;
}

/** Table 8 of ISO 15118-20, the most preferred one first: ecdsa_secp521r1_sha512, ed448. */
export const signatureTable: readonly number[] = [0x0603, 0x0808];

/** Signature algorithms: those of table 8, both, in its order, and no others (V2G20-1667). */
export function lookAtSignatures({ signatureAlgorithms: said }: CertificateRequest): readonly Look[] {
  const requirements = ['V2G20-1667'];
  const names = (schemes: readonly number[]) => schemes.map(signatureSchemeName).join(', ') || 'none';
  const foreign = said.filter((scheme) => !signatureTable.includes(scheme));
  const ours = said.filter((scheme) => signatureTable.includes(scheme));
  return [
    {
      holds: foreign.length === 0,
      text: 'the CertificateRequest asks for no signature algorithm outside table 8',
      expected: 'none',
      observed: names(foreign),
      requirements,
    },
    {
      holds: ours.join() === signatureTable.join(),
      text: 'it holds the algorithms of table 8 in the order of the table',
      expected: names(signatureTable),
      observed: names(ours),
      requirements,
    },
  ];
}

/** Extensions that must not be there: oid_filters (V2G20-2406) and status_request (V2G20-2407). */
export function lookAtExtensions({ extensions }: CertificateRequest): readonly Look[] {
  const observed = extensions.map(requestExtensionName).join(', ');
  return (
    [
      ['oid_filters', 'V2G20-2406'],
      ['status_request', 'V2G20-2407'],
    ] as const
  ).map(([name, requirement]) => ({
    holds: !extensions.includes(requestExtensions[name]),
    text: `the CertificateRequest has no extension ${name}`,
    expected: `none of the type ${requestExtensions[name]}`,
    observed,
    requirements: [requirement],
  }));
}

/** Roots that the case knows, DER. */
export interface KnownRoots {
  /** V2G and OEM roots, one of which the certificate of our vehicle comes from. */
  readonly vehicle: readonly Uint8Array[];
  /** Roots of mobility operators, which are none of a vehicle certificate. */
  readonly operators: readonly Uint8Array[];
}

/**
 * certificate_authorities: the V2G and OEM roots that the SECC holds (V2G20-2401, 2402), none of a mobility operator, and
 * nothing left out that it holds (V2G20-2404). Which roots a station of the field holds beside ours only its owner knows.
 * @param accepted the SECC has accepted our vehicle, so that it holds the root of it
 */
export function lookAtAuthorities(
  { authorities }: CertificateRequest,
  roots: KnownRoots,
  accepted: boolean,
): readonly Look[] {
  const requirements = ['V2G20-2401', 'V2G20-2402'];
  const names = (authorities ?? []).map((der) => readSentName(der));
  const said = names.map((name) => (name === undefined ? 'bytes that are no name' : `"${nameText(name)}"`));
  const observed = authorities === undefined ? 'no extension certificate_authorities' : said.join(', ') || 'empty';
  const named = (root: Uint8Array) => names.some((name) => name !== undefined && meansRoot(name, root));
  const looks: Look[] = [
    {
      holds: names.every((name) => name !== undefined),
      text: 'every authority is a DistinguishedName in DER',
      observed,
      requirements,
    },
    {
      holds: !roots.operators.some(named),
      text: 'no root of a mobility operator is named: a vehicle certificate never comes from one',
      expected: 'V2G and OEM roots only',
      observed,
      requirements,
    },
  ];
  // An SECC that has turned the vehicle away may not hold its root: then nothing is owed.
  if (!accepted) return looks;
  return [
    ...looks,
    {
      holds: names.length > 0,
      text: 'the list is not empty: only an SECC without any root may leave it so, and this one has accepted our vehicle',
      observed,
      requirements: [...requirements, 'V2G20-2404'],
    },
    {
      holds: roots.vehicle.some(named),
      text: 'the root that our vehicle was accepted by is named',
      expected: roots.vehicle.map(subjectText).join(' or '),
      observed,
      requirements,
    },
  ];
}

/**
 * Whether a name stands for a root. Which attributes an SECC puts into it (V2G20-2403) is not looked at: it may leave some
 * out, leave them empty, or add the serial number of the certificate. What it says must be so, and the common name there.
 */
export function meansRoot(name: DistinguishedName, root: Uint8Array): boolean {
  const read = readCertificate(root);
  const subject = read.kind === 'certificate' ? read.subjectName : [];
  const said = name.filter(([oid, text]) => text !== '' && oid !== oids.serialNumber);
  return (
    namePart(said, oids.commonName).length > 0 &&
    said.every(([oid, text]) => subject.some((part) => part[0] === oid && part[1] === text))
  );
}

function subjectText(der: Uint8Array): string {
  const read = readCertificate(der);
  return read.kind === 'certificate' ? `"${read.subject}"` : 'a root that cannot be read';
}
