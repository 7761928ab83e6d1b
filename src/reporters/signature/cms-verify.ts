import { createHash, verify, X509Certificate } from 'node:crypto';
import { issuerAndSerial } from './certificate-names.js';
import { oids } from './cms-oids.js';
import { assembleCms } from './cms-sign.js';
import { children, type DerNode, oidOf, readDer } from './der-read.js';

export interface CmsFinding {
  /** What is wrong, each in a sentence; empty when the signature holds. */
  readonly problems: readonly string[];
  readonly signer: X509Certificate | undefined;
  readonly certificates: readonly X509Certificate[];
}

/**
 * Checks a detached CAdES B-B signature as `signCms` makes it over content of the given SHA-256: message digest,
 * signature, signing-certificate-v2, no signing-time, and the one form of the message. Trust in the signer is another
 * question (`checkTrust`). Never throws.
 */
export function verifyCms(cms: Buffer, digest: Buffer): CmsFinding {
  try {
    return inspect(cms, digest);
  } catch (cause) {
    return { problems: [`the signature cannot be read: ${String(cause)}`], signer: undefined, certificates: [] };
  }
}

function inspect(cms: Buffer, digest: Buffer): CmsFinding {
  const signedData = children(children(children(readDer(cms))[1])[0]);
  const signerInfos = children(signedData.findLast(({ tag }) => tag === 0x31));
  const bag = children(signedData.find(({ tag }) => tag === 0xa0)).map(({ raw }) => new X509Certificate(raw));
  const [info] = signerInfos;
  if (info === undefined || signerInfos.length !== 1) {
    return { problems: ['it is no signature of one signer'], signer: undefined, certificates: bag };
  }
  const [, sid, , attributes, , signatureValue] = children(info);
  const signer = bag.find((certificate) => names(certificate.raw, sid));
  if (signer === undefined) return { problems: ["the signer's certificate is not in it"], signer, certificates: bag };
  const certificates = [signer, ...bag.filter((one) => one !== signer)];
  const signed = Buffer.concat([Buffer.from([0x31]), (attributes?.raw ?? Buffer.alloc(1)).subarray(1)]);
  const signature = signatureValue?.content ?? Buffer.alloc(0);
  const problems: string[] = [];
  const values = new Map(children(attributes).map((one) => [oidOf(children(one)[0]), children(children(one)[1])[0]]));
  if (oidOf(values.get(oids.contentType)) !== oids.data) problems.push('its content type is not data');
  if (values.get(oids.messageDigest)?.content.equals(digest) !== true)
    problems.push('the file is not the one that was signed');
  if (values.has(oids.signingTime)) problems.push('it has a signing-time attribute, which PAdES forbids');
  problems.push(...certificateProblems(values.get(oids.signingCertificateV2), certificates));
  const holds = verify('sha256', signed, { key: signer.publicKey, dsaEncoding: 'der' }, signature);
  if (!holds) problems.push("the signature does not fit the signer's key");
  const rebuilt = assembleCms(
    signed,
    signature,
    certificates.map(({ raw }) => raw),
  );
  if (rebuilt?.equals(cms) !== true) problems.push('the message around the signature was changed');
  return { problems, signer, certificates };
}

/** The first hash names the signer; where there are more, every certificate must be named. */
function certificateProblems(value: DerNode | undefined, certificates: readonly X509Certificate[]): string[] {
  const ids = children(children(value)[0]).map((id) =>
    children(id)
      .find(({ tag }) => tag === 0x04)
      ?.content.toString('hex'),
  );
  const hashes = certificates.map(({ raw }) => createHash('sha256').update(raw).digest('hex'));
  if (ids[0] === undefined || ids[0] !== hashes[0])
    return ["signing-certificate-v2 does not name the signer's certificate"];
  const strange = hashes.find((hash) => ids.length > 1 && !ids.includes(hash));
  return strange === undefined ? [] : ['it holds a certificate that signing-certificate-v2 does not name'];
}

function names(certificate: Buffer, sid: DerNode | undefined): boolean {
  const own = issuerAndSerial(certificate);
  const [issuer, serial] = children(sid);
  return own !== undefined && issuer?.raw.equals(own.issuer) === true && serial?.raw.equals(own.serial) === true;
}
