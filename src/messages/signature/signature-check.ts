import type { SignatureSuite } from './algorithms.js';
import type { ElementEncoding, SignedInfoEncoding } from './fragment-encodings.js';

/** What is there to say about a signature. `fault`: it must be refused; `deviation`: it holds, but not as the standard says. */
export interface SignatureFinding {
  readonly rule: SignatureRule;
  readonly severity: 'fault' | 'deviation' | 'note';
  /** In plain words. */
  readonly text: string;
  /** Reference in question, from 0. */
  readonly reference?: number;
}

export type SignatureRule =
  /** The message must be signed and is not; or it may be and is not. */
  | 'signature-missing'
  /** SignedInfo, SignatureValue or a part of them is not there. */
  | 'signature-incomplete'
  /** Neither certificate nor key to verify with. */
  | 'signer-unknown'
  /** A certificate that is none. */
  | 'signer-unreadable'
  /** SignatureValue was not made over SignedInfo with this key. */
  | 'signature-value'
  | 'signature-length'
  /** r and s as a DER sequence. */
  | 'signature-der'
  /** SignedInfo was encoded with the message set's own grammar. */
  | 'signed-info-encoding'
  | 'canonicalization'
  | 'signature-method'
  | 'digest-method'
  | 'transform'
  /** The key is of another curve than the method wants. */
  | 'key-type'
  /** Id, KeyInfo, Object and the like: [V2G2-771], [V2G20-771]. */
  | 'forbidden-part'
  | 'reference-count'
  | 'reference-uri'
  /** The reference names an Id that no element has. */
  | 'reference-missing'
  /** Several elements have this Id: which one is signed? */
  | 'duplicate-id'
  | 'digest'
  /** The digest was taken over another encoding of the element than the standard's. */
  | 'element-encoding'
  /** An element that must be signed has no reference. */
  | 'part-not-signed'
  /** The challenge or session of another exchange: a replay. */
  | 'challenge'
  | 'session';

export interface ReferenceCheck {
  readonly uri: string | undefined;
  /** The element that it names; undefined: there is none. */
  readonly element: string | undefined;
  readonly path: string | undefined;
  /** How the element was encoded when its digest was taken; undefined: the digest fits none. */
  readonly matched: ElementEncoding | undefined;
  /** From the message and over the element as received, lower-case hex. */
  readonly stated: string | undefined;
  readonly computed: string | undefined;
}

/**
 * `valid`: all as the standard says. `deviant`: signature and digests hold, but something differs from the standard.
 * `unverified`: the digests hold, but whose signature it is cannot be told without the certificate. `invalid`: it must be
 * refused. `absent`: there is no signature.
 */
export type SignatureVerdict = 'valid' | 'deviant' | 'unverified' | 'invalid' | 'absent';

export interface SignatureCheck {
  readonly verdict: SignatureVerdict;
  /** From SignatureMethod; undefined: none of ISO 15118. */
  readonly suite: SignatureSuite | undefined;
  /** How SignedInfo was encoded when it was signed; undefined: the signature holds for neither. */
  readonly signedInfoEncoding: SignedInfoEncoding | undefined;
  readonly references: readonly ReferenceCheck[];
  readonly findings: readonly SignatureFinding[];
}
