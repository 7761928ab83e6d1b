import type { PacketOrigin, StreamPiece } from '../../wire/net/tcp-half.js';
import { TlsConversation } from '../../wire/tls/conversation.js';
import type { TlsEvent, TlsSide } from '../../wire/tls/conversation-event.js';
import type { HoldBudget } from '../../wire/tls/hold-budget.js';
import type { KeyLog, SecretSource } from '../../wire/tls/key-log.js';
import { tlsAlertMeaning, tlsAlertName, tlsCipherName, tlsGroupName, tlsVersionName } from '../../wire/tls/names.js';
import { checkLateStatus, checkSentChain, explainStatus } from './check-sent-chain.js';
import type { Party, SessionFinding } from './session-event.js';
import type { TlsAlert, TlsChain, TlsClosed, TlsSummary } from './tls-summary.js';
import { tlsLine } from './tls-words.js';

export interface TlsWatchOptions {
  readonly keyLog: KeyLog;
  readonly budget: HoldBudget;
  /** Trusted roots, DER; empty: chains are checked up to their last certificate. */
  readonly roots: readonly Uint8Array[];
}

/** What is new: a line for people, or a piece of the stream that was inside. */
export type TlsNews =
  | {
      readonly kind: 'line';
      readonly from: Party;
      readonly packet: PacketOrigin;
      readonly text: string;
      readonly findings: readonly SessionFinding[];
    }
  | { readonly kind: 'inside'; readonly from: Party; readonly pieces: readonly StreamPiece[] };

const parties: Readonly<Record<TlsSide, Party>> = { client: 'vehicle', server: 'station' };
const sides: Readonly<Record<Party, TlsSide>> = { vehicle: 'client', station: 'server' };

/** Tells one TLS connection: its handshake, its certificates and, with secrets, what was said inside. */
export class TlsWatch {
  readonly #conversation: TlsConversation;
  readonly #roots: readonly Uint8Array[];
  #version: string | undefined;
  #cipherSuite: string | undefined;
  #group: string | undefined;
  #serverName: string | undefined;
  #offeredVersions: string[] = [];
  #offeredCipherSuites: string[] = [];
  readonly #chains: Partial<Record<Party, TlsChain>> = {};
  readonly #sent: Record<Party, readonly Uint8Array[]> = { vehicle: [], station: [] };
  #requested = false;
  #ocspRequested = false;
  readonly #ocsp: string[] = [];
  readonly #signatures: string[] = [];
  readonly #alerts: TlsAlert[] = [];
  #closeNotify: { readonly by: Party; readonly packet: PacketOrigin } | undefined;
  #secrets: SecretSource | undefined;
  readonly #closed: TlsClosed[] = [];
  readonly #records: Record<Party, number> = { vehicle: 0, station: 0 };
  readonly #bytes: Record<Party, number> = { vehicle: 0, station: 0 };
  readonly #inside: Record<Party, number> = { vehicle: 0, station: 0 };

  constructor({ keyLog, budget, roots }: TlsWatchOptions) {
    this.#conversation = new TlsConversation(keyLog, budget);
    this.#roots = roots;
  }

  /** Who said first that it sends nothing further, where that can be read. */
  get closeNotify(): { readonly by: Party; readonly packet: PacketOrigin } | undefined {
    return this.#closeNotify;
  }

  push(from: Party, piece: StreamPiece): TlsNews[] {
    return this.#news(this.#conversation.push(sides[from], piece));
  }

  /** Opens what waited for secrets, where they have come. */
  retry(): TlsNews[] {
    return this.#conversation.waits ? this.#news(this.#conversation.retry()) : [];
  }

  end(): TlsNews[] {
    return this.#news(this.#conversation.end());
  }

  summary(): TlsSummary {
    return {
      version: this.#version,
      cipherSuite: this.#cipherSuite,
      group: this.#group,
      serverName: this.#serverName,
      offeredVersions: this.#offeredVersions,
      offeredCipherSuites: this.#offeredCipherSuites,
      stationCertificates: this.#chains.station?.certificates ?? [],
      vehicleCertificates: this.#chains.vehicle?.certificates ?? [],
      stationChain: this.#chains.station,
      vehicleChain: this.#chains.vehicle,
      clientCertificateRequested: this.#requested,
      ocspRequested: this.#ocspRequested,
      ocsp: this.#ocsp,
      signatures: this.#signatures,
      alerts: this.#alerts,
      secrets: this.#secrets,
      closed: this.#closed,
      applicationRecords: this.#records,
      applicationBytes: this.#bytes,
    };
  }

  #news(events: readonly TlsEvent[]): TlsNews[] {
    return events.flatMap((event): TlsNews[] => {
      const from = parties[event.side];
      const inside = this.#insideOf(from, event);
      if (inside !== undefined) return [{ kind: 'inside', from, pieces: inside }];
      const findings = this.#note(from, event);
      const text = tlsLine(event, from, this.#chains[from]);
      if (text === undefined) return [];
      return [{ kind: 'line', from, packet: event.last, text, findings }];
    });
  }

  /** Application data as pieces of the inner stream; undefined for everything else. */
  #insideOf(from: Party, event: TlsEvent): StreamPiece[] | undefined {
    if (event.kind === 'lost-data') {
      const offset = this.#advance(from, event.length);
      return [{ kind: 'gap', offset, length: event.length, origin: event.last }];
    }
    if (event.kind !== 'application-data') return undefined;
    this.#records[from]++;
    this.#bytes[from] += event.length;
    const { content, first, last } = event;
    if (content === undefined || content.length === 0) return [];
    // The first byte came with the record's first packet; nothing of it could be read before the last one.
    const cut = first.number === last.number ? 0 : 1;
    return [
      ...(cut === 0 ? [] : [this.#piece(from, content.subarray(0, cut), first)]),
      ...(cut === content.length ? [] : [this.#piece(from, content.subarray(cut), last)]),
    ];
  }

  #piece(from: Party, bytes: Uint8Array, origin: PacketOrigin): StreamPiece {
    return { kind: 'data', offset: this.#advance(from, bytes.length), bytes, origin };
  }

  #advance(from: Party, length: number): number {
    this.#inside[from] += length;
    return this.#inside[from] - length;
  }

  /** Keeps what the summary needs; returns what is wrong. */
  #note(from: Party, event: TlsEvent): readonly SessionFinding[] {
    switch (event.kind) {
      case 'client-hello':
        this.#serverName = event.hello.serverName;
        this.#offeredVersions = event.hello.versions.map(tlsVersionName);
        this.#offeredCipherSuites = event.hello.cipherSuites.map(tlsCipherName);
        this.#ocspRequested = event.hello.asksForStatus;
        return [];
      case 'server-hello':
        this.#version = tlsVersionName(event.hello.version);
        this.#cipherSuite = tlsCipherName(event.hello.cipherSuite);
        if (event.hello.group !== undefined) this.#group = tlsGroupName(event.hello.group);
        return [];
      case 'certificates':
        return this.#certificates(from, event.certificates, event.statuses, dateOf(event.last));
      case 'certificate-status':
        return event.response === undefined ? [] : this.#status(event.response, from, dateOf(event.last));
      case 'certificate-request':
        this.#requested = true;
        return [];
      case 'signature':
        if (event.group !== undefined) this.#group = tlsGroupName(event.group);
        if (this.#signatures.length < 8) this.#signatures.push(tlsLine(event, from, undefined) ?? '');
        if (event.result.kind !== 'invalid') return [];
        return [
          { rule: 'tls-signature', detail: `the signature in ${event.message} is wrong: ${event.result.detail}` },
        ];
      case 'finished':
        if (event.result.kind !== 'invalid') return [];
        return [{ rule: 'tls-finished', detail: `Finished is wrong: ${event.result.detail}` }];
      case 'alert':
        if (event.description === 0) this.#closeNotify ??= { by: from, packet: event.last };
        this.#alert(from, event.level, event.description);
        return [];
      case 'opened':
        this.#secrets ??= event.source;
        return [];
      case 'closed':
        this.#closed.push({ from, why: event.why, detail: event.detail });
        return event.why === 'bad-record' || event.why === 'wrong-secret'
          ? [{ rule: `tls-${event.why}`, detail: event.detail }]
          : [];
      case 'broken':
        return [{ rule: event.violation.rule, detail: event.violation.detail }];
      default:
        return [];
    }
  }

  #certificates(
    from: Party,
    chain: readonly Uint8Array[],
    statuses: readonly (Uint8Array | undefined)[],
    at: Date,
  ): readonly SessionFinding[] {
    this.#sent[from] = chain;
    // A vehicle without a certificate answers the request with an empty list.
    if (chain.length === 0 && from === 'vehicle') return [];
    const stapled = statuses.filter((status) => status !== undefined);
    const checked = checkSentChain(from, chain, stapled, this.#roots, at);
    this.#chains[from] = checked;
    for (const status of stapled) this.#explain(status, from);
    return checked.faults;
  }

  #status(response: Uint8Array, from: Party, at: Date): readonly SessionFinding[] {
    this.#explain(response, from);
    const { faults, notes } = checkLateStatus(response, this.#sent[from], at);
    const chain = this.#chains[from];
    if (chain !== undefined) {
      this.#chains[from] = { ...chain, faults: [...chain.faults, ...faults], notes: [...chain.notes, ...notes] };
    }
    return faults;
  }

  #explain(response: Uint8Array, from: Party): void {
    if (this.#ocsp.length < 8) this.#ocsp.push(explainStatus(response, this.#sent[from]));
  }

  #alert(from: Party, level: number | undefined, description: number | undefined): void {
    if (this.#alerts.length >= 32) return;
    const known = description !== undefined;
    // TLS 1.3 has no warnings but close_notify and user_canceled, whatever the level says (RFC 8446, 6).
    const closing = description === 0 || description === 90;
    const fatal = known && !closing && (level === 2 || this.#version === 'TLS 1.3');
    const name = known ? tlsAlertName(description) : undefined;
    this.#alerts.push({ from, name, meaning: known ? tlsAlertMeaning(description) : undefined, fatal });
  }
}

function dateOf(packet: PacketOrigin): Date {
  return new Date(Number(packet.timestampNs / 1_000_000n));
}
