import { createHash, sign, X509Certificate } from 'node:crypto';
import { PlumblineError } from '../../base/errors.js';
import { issuerAndSerial } from './certificate-names.js';
import { oids } from './cms-oids.js';
import { der, nothing, octets, oid, sequence, setOf, smallInteger } from './der-write.js';
import type { Signer } from './signer.js';

/**
 * A detached CAdES signature (ETSI EN 319 122-1, level B-B) over content of the given SHA-256. It carries the hash of
 * the signing certificate (signing-certificate-v2) and no signing-time attribute, as PAdES wants it (ETSI EN 319 142-1,
 * clause 6.3: the claimed time stands in the signature dictionary).
 */
export function signCms(digest: Buffer, signer: Signer): Buffer {
  const signed = signedAttributes(digest, signer.chain);
  const signature = sign('sha256', signed, { key: signer.key, dsaEncoding: 'der' });
  const cms = assembleCms(signed, signature, signer.chain);
  if (cms === undefined) throw new PlumblineError('REPORTERS-003', { detail: 'the certificate cannot be read' });
  return cms;
}

/** The attributes as a SET OF, over which the signature is made (RFC 5652 clause 5.4). */
export function signedAttributes(digest: Buffer, chain: readonly Buffer[]): Buffer {
  return setOf(
    attribute(oids.contentType, oid(oids.data)),
    attribute(oids.messageDigest, octets(digest)),
    attribute(oids.signingCertificateV2, signingCertificates(chain)),
  );
}

/** The message around attributes and signature: there is one form of it, so none of its bytes can change unseen. */
export function assembleCms(signed: Buffer, signature: Buffer, chain: readonly Buffer[]): Buffer | undefined {
  const names = chain[0] === undefined ? undefined : issuerAndSerial(chain[0]);
  if (names === undefined) return undefined;
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
    der(0xa0, ...[...chain].sort(Buffer.compare)),
    setOf(signerInfo),
  );
  return sequence(oid(oids.signedData), der(0xa0, signedData));
}

function attribute(type: string, value: Buffer): Buffer {
  return sequence(oid(type), setOf(value));
}

/**
 * SigningCertificateV2 (RFC 5035) with the default hash, SHA-256. A chain that is whole up to its root is named whole,
 * so that none of its certificates can be exchanged; validators want all or only the first.
 */
function signingCertificates(chain: readonly Buffer[]): Buffer {
  const named = isWhole(chain) ? chain : chain.slice(0, 1);
  const ids = named.map((certificate) => sequence(octets(createHash('sha256').update(certificate).digest())));
  return sequence(sequence(...ids));
}

function isWhole(chain: readonly Buffer[]): boolean {
  const last = chain.at(-1);
  if (last === undefined) return false;
  const root = new X509Certificate(last);
  return root.checkIssued(root);
}
