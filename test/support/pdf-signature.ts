import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from './find-program.js';

/** The n-th signature of a PDF, read without our own reader: the bytes that are signed, and the CMS in DER. */
export function signatureOf(pdf: Buffer, index: number): { readonly signed: Buffer; readonly cms: Buffer } {
  const ranges = [...pdf.toString('latin1').matchAll(/\/ByteRange \[0 (\d+) (\d+) (\d+)/g)];
  const [first = 0, second = 0, length = 0] = (ranges[index] ?? []).slice(1).map(Number);
  const padded = Buffer.from(pdf.subarray(first + 1, second - 1).toString('latin1'), 'hex');
  return {
    signed: Buffer.concat([pdf.subarray(0, first), pdf.subarray(second, second + length)]),
    cms: padded.subarray(0, padded.readUInt16BE(2) + 4),
  };
}

/** Whether `openssl cms -verify` takes the n-th signature as CAdES from a signer below `root` (PEM file). */
export function opensslAccepts(pdf: Buffer, index: number, root: string, scratch: string): boolean {
  const { signed, cms } = signatureOf(pdf, index);
  const [content, signature] = [join(scratch, 'content.bin'), join(scratch, 'signature.der')];
  writeFileSync(content, signed);
  writeFileSync(signature, cms);
  const input = ['-inform', 'DER', '-in', signature, '-content', content, '-CAfile', root, '-out', '/dev/null'];
  try {
    execFileSync(findProgram('openssl') ?? '', ['cms', '-verify', '-binary', '-cades', ...input], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
}
