import { decodeMme } from '../../wire/homeplug/mme.js';
import { dissectPacket } from '../../wire/net/dissect-packet.js';
import { IpReassembly } from '../../wire/net/ip-reassembly.js';
import { etherTypes } from '../../wire/net/link-layer.js';
import type { Side, TcpConnection, TcpEvent } from '../../wire/net/tcp-connection.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import { type TcpStep, TcpTracker } from '../../wire/net/tcp-tracker.js';
import { type CaptureItem, type CapturePacket, tlsKeyLogSecrets } from '../../wire/pcap/capture-item.js';
import { HoldBudget } from '../../wire/tls/hold-budget.js';
import { KeyLog } from '../../wire/tls/key-log.js';
import { AttemptWatch } from './attempt-watch.js';
import { diagnose } from './diagnose.js';
import { endpointText } from './endpoint-text.js';
import { FollowedConnection, type FollowOptions } from './followed-connection.js';
import type { ResourceDecoder } from './grid-body.js';
import type { GridOptions } from './grid-connection.js';
import { KeyLogWatch } from './key-log-watch.js';
import type { MessageDecoder, MessageSchema } from './message-decoder.js';
import { SdpWatch } from './sdp-watch.js';
import type { SessionEvent } from './session-event.js';
import { SideConnection } from './side-connection.js';
import { SlacWatch } from './slac-watch.js';
import { summarise } from './summarise.js';

export interface SessionReaderOptions {
  readonly decode: MessageDecoder;
  /** Reads the bodies of IEEE 2030.5; without it they are told by media type and length only. */
  readonly decodeResource?: ResourceDecoder | undefined;
  /** Overrides the schema of 0x8001 messages after the handshake. */
  readonly schema?: MessageSchema | undefined;
  /** Secrets of TLS sessions; the ones that the capture itself carries are added to it. */
  readonly keyLog?: KeyLog | undefined;
  /** Trusted roots for the certificates of handshakes, DER. */
  readonly roots?: readonly Uint8Array[] | undefined;
}

/** What the whole capture held, told after its last packet. */
export interface CaptureAccount {
  readonly packets: number;
  readonly firstNs: bigint | undefined;
  readonly lastNs: bigint | undefined;
  readonly sessions: number;
  /** Connections that speak HTTP: to a utility server. */
  readonly gridConnections: number;
  /** TCP connections that carried neither V2GTP nor the TLS of a charging session. */
  readonly otherConnections: number;
  readonly lostFragments: number;
  /** Decryption-secrets blocks and UDP datagrams with TLS keys. */
  readonly keyLogs: number;
  /** Sentences on what happened outside the sessions: SLAC, discovery. */
  readonly account: readonly string[];
}

/** A closed connection gets its account once it was quiet for this long, so that late RSTs and FINs are in it. */
const quietNs = 5_000_000_000n;
const settleEvery = 256;
/** Sentences about vehicles that no station answered. */
const mostUnanswered = 64;
/** Sentences about connections that stayed closed. */
const mostUnread = 16;

/**
 * Turns a capture into charging sessions: packets, flows, SDP, V2GTP frames, messages, and at the end of each session how
 * and why it ended. Works while the capture grows; its memory does not grow with the capture's length. Never throws on
 * what the capture holds.
 */
export class SessionReader {
  readonly #options: FollowOptions;
  readonly #reassembly = new IpReassembly();
  readonly #sdp = new SdpWatch();
  readonly #slac = new SlacWatch();
  readonly #attempts = new AttemptWatch();
  readonly #tracker: TcpTracker;
  readonly #followed = new Map<TcpConnection, FollowedConnection>();
  readonly #beside = new Map<TcpConnection, SideConnection>();
  readonly #grid: GridOptions;
  readonly #unread: string[] = [];
  #unreadMore = 0;
  #events: SessionEvent[] = [];
  #sessions = 0;
  #gridConnections = 0;
  #others = 0;
  /** Packets of link types that are not understood. */
  readonly #strangeLinks = new Map<number, number>();
  readonly #keys: KeyLogWatch;
  #packets = 0;
  #firstNs: bigint | undefined;
  #lastNs: bigint | undefined;

  constructor(options: SessionReaderOptions) {
    const keyLog = options.keyLog ?? new KeyLog();
    this.#keys = new KeyLogWatch(keyLog);
    this.#options = {
      decode: options.decode,
      schema: options.schema,
      nextSession: () => ++this.#sessions,
      tls: { keyLog, budget: new HoldBudget(), roots: options.roots ?? [] },
    };
    this.#grid = {
      // A budget of its own: what stays closed here must not crowd out charging sessions.
      tls: { ...this.#options.tls, budget: new HoldBudget() },
      decode: options.decodeResource,
      nextConnection: () => ++this.#gridConnections,
    };
    this.#tracker = new TcpTracker((connection, events) => this.#ended(connection, events));
  }

  /** Events that follow from one item of the capture. */
  push(item: CaptureItem): SessionEvent[] {
    this.#events = [];
    if (item.kind === 'packet') this.#packet(item);
    else if (item.kind !== 'secrets') this.#events.push(item);
    else if (item.type === tlsKeyLogSecrets) this.#keys.addBlock(item.data);
    return this.#events;
  }

  /** To be called once after the last item: ends the sessions that are still open. */
  end(): SessionEvent[] {
    this.#events = [];
    this.#tracker.end();
    return this.#events;
  }

  /** To be read after `end`. */
  account(): CaptureAccount {
    return {
      packets: this.#packets,
      firstNs: this.#firstNs,
      lastNs: this.#lastNs,
      sessions: this.#sessions,
      gridConnections: this.#gridConnections,
      otherConnections: this.#others,
      lostFragments: this.#reassembly.abandoned,
      keyLogs: this.#keys.count,
      account: [
        ...this.#slac.account(),
        ...this.#discovery(),
        ...this.#attempts.account(),
        ...this.#unread,
        ...(this.#unreadMore === 0 ? [] : [`${this.#unreadMore} more encrypted connections could not be opened.`]),
        ...this.#keys.account(),
        ...this.#links(),
        ...this.#shortages(),
        ...this.#nothing(),
      ],
    };
  }

  #packet(item: CapturePacket): void {
    this.#packets++;
    const timestampNs = item.timestampNs ?? 0n;
    if (item.timestampNs !== undefined) {
      this.#firstNs ??= timestampNs;
      this.#lastNs = timestampNs;
    }
    const packet: PacketOrigin = { number: item.number, timestampNs };
    for (const text of item.comments) this.#events.push({ kind: 'comment', packet, text });
    const { link, ip, transport } = dissectPacket(item.linkType, item.data, this.#reassembly, timestampNs);
    if (link.violations[0]?.rule === 'link-type') this.#strangeLink(item.linkType);
    if (link.etherType === etherTypes.homeplugAv) {
      const mme = decodeMme(link.payload);
      if (mme !== undefined) this.#events.push(this.#slac.add(link, mme, packet));
    }
    if (ip !== undefined && transport?.kind === 'udp') {
      const event = this.#sdp.add(ip, transport, packet);
      if (event !== undefined) this.#events.push(event);
      else this.#keys.addDatagram(transport, packet);
    } else if (ip !== undefined && transport?.kind === 'tcp')
      this.#step(this.#tracker.add(ip, transport, packet), packet);
    if (this.#packets % settleEvery === 0) this.#tracker.settle(timestampNs, quietNs);
  }

  #step(step: TcpStep, packet: PacketOrigin): void {
    let followed = this.#followed.get(step.connection);
    if (followed === undefined) {
      followed = new FollowedConnection(step.connection, this.#announced(step.connection), this.#options);
      this.#followed.set(step.connection, followed);
    }
    this.#events.push(...followed.step(step.events));
    this.#stepBeside(step, followed);
    if (followed.kind === 'other' && this.#beside.get(step.connection)?.isOther !== false) step.connection.passOver();
    if (step.connection.reset !== undefined && followed.isFailedAttempt) {
      this.#attempts.add(followed, packet, this.#events);
    }
  }

  /** What is no charging session may be the other side of a gateway: its utility server, its inverter. */
  #stepBeside({ connection, isNew, events }: TcpStep, followed: FollowedConnection): void {
    if (isNew) this.#beside.set(connection, new SideConnection(connection, this.#grid));
    if (followed.session !== undefined) this.#beside.delete(connection);
    this.#events.push(...(this.#beside.get(connection)?.step(events) ?? []));
  }

  #announced(connection: TcpConnection): Side | undefined {
    for (const side of ['server', 'client'] as const) {
      const { address, port } = connection[side];
      if (this.#sdp.isAnnounced(endpointText(address, port))) return side;
    }
    return undefined;
  }

  #ended(connection: TcpConnection, events: readonly TcpEvent[]): void {
    const followed = this.#followed.get(connection);
    this.#followed.delete(connection);
    if (followed === undefined) return;
    const beside = this.#beside.get(connection);
    this.#events.push(...followed.step(events), ...followed.end(), ...this.#endBeside(connection, events));
    if (followed.isFailedAttempt) this.#attempts.add(followed, connection.last, this.#events);
    else if (followed.session === undefined && beside?.isTold !== true) this.#others++;
    if (followed.session === undefined) return;
    const endNs = this.#lastNs ?? connection.last.timestampNs;
    const summary = summarise(followed, diagnose(followed, endNs));
    this.#events.push({ kind: 'session-ended', session: followed.session, summary });
  }

  #endBeside(connection: TcpConnection, events: readonly TcpEvent[]): SessionEvent[] {
    const beside = this.#beside.get(connection);
    if (beside === undefined) return [];
    this.#beside.delete(connection);
    const news = [...beside.step(events), ...beside.end()];
    if (beside.unread === undefined) return news;
    if (this.#unread.length < mostUnread) this.#unread.push(beside.unread);
    else this.#unreadMore++;
    return news;
  }

  #discovery(): string[] {
    const unanswered = this.#sdp.exchanges.filter((exchange) => !exchange.answered);
    const more = unanswered.length - mostUnanswered + this.#sdp.forgotten;
    const lines = unanswered.slice(0, mostUnanswered).map(({ from, requests }) => {
      const times = requests === 1 ? 'once' : `${requests} times`;
      return `SDP: ${from} asked for a station ${times} and got no answer.`;
    });
    return more <= 0 ? lines : [...lines, `SDP: ${more} others asked for a station and got no answer.`];
  }

  #strangeLink(linkType: number): void {
    // Link types are 16-bit numbers; a broken file must not fill the memory with them.
    if (this.#strangeLinks.size < 16 || this.#strangeLinks.has(linkType)) {
      this.#strangeLinks.set(linkType, (this.#strangeLinks.get(linkType) ?? 0) + 1);
    }
  }

  #shortages(): string[] {
    const { shortages } = this.#tracker;
    if (shortages === 0) return [];
    return [
      `More TCP connections with holes went on at once than are held: missing bytes were taken as lost early ${shortages} times.`,
    ];
  }

  #links(): string[] {
    return [...this.#strangeLinks].map(
      ([linkType, packets]) =>
        `${packets} packets are of link type ${linkType}, which is not understood, and were passed over.`,
    );
  }

  #nothing(): string[] {
    if (this.#sessions > 0 || this.#gridConnections > 0) return [];
    return ['No charging session over TCP is in this capture.'];
  }
}
