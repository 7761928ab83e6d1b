import type { PacketOrigin } from '../net/tcp-half.js';
import type { FrameViolation } from '../v2gtp.js';
import type { CertificateRequest } from './certificate-request.js';
import type { ClientHello, ServerHello } from './hello.js';
import type { SecretSource } from './key-log.js';
import type { SignatureResult } from './signature.js';

/** Who sent; the client is the vehicle. */
export type TlsSide = 'client' | 'server';

/** What one TLS connection shows, in the order of its records. */
export type TlsEvent = TlsFact & {
  readonly side: TlsSide;
  /** Packets of the record that brought it. */
  readonly first: PacketOrigin;
  readonly last: PacketOrigin;
};

export type TlsFact =
  | { readonly kind: 'client-hello'; readonly hello: ClientHello }
  | { readonly kind: 'server-hello'; readonly hello: ServerHello }
  | {
      readonly kind: 'certificates';
      /** DER, leaf first. */
      readonly certificates: readonly Uint8Array[];
      /** Stapled OCSP response of each, DER. */
      readonly statuses: readonly (Uint8Array | undefined)[];
    }
  /** Stapled OCSP response of TLS 1.2. */
  | { readonly kind: 'certificate-status'; readonly response: Uint8Array | undefined }
  | { readonly kind: 'certificate-request'; readonly request: CertificateRequest }
  | {
      readonly kind: 'signature';
      readonly message: 'ServerKeyExchange' | 'CertificateVerify';
      readonly scheme: number;
      readonly group: number | undefined;
      readonly result: SignatureResult;
    }
  | { readonly kind: 'finished'; readonly result: SignatureResult }
  /** Any other handshake message. */
  | { readonly kind: 'handshake'; readonly type: number }
  /** Level 1 warning, 2 fatal; both undefined where the alert is encrypted and was not opened. */
  | { readonly kind: 'alert'; readonly level: number | undefined; readonly description: number | undefined }
  | { readonly kind: 'encrypted-from-here' }
  /** The first record of this direction was opened. */
  | { readonly kind: 'opened'; readonly source: SecretSource }
  /** `content` undefined: not opened; `length` bytes of ciphertext. */
  | { readonly kind: 'application-data'; readonly length: number; readonly content: Uint8Array | undefined }
  /** About `length` bytes of application data of which the capture misses a part. */
  | { readonly kind: 'lost-data'; readonly length: number }
  /** This direction stays closed from here on. */
  | { readonly kind: 'closed'; readonly why: ClosedReason; readonly detail: string }
  | { readonly kind: 'broken'; readonly violation: FrameViolation };

/** No secret in any key log; one that does not open the records; a suite or version that is not supported; no hellos. */
export type ClosedReason = 'no-secret' | 'wrong-secret' | 'bad-record' | 'unsupported' | 'no-handshake';
