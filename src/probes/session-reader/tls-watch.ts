import { X509Certificate } from 'node:crypto';
import type { StreamPiece } from '../../wire/net/tcp-half.js';
import { tlsAlertName, tlsCipherName, tlsHandshakeName, tlsVersionName } from '../../wire/tls-names.js';
import { type TlsFact, TlsRecordReader } from '../../wire/tls-records.js';
import type { Party } from './session-event.js';

export interface TlsAlert {
  readonly from: Party;
  /** Undefined: encrypted, so only its presence is visible. */
  readonly name: string | undefined;
  readonly fatal: boolean;
}

export interface TlsSummary {
  /** `TLS 1.2`; undefined where the ServerHello is not in the capture. */
  readonly version: string | undefined;
  readonly cipherSuite: string | undefined;
  /** Server name that the vehicle asked for. */
  readonly serverName: string | undefined;
  readonly offeredVersions: readonly string[];
  readonly offeredCipherSuites: readonly string[];
  /** Subjects of the station's chain, leaf first, where they travel in clear (TLS 1.2). */
  readonly stationCertificates: readonly string[];
  /** The vehicle's own chain (mutual TLS 1.2). */
  readonly vehicleCertificates: readonly string[];
  readonly clientCertificateRequested: boolean;
  readonly alerts: readonly TlsAlert[];
  /** Encrypted records with content, by sender, and their bytes. */
  readonly applicationRecords: Readonly<Record<Party, number>>;
  readonly applicationBytes: Readonly<Record<Party, number>>;
}

const hello13 = 0x0304;

/** What the two directions of one TLS connection show without keys. */
export class TlsWatch {
  readonly #readers: Readonly<Record<Party, TlsRecordReader>> = {
    vehicle: new TlsRecordReader(),
    station: new TlsRecordReader(),
  };
  #version: string | undefined;
  #cipherSuite: string | undefined;
  #serverName: string | undefined;
  #offeredVersions: string[] = [];
  #offeredCipherSuites: string[] = [];
  readonly #certificates: Record<Party, string[]> = { vehicle: [], station: [] };
  #requested = false;
  readonly #alerts: TlsAlert[] = [];
  readonly #records: Record<Party, number> = { vehicle: 0, station: 0 };
  readonly #bytes: Record<Party, number> = { vehicle: 0, station: 0 };

  /** Lines in plain words on what is new. */
  push(from: Party, piece: StreamPiece): string[] {
    if (piece.kind === 'gap') {
      this.#readers[from].lose();
      return [`${piece.length} bytes of the TLS stream are missing from the capture; it cannot be followed further`];
    }
    return this.#readers[from].push(piece.bytes).flatMap((fact) => this.#fact(from, fact));
  }

  summary(): TlsSummary {
    return {
      version: this.#version,
      cipherSuite: this.#cipherSuite,
      serverName: this.#serverName,
      offeredVersions: this.#offeredVersions,
      offeredCipherSuites: this.#offeredCipherSuites,
      stationCertificates: this.#certificates.station,
      vehicleCertificates: this.#certificates.vehicle,
      clientCertificateRequested: this.#requested,
      alerts: this.#alerts,
      applicationRecords: this.#records,
      applicationBytes: this.#bytes,
    };
  }

  #fact(from: Party, fact: TlsFact): string[] {
    switch (fact.kind) {
      case 'client-hello': {
        this.#serverName = fact.hello.serverName;
        this.#offeredVersions = fact.hello.versions.map(tlsVersionName);
        this.#offeredCipherSuites = fact.hello.cipherSuites.map(tlsCipherName);
        const name = this.#serverName === undefined ? '' : `, server name "${this.#serverName}"`;
        const suites = this.#offeredCipherSuites.join(', ');
        return [`TLS ClientHello: offers ${this.#offeredVersions.join(', ')} with ${suites}${name}`];
      }
      case 'server-hello':
        this.#version = tlsVersionName(fact.hello.version);
        this.#cipherSuite = tlsCipherName(fact.hello.cipherSuite);
        // From here on TLS 1.3 sends everything as application data (RFC 8446, 4.4); in its records nothing is clear.
        if (fact.hello.version === hello13) this.#readers.station.encryptFromHere();
        return [`TLS ServerHello: ${this.#version}, ${this.#cipherSuite}`];
      case 'certificates':
        this.#certificates[from] = fact.certificates.map(subjectOf);
        return [`TLS Certificate: ${this.#certificates[from].join(' <- ') || 'none'}`];
      case 'certificate-request':
        this.#requested = true;
        return ['TLS CertificateRequest: the station asks for the certificate of the vehicle'];
      case 'alert': {
        const name = fact.description === undefined ? undefined : tlsAlertName(fact.description);
        this.#alerts.push({ from, name, fatal: fact.level === 2 });
        return [
          name === undefined ? 'TLS alert (encrypted)' : `TLS alert: ${name}${fact.level === 2 ? ' (fatal)' : ''}`,
        ];
      }
      case 'encrypted-from-here':
        return ['TLS ChangeCipherSpec: encrypted from here on'];
      case 'application-data':
        this.#records[from]++;
        this.#bytes[from] += fact.length;
        return [];
      case 'handshake':
        return [`TLS ${tlsHandshakeName(fact.type)}`];
      case 'broken':
        return [`TLS stream broken: ${fact.violation.detail}`];
    }
  }
}

/** Subject and validity in one line. */
function subjectOf(der: Uint8Array): string {
  try {
    const certificate = new X509Certificate(der);
    const subject = certificate.subject.replaceAll('\n', ', ');
    return `${subject} (until ${certificate.validTo})`;
  } catch {
    return `unreadable certificate of ${der.length} bytes`;
  }
}
