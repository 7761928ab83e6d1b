import type { ClosedReason } from '../../wire/tls/conversation-event.js';
import type { SecretSource } from '../../wire/tls/key-log.js';
import type { Party, SessionFinding } from './session-event.js';

export interface TlsAlert {
  readonly from: Party;
  /** Undefined: encrypted and not opened, so only its presence is visible. */
  readonly name: string | undefined;
  /** In plain words. */
  readonly meaning: string | undefined;
  readonly fatal: boolean;
}

/** What was checked of a party's certificates, as far as they are visible. */
export interface TlsChain {
  /** Subjects with key and end of validity, leaf first. */
  readonly certificates: readonly string[];
  /** What a peer should refuse. */
  readonly faults: readonly SessionFinding[];
  /** What is worth knowing. */
  readonly notes: readonly SessionFinding[];
  /** The chain was checked up to a trusted root that was given. */
  readonly upToRoot: boolean;
}

/** A direction whose records stay closed, and why. */
export interface TlsClosed {
  readonly from: Party;
  readonly why: ClosedReason;
  readonly detail: string;
}

export interface TlsSummary {
  /** `TLS 1.2`; undefined where the ServerHello is not in the capture. */
  readonly version: string | undefined;
  readonly cipherSuite: string | undefined;
  /** Group of the key exchange, `secp256r1`. */
  readonly group: string | undefined;
  /** Server name that the vehicle asked for. */
  readonly serverName: string | undefined;
  readonly offeredVersions: readonly string[];
  readonly offeredCipherSuites: readonly string[];
  /** Subjects of the station's chain, leaf first, where they are visible: TLS 1.2, or decrypted. */
  readonly stationCertificates: readonly string[];
  /** The vehicle's own chain (mutual TLS). */
  readonly vehicleCertificates: readonly string[];
  readonly stationChain: TlsChain | undefined;
  readonly vehicleChain: TlsChain | undefined;
  readonly clientCertificateRequested: boolean;
  /** Stapled OCSP: asked for by the vehicle, and what the station sent. */
  readonly ocspRequested: boolean;
  readonly ocsp: readonly string[];
  /** The signature of the handshake by each party, in words. */
  readonly signatures: readonly string[];
  readonly alerts: readonly TlsAlert[];
  /** Where the secrets came from; undefined: nothing was opened. */
  readonly secrets: SecretSource | undefined;
  readonly closed: readonly TlsClosed[];
  /** Encrypted records with content, by sender, and their bytes. */
  readonly applicationRecords: Readonly<Record<Party, number>>;
  readonly applicationBytes: Readonly<Record<Party, number>>;
}
