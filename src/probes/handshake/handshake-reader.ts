import { dissectPacket } from '../../wire/net/dissect-packet.js';
import { IpReassembly } from '../../wire/net/ip-reassembly.js';
import type { TcpConnection, TcpEvent } from '../../wire/net/tcp-connection.js';
import { TcpTracker } from '../../wire/net/tcp-tracker.js';
import type { CapturePacket } from '../../wire/pcap/capture-item.js';
import type { CertificateRequest } from '../../wire/tls/certificate-request.js';
import { TlsConversation } from '../../wire/tls/conversation.js';
import type { TlsEvent } from '../../wire/tls/conversation-event.js';
import type { ClientHello, ServerHello } from '../../wire/tls/hello.js';
import { HoldBudget } from '../../wire/tls/hold-budget.js';
import type { KeyLog } from '../../wire/tls/key-log.js';
import { tlsAlertName } from '../../wire/tls/names.js';
import type { SignatureResult } from '../../wire/tls/signature.js';

/** What a TLS handshake said on the wire: that of the server, and the ClientHello that it answered. */
export interface RecordedHandshake {
  readonly clientHello: ClientHello | undefined;
  readonly serverHello: ServerHello | undefined;
  readonly request: CertificateRequest | undefined;
  /** DER, leaf first. */
  readonly chain: readonly Uint8Array[];
  /** Stapled OCSP response of each certificate of the chain, DER, where there is one. */
  readonly statuses: readonly (Uint8Array | undefined)[];
  /** CertificateVerify of the server. */
  readonly signature: { readonly scheme: number; readonly result: SignatureResult } | undefined;
  /** The Finished of the server could be read and fits: nothing of what it said is missing. */
  readonly whole: boolean;
  /** Why not, where the record says it. */
  readonly detail: string | undefined;
}

type Draft = { -readonly [Key in keyof RecordedHandshake]: RecordedHandshake[Key] };

interface Followed {
  readonly conversation: TlsConversation;
  readonly handshake: Draft;
}

/**
 * Reads handshakes out of the packets of a capture, with the secrets of a key log that may fill while it runs. Every TCP
 * connection is taken for TLS; what is none never gets a ClientHello. Never throws.
 */
export class HandshakeReader {
  readonly #keyLog: KeyLog;
  readonly #budget = new HoldBudget();
  readonly #reassembly = new IpReassembly();
  readonly #followed = new Map<TcpConnection, Followed>();
  readonly #tracker = new TcpTracker((connection, events) => {
    this.#step(connection, events);
    const followed = this.#followed.get(connection);
    if (followed !== undefined) note(followed.handshake, followed.conversation.end());
  });

  constructor(keyLog: KeyLog) {
    this.#keyLog = keyLog;
  }

  take(packet: CapturePacket): void {
    const timestampNs = packet.timestampNs ?? 0n;
    const { ip, transport } = dissectPacket(packet.linkType, packet.data, this.#reassembly, timestampNs);
    if (ip === undefined || transport?.kind !== 'tcp') return;
    const { connection, events } = this.#tracker.add(ip, transport, { number: packet.number, timestampNs });
    this.#step(connection, events);
  }

  /** The capture is over: every handshake that it shows, in the order of their first packets. */
  end(): readonly RecordedHandshake[] {
    this.#tracker.end();
    return [...this.#followed]
      .sort(([a], [b]) => a.first.number - b.first.number)
      .map(([, { handshake }]) => handshake)
      .filter(({ clientHello }) => clientHello !== undefined);
  }

  #step(connection: TcpConnection, events: readonly TcpEvent[]): void {
    const followed = this.#followed.get(connection) ?? this.#follow(connection);
    const { conversation, handshake } = followed;
    if (conversation.waits) note(handshake, conversation.retry());
    for (const event of events) {
      if (event.kind === 'data' || event.kind === 'gap') note(handshake, conversation.push(event.side, event.piece));
    }
  }

  #follow(connection: TcpConnection): Followed {
    const made = { conversation: new TlsConversation(this.#keyLog, this.#budget), handshake: empty() };
    this.#followed.set(connection, made);
    return made;
  }
}

function empty(): Draft {
  return {
    clientHello: undefined,
    serverHello: undefined,
    request: undefined,
    chain: [],
    statuses: [],
    signature: undefined,
    whole: false,
    detail: undefined,
  };
}

function note(handshake: Draft, events: readonly TlsEvent[]): void {
  for (const event of events) {
    if (event.kind === 'client-hello') handshake.clientHello = event.hello;
    else if (event.kind === 'closed') handshake.detail ??= event.detail;
    else if (event.kind === 'broken') handshake.detail ??= event.violation.detail;
    else if (event.kind === 'alert' && event.side === 'server') handshake.detail ??= alertText(event.description);
    else if (event.side === 'server') noteServer(handshake, event);
  }
}

function alertText(description: number | undefined): string {
  return `alert of the server: ${description === undefined ? 'encrypted' : tlsAlertName(description)}`;
}

function noteServer(handshake: Draft, event: TlsEvent): void {
  switch (event.kind) {
    case 'server-hello':
      if (!event.hello.isRetry) handshake.serverHello = event.hello;
      break;
    case 'certificate-request':
      handshake.request = event.request;
      break;
    case 'certificates':
      handshake.chain = event.certificates;
      handshake.statuses = event.statuses;
      break;
    case 'signature':
      handshake.signature = { scheme: event.scheme, result: event.result };
      break;
    case 'finished':
      handshake.whole = event.result.kind === 'valid';
      break;
    default:
      break;
  }
}
