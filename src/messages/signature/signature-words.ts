import { type SignatureSuite, signatureSuites } from './algorithms.js';
import type { SignedInfoEncoding } from './fragment-encodings.js';
import type { SeenSignature } from './signature-watch.js';

const suiteWords: Readonly<Record<SignatureSuite, readonly [algorithm: string, digest: string]>> = {
  'ecdsa-p256-sha256': ['ECDSA P-256, SHA-256', 'SHA-256'],
  'ecdsa-p521-sha512': ['ECDSA P-521, SHA-512', 'SHA-512'],
  ed448: ['Ed448', 'SHAKE256'],
};

const suites = Object.keys(suiteWords) as SignatureSuite[];

/** A SignatureMethod in words; its URI where it is none of ISO 15118. */
export function algorithmWords(method: string | undefined): string {
  const suite = suites.find((candidate) => signatureSuites[candidate].signatureMethod === method);
  return suite === undefined ? (method ?? 'none') : suiteWords[suite][0];
}

/** A DigestMethod in words; its URI where it is none of ISO 15118. */
export function digestWords(method: string | undefined): string {
  const suite = suites.find((candidate) => signatureSuites[candidate].digestMethod === method);
  return suite === undefined ? (method ?? 'none') : suiteWords[suite][1];
}

/** By which grammar SignedInfo was encoded when it was signed, in words. */
export const encodingWords: Readonly<Record<SignedInfoEncoding, string>> = {
  xmldsig: 'grammar of XMLDSig, as the standard asks',
  'message-set': "message set's own grammar",
};

const verdictWords: Readonly<Record<SeenSignature['check']['verdict'], string>> = {
  valid: 'holds',
  deviant: 'holds, but not as the standard has it',
  unverified: 'not verified',
  invalid: 'does not hold',
  absent: 'missing',
};

/** What became of a signature: its outcome, and what there is to say about it. */
export function outcomeWords({ check }: Pick<SeenSignature, 'check'>): string {
  const found = check.findings.map(({ text }) => text);
  return [verdictWords[check.verdict], ...found].join('; ');
}

/** Elements with their Ids and digests: `PnC_AReqAuthorizationMode #id1, SHA-512`. */
export function referenceWords({ references }: Pick<SeenSignature, 'references'>): string {
  return references
    .map(({ element, id, digest, holds }) => {
      const named = `${element ?? 'no element'} #${id ?? '?'}`;
      return `${named}, ${digest}${holds ? '' : ' (does not fit)'}`;
    })
    .join('; ');
}
