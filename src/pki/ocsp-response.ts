import { createHash } from 'node:crypto';
import { membersOf, readDer } from './der/der-reader.js';
import {
  bitString,
  enumerated,
  explicit,
  generalizedTime,
  implicit,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
} from './der/der-writer.js';
import { type Identity, keyHash, publicKeyInfo, signatureAlgorithm, signDer } from './identity.js';
import { subjectOfCertificate } from './mint-certificate.js';
import { oids } from './oids.js';

export type OcspStatus = 'good' | 'revoked' | 'unknown';

export interface MintOcspOptions {
  readonly certificate: Uint8Array;
  /** The CA that issued the certificate. */
  readonly issuer: Identity;
  readonly status: OcspStatus;
  /** Default: the issuer. A responder of its own puts its certificate into the response. */
  readonly signer?: Identity;
  /** When the status was known. */
  readonly thisUpdate: Date;
  /** When to ask again; undefined: newer information is always there. */
  readonly nextUpdate?: Date;
  /** Default: an hour before `thisUpdate`. */
  readonly revokedAt?: Date;
}

const hourMs = 3_600_000;
/** RFC 5280, 5.3.1. */
const keyCompromise = 1;

/** An OCSP response for one certificate (RFC 6960, 4.2), DER, with SHA-1 in its CertID as RFC 5019 has it. */
export function mintOcspResponse(options: MintOcspOptions): Uint8Array {
  const { issuer, signer = issuer } = options;
  const response = sequence(
    certId(options.certificate, issuer),
    statusOf(options),
    generalizedTime(options.thisUpdate),
    ...(options.nextUpdate === undefined ? [] : [explicit(0, generalizedTime(options.nextUpdate))]),
  );
  const data = sequence(
    explicit(2, octetString(keyHash(publicKeyInfo(signer.keys.publicKey)))),
    generalizedTime(options.thisUpdate),
    sequence(response),
  );
  const signature = signDer(data, signer.curve, signer.keys.privateKey);
  const basic = sequence(
    data,
    signatureAlgorithm(signer.curve),
    bitString(signature),
    ...(signer === issuer ? [] : [explicit(0, sequence(signer.certificate))]),
  );
  return sequence(enumerated(0), explicit(0, sequence(objectIdentifier(oids.ocspBasic), octetString(basic))));
}

function certId(certificate: Uint8Array, issuer: Identity): Uint8Array {
  return sequence(
    sequence(objectIdentifier(oids.sha1), nothing()),
    octetString(createHash('sha1').update(subjectOfCertificate(issuer.certificate)).digest()),
    octetString(keyHash(publicKeyInfo(issuer.keys.publicKey))),
    integer(serialOf(certificate)),
  );
}

/** The serial number's octets. @throws DerError */
export function serialOf(certificate: Uint8Array): Uint8Array {
  const [toBeSigned] = membersOf(readDer(certificate));
  const members = toBeSigned === undefined ? [] : membersOf(toBeSigned);
  return (members[0]?.tag === 0xa0 ? members[1] : members[0])?.content ?? new Uint8Array();
}

function statusOf({ status, revokedAt, thisUpdate }: MintOcspOptions): Uint8Array {
  if (status !== 'revoked') return implicit(status === 'good' ? 0 : 2, new Uint8Array());
  const at = revokedAt ?? new Date(thisUpdate.getTime() - hourMs);
  const reason = explicit(0, enumerated(keyCompromise));
  const content = Buffer.concat([generalizedTime(at), reason]);
  return explicit(1, content);
}
