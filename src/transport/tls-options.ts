import type { TlsProfile } from './tls-profiles.js';

/** TLS as the connecting side (EVCC, IEEE 2030.5 client) wants it. */
export interface TlsClientOptions {
  readonly profile: TlsProfile;
  /** Trusted roots, PEM. The system's own store is never used. */
  readonly roots: readonly string[];
  /** Own chain, PEM, leaf first: for profiles with mutual authentication. */
  readonly chain?: string;
  /** Private key of the leaf, PEM. */
  readonly key?: string;
  /**
   * false: complete the handshake whatever the server's chain is worth and report it in `TlsFacts.authorized` (what a
   * tester does that wants to look at a bad SECC). Default true.
   */
  readonly verify?: boolean;
  readonly alpn?: readonly string[];
  /** A session of an earlier connection, to try resumption with. */
  readonly session?: Uint8Array;
}

/** TLS as the listening side (SECC, IEEE 2030.5 server) offers it. */
export interface TlsServerOptions {
  readonly profile: TlsProfile;
  /** Own chain, PEM, leaf first, without the root. */
  readonly chain: string;
  readonly key: string;
  /** Credentials with a key of another kind; which of the two are used is a matter of the signature algorithms. */
  readonly second?: { readonly chain: string; readonly key: string };
  /** true: the order of the client decides about suites and signatures, not that of the profile. Default false. */
  readonly followsClient?: boolean;
  /** Roots that a client's chain must end at: for profiles with mutual authentication. */
  readonly clientRoots?: readonly string[];
  /** true: a client whose chain is worth nothing is let in all the same (a faulty server). Default false. */
  readonly admitsUntrusted?: boolean;
  /** DER OCSP response that is stapled to the handshake when the client asks. */
  readonly ocspResponse?: Uint8Array;
  /** Chains under other roots, each for the client whose ClientHello names its root (trusted_ca_keys, certificate_authorities). */
  readonly others?: readonly OtherChain[];
  readonly alpn?: readonly string[];
  /** Limit for a handshake, ms. Default 10 000. */
  readonly handshakeTimeoutMs?: number;
}

/** A chain that a server shows to those who name its root. */
export interface OtherChain {
  /** PEM. */
  readonly root: string;
  /** PEM, leaf first, without the root. */
  readonly chain: string;
  readonly key: string;
  readonly ocspResponse?: Uint8Array;
}

/** What a finished handshake agreed on. */
export interface TlsFacts {
  /** `TLSv1.2`, `TLSv1.3`. */
  readonly version: string;
  /** IANA name: `TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256`. */
  readonly cipher: string;
  /** Name in OpenSSL's words: `ECDHE-ECDSA-AES128-SHA256`. */
  readonly cipherOpenssl: string;
  /** Group of the key exchange as OpenSSL names it (`prime256v1`, `X448`); known at the client only. */
  readonly group?: string;
  readonly alpn?: string;
  /** DER certificates of the peer as far as they can be followed, leaf first; empty when it sent none. */
  readonly peerChain: readonly Uint8Array[];
  /** Whether the peer's chain ends at one of the given roots and is within its dates. */
  readonly authorized: boolean;
  /** Why not: `CERT_HAS_EXPIRED`, `SELF_SIGNED_CERT_IN_CHAIN`. */
  readonly authorizationError?: string;
  readonly resumed: boolean;
  /**
   * Whether the server has said anything after the client's last flight. A mutual TLS 1.3 handshake looks finished to
   * the client before the server has checked its certificate: it counts only when this is true.
   */
  readonly confirmed: boolean;
  /**
   * What it said: a session ticket or application data. Some servers (Node's among them) send tickets before they look at
   * the client's certificate, so only `data` proves that they accept it.
   */
  readonly confirmedBy?: 'ticket' | 'data' | undefined;
  /** DER OCSP response that the server stapled; known at the client only. */
  readonly ocspResponse?: Uint8Array;
  /** The latest session, for resumption; known at the client only. */
  readonly session?: Uint8Array | undefined;
  /** Client: ms from TCP established to handshake finished (event loop, not a verdict time). */
  readonly handshakeMs: number;
}
