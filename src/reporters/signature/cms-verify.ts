import { createHash, verify, X509Certificate } from 'node:crypto';
import { issuerAndSerial } from './certificate-names.js';
import { oids } from './cms-oids.js';
import { children, type DerNode, oidOf, readDer } from './der-read.js';

export interface CmsFinding {
  /** What is wrong, each in a sentence; empty when the signature holds. */
  readonly problems: readonly string[];
  readonly signer: X509Certificate | undefined;
  readonly certificates: readonly X509Certificate[];
}

/**
 * Checks a detached CAdES B-B signature over content of the given SHA-256: structure, message digest, signature,
 * signing-certificate-v2, no signing-time. Trust in the signer is another question (`checkTrust`). Never throws.
 */
export function verifyCms(cms: Buffer, digest: Buffer): CmsFinding {
  try {
    return inspect(cms, digest);
  } catch (cause) {
    return { problems: [`the signature cannot be read: ${String(cause)}`], signer: undefined, certificates: [] };
  }
}

function inspect(cms: Buffer, digest: Buffer): CmsFinding {
  const outer = children(readDer(cms));
  const signedData = children(children(outer[1])[0]);
  const signerInfos = children(signedData.findLast(({ tag }) => tag === 0x31));
  const certificates = children(signedData.find(({ tag }) => tag === 0xa0)).map(({ raw }) => new X509Certificate(raw));
  const [info] = signerInfos;
  if (oidOf(outer[0]) !== oids.signedData || info === undefined || signerInfos.length !== 1) {
    return { problems: ['it is no signature of one signer'], signer: undefined, certificates };
  }
  const parts = children(info);
  const [, sid, digestAlgorithm, , signatureAlgorithm, signatureValue] = parts;
  const attributes = parts[3];
  const signer = certificates.find((certificate) => names(certificate.raw, sid));
  const problems: string[] = [];
  if (signer === undefined) return { problems: ["the signer's certificate is not in it"], signer, certificates };
  if (attributes === undefined || attributes.tag !== 0xa0) problems.push('it has no signed attributes');
  if (oidOf(children(digestAlgorithm)[0]) !== oids.sha256) problems.push('its digest is not SHA-256');
  if (oidOf(children(signatureAlgorithm)[0]) !== oids.ecdsaWithSha256) problems.push('it is not ECDSA with SHA-256');
  const values = new Map(children(attributes).map((one) => [oidOf(children(one)[0]), children(children(one)[1])[0]]));
  if (oidOf(values.get(oids.contentType)) !== oids.data) problems.push('its content type is not data');
  if (values.get(oids.messageDigest)?.content.equals(digest) !== true)
    problems.push('the file is not the one that was signed');
  if (values.has(oids.signingTime)) problems.push('it has a signing-time attribute, which PAdES forbids');
  if (!certificateHash(values.get(oids.signingCertificateV2))?.equals(sha256(signer.raw))) {
    problems.push("signing-certificate-v2 does not name the signer's certificate");
  }
  const signed = Buffer.concat([Buffer.from([0x31]), (attributes?.raw ?? Buffer.alloc(1)).subarray(1)]);
  const holds = verify(
    'sha256',
    signed,
    { key: signer.publicKey, dsaEncoding: 'der' },
    signatureValue?.content ?? Buffer.alloc(0),
  );
  if (!holds) problems.push("the signature does not fit the signer's key");
  return { problems, signer, certificates };
}

function names(certificate: Buffer, sid: DerNode | undefined): boolean {
  const own = issuerAndSerial(certificate);
  const [issuer, serial] = children(sid);
  return own !== undefined && issuer?.raw.equals(own.issuer) === true && serial?.raw.equals(own.serial) === true;
}

/** SigningCertificateV2 > certs > first ESSCertIDv2 > certHash (the only OCTET STRING in it). */
function certificateHash(value: DerNode | undefined): Buffer | undefined {
  const first = children(children(value)[0])[0];
  return children(first).find(({ tag }) => tag === 0x04)?.content;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}
