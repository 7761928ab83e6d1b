import type { SessionSignature } from '../record/events.js';

/** What a signature refers to: `PnC_AReqAuthorizationMode #id1 (SHA-512)`; one whose digest does not fit says so. */
export function signedElements({ elements }: Pick<SessionSignature, 'elements'>): string {
  if (elements.length === 0) return 'nothing is signed';
  return elements
    .map(({ element, id, digest, holds }) => `${element} #${id} (${digest}${holds ? '' : ', does not fit'})`)
    .join(', ');
}

/** Whose key it was, with the name in the certificate where the wire showed one. */
export function signerText({ signer, subject }: Pick<SessionSignature, 'signer' | 'subject'>): string {
  return subject === undefined ? `${signer}, whose certificate was not on the wire` : `${signer}: ${subject}`;
}

const encodings = {
  xmldsig: 'SignedInfo by the grammar of XMLDSig, as the standard asks',
  'message-set': "SignedInfo by the message set's own grammar",
} as const;

/** By which grammar SignedInfo was encoded when it was signed. */
export function encodingText({ signedInfoEncoding }: Pick<SessionSignature, 'signedInfoEncoding'>): string {
  return signedInfoEncoding === undefined ? 'SignedInfo fits neither encoding' : encodings[signedInfoEncoding];
}
