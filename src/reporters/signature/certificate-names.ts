import { children, readDer } from './der-read.js';

/** Issuer and serial number of a certificate as they stand in its DER: how CMS names a signer. */
export function issuerAndSerial(certificate: Buffer): { readonly issuer: Buffer; readonly serial: Buffer } | undefined {
  const tbs = children(readDer(certificate))[0];
  const fields = children(tbs);
  // [0] version is there in every certificate since X.509v3.
  const start = fields[0]?.tag === 0xa0 ? 1 : 0;
  const serial = fields[start];
  const issuer = fields[start + 2];
  if (serial === undefined || issuer === undefined) return undefined;
  return { issuer: issuer.raw, serial: serial.raw };
}
