import type { KeyObject } from 'node:crypto';
import type { ExiObject } from '../../../messages/codec.js';
import type { SignedInfoEncoding } from '../../../messages/signature/fragment-encodings.js';

/** A certificate chain with the private key of its leaf. */
export interface Credentials {
  /** DER, leaf first, without the root. */
  readonly chain: readonly Uint8Array[];
  readonly key: KeyObject;
}

/** A vehicle with Plug & Charge. */
export interface PncOptions {
  /** What it pays with; without it a contract must be installed in the session. */
  readonly contract?: Credentials;
  /** The provisioning certificate that its maker gave it: signs CertificateInstallationReq, decrypts the contract. */
  readonly provisioning?: Credentials;
  /** What it does before it presents its contract. Default `none`. */
  readonly certificateHandling?: 'none' | 'install' | 'update';
  /** Roots that it trusts, DER: named in ListOfRootCertificateIDs, and the chain of the CPS must lead to one. */
  readonly v2gRoots?: readonly Uint8Array[];
  /** EMAID of the messages. Default the one of the contract certificate. */
  readonly emaid?: string;
  /** Whether it asks for the details of every service that is listed. */
  readonly serviceDetails?: boolean;
}

/** What is wrong with a signature, on purpose. */
export interface SignatureOptions {
  /** No signature where there must be one. */
  readonly absent?: boolean;
  /** A signer in place of the right one. */
  readonly key?: KeyObject;
  /** Changes SignedInfo before it is signed: a wrong digest under a signature that holds. */
  readonly alterSignedInfo?: (signedInfo: ExiObject) => ExiObject;
  readonly signedInfoEncoding?: SignedInfoEncoding;
  /** Changes the body after it was signed. */
  readonly alterBody?: (body: ExiObject) => ExiObject;
}
