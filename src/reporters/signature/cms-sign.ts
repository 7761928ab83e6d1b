import { createHash, sign } from 'node:crypto';
import { PlumblineError } from '../../base/errors.js';
import { issuerAndSerial } from './certificate-names.js';
import { oids } from './cms-oids.js';
import { der, nothing, octets, oid, sequence, setOf, smallInteger } from './der-write.js';
import type { Signer } from './signer.js';

/**
 * A detached CAdES signature (ETSI EN 319 122-1, level B-B) over content of the given SHA-256. It carries the signing
 * certificate's hash (signing-certificate-v2) and no signing-time attribute, as PAdES wants it (ETSI EN 319 142-1,
 * clause 6.3: the claimed time stands in the signature dictionary).
 */
export function signCms(digest: Buffer, signer: Signer): Buffer {
  const [own] = signer.chain;
  const names = own === undefined ? undefined : issuerAndSerial(own);
  if (own === undefined || names === undefined) throw new PlumblineError('REPORTERS-003');
  const attributes = [
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, signingCertificate(own)),
  ];
  // The signature is over the attributes as a SET OF; in the message they stand under [0] (RFC 5652 clause 5.4).
  const signed = setOf(...attributes);
  const signature = sign('sha256', signed, { key: signer.key, dsaEncoding: 'der' });
  const sha256 = sequence(oid(oids.sha256), nothing());
  const signerInfo = sequence(
    smallInteger(1),
    sequence(names.issuer, names.serial),
    sha256,
    Buffer.concat([Buffer.from([0xa0]), signed.subarray(1)]),
    sequence(oid(oids.ecdsaWithSha256)),
    octets(signature),
  );
  const signedData = sequence(
    smallInteger(1),
    setOf(sha256),
    sequence(oid(oids.data)),
    der(0xa0, ...[...signer.chain].sort(Buffer.compare)),
    setOf(signerInfo),
  );
  return sequence(oid(oids.signedData), der(0xa0, signedData));
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(oid(type), setOf(value));
}

/** SigningCertificateV2 (RFC 5035) with the default hash, SHA-256. */
function signingCertificate(certificate: Buffer): Buffer {
  const hash = createHash('sha256').update(certificate).digest();
  return sequence(sequence(sequence(octets(hash))));
}
