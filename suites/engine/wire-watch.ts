import { type LiveCapture, startLiveCapture } from '../../src/probes/capture/live-capture.js';
import { ipv6AddressesOf } from '../../src/transport/interfaces.js';
import { formatIp, formatMac, parseMac } from '../../src/wire/net/addresses.js';
import { dissectPacket } from '../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../src/wire/net/ip-reassembly.js';
import type { TcpSegment, TransportPacket } from '../../src/wire/net/transport-header.js';
import type { CapturePacket } from '../../src/wire/pcap/capture-item.js';
import { sdpPort } from '../../src/wire/sdp.js';
import { WaitingLooks } from './waiting-looks.js';

/** What a case may ask of the wire; {@link WireWatch} is the real one. */
export interface Wire {
  /** Segments of the connection with this local port, in the order of the capture. */
  segments(localPort: number): readonly WireSegment[];
  /** Our port of the connection that was opened last. */
  readonly newestPort: number | undefined;
  /** Looks again after each packet until `found` finds something; undefined after `timeoutMs`. */
  until<T>(found: () => T | undefined, timeoutMs: number): Promise<T | undefined>;
  /**
   * The newest packet of this address, or of the hardware address that it was last seen with; without one: of any address
   * but our own.
   */
  heard(address: string | undefined): SignOfLife | undefined;
  /** The hardware address that an address was last seen with. */
  macOf(address: string): string | undefined;
  /** Address of the SECC that the newest connection went to, or that last answered SDP; undefined: none yet. */
  readonly newestSecc: string | undefined;
  /** When another station last sent something from the port of SDP, ns since 1970; undefined: none has. */
  readonly newestDiscoveryNs: bigint | undefined;
  /** IPv6 packets so far, to and from the SECC's side. */
  readonly count: { readonly sent: number; readonly received: number };
  stop(): Promise<void>;
}

/** A packet that shows that a host is on the link. */
export interface SignOfLife {
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  /** What it was, in words: `neighbour discovery`, `TCP`. */
  readonly what: string;
}

/** One TCP segment of a vehicle's connection as the kernel stamped it. */
export interface WireSegment {
  /** Nanoseconds since 1970. */
  readonly ns: bigint;
  /** `sent`: from the vehicle's port. */
  readonly direction: 'sent' | 'received';
  readonly payloadBytes: number;
  readonly fin: boolean;
  readonly rst: boolean;
  /** Sent: the sequence number after its payload. Received: up to which one it acknowledges; undefined: it does not tell. */
  readonly upTo?: number;
}

/** An emulated machine takes seconds to start a program. */
const remoteStartMs = 60_000;
/** Segments kept for each local port; a charging session of minutes stays far below. */
const longest = 20_000;
/** Headers are all that is looked at. In prompt mode the kernel's buffer then holds some 100,000 packets, not 1,000. */
const snapBytes = 256;
/** Ports remembered: cases run one after the other. */
const mostPorts = 16;
/** Stations remembered; a mesh has fewer on one link. */
const mostStations = 1000;
/** TCP, and what shows that a station is on the link: neighbour discovery, ICMPv6 errors and SDP. */
const filter = 'ip6 proto 6 or icmp6 or (ip6 and udp port 15118)';

/**
 * Watches an interface with the kernel's timestamps while cases run: what decides a verdict on time comes from here,
 * never from the event loop.
 */
export class WireWatch implements Wire {
  readonly #byPort = new Map<number, WireSegment[]>();
  readonly #heard = new Map<string, SignOfLife>();
  readonly #macs = new Map<string, string>();
  #newestSecc: string | undefined;
  #newestDiscoveryNs: bigint | undefined;
  readonly #reassembly = new IpReassembly();
  #own: ReadonlySet<string> = new Set();
  #sent = 0;
  #received = 0;
  readonly #waiters = new WaitingLooks();
  #capture: LiveCapture | undefined;
  /** In another machine a look at the counters is a program started there: losses are seen at the end only. */
  #isNear = true;
  #lost = 0;

  /** Begins to watch; `enter`: words in front of the capture tool, where the interface lies elsewhere. @throws PlumblineError PROBES-003 to PROBES-008 */
  static async start(interfaceName: string, enter?: readonly string[]): Promise<WireWatch> {
    const watch = new WireWatch();
    watch.#isNear = enter === undefined;
    watch.#own = ownAddresses(interfaceName);
    watch.#capture = await startLiveCapture({
      interface: interfaceName,
      enter,
      ...(enter === undefined ? {} : { startTimeoutMs: remoteStartMs }),
      filter,
      snapLength: snapBytes,
      onPacket: (packet) => watch.#take(packet),
    });
    return watch;
  }

  /** Segments of the connection with this local port, in the order of the capture. */
  segments(localPort: number): readonly WireSegment[] {
    return this.#byPort.get(localPort) ?? [];
  }

  get newestPort(): number | undefined {
    return [...this.#byPort.keys()].at(-1);
  }

  heard(address: string | undefined): SignOfLife | undefined {
    if (address === undefined) {
      // Where our own addresses are not known, our own packets would be taken for those of a station.
      if (this.#own.size === 0) return undefined;
      const others = [...this.#heard].filter(([source]) => !this.#own.has(source) && !isMac(source));
      return newest(others.map(([, sign]) => sign));
    }
    const mac = this.#macs.get(address);
    return newest([this.#heard.get(address), mac === undefined ? undefined : this.#heard.get(mac)]);
  }

  macOf(address: string): string | undefined {
    return this.#macs.get(address);
  }

  get newestSecc(): string | undefined {
    return this.#newestSecc;
  }

  get newestDiscoveryNs(): bigint | undefined {
    return this.#newestDiscoveryNs;
  }

  get count(): Wire['count'] {
    return { sent: this.#sent, received: this.#received };
  }

  /**
   * Looks again after each packet until `found` finds something; undefined after `timeoutMs`, and where the capture lost
   * packets since it was last asked: what is found may then be another packet than the one that counts.
   */
  async until<T>(found: () => T | undefined, timeoutMs: number): Promise<T | undefined> {
    const value = await this.#found(found, timeoutMs);
    const lost = this.#isNear ? ((await this.#capture?.lostSoFar()) ?? this.#lost) : 0;
    if (lost === this.#lost) return value;
    this.#lost = lost;
    return undefined;
  }

  #found<T>(found: () => T | undefined, timeoutMs: number): Promise<T | undefined> {
    return this.#waiters.until(found, timeoutMs);
  }

  async stop(): Promise<void> {
    await this.#capture?.stop();
  }

  #take(packet: CapturePacket): void {
    if (packet.timestampNs === undefined) return;
    const { link, ip, transport } = dissectPacket(packet.linkType, packet.data, this.#reassembly, packet.timestampNs);
    if (ip === undefined) return;
    const source = formatIp(ip.source);
    const mac = link.source === undefined ? undefined : formatMac(link.source);
    this.#hear(source, mac, { ns: packet.timestampNs, what: wordsOf(transport) });
    if (transport?.kind === 'udp' && transport.sourcePort === sdpPort && !this.#own.has(source)) {
      this.#newestSecc = source;
      this.#newestDiscoveryNs = packet.timestampNs;
    }
    if (transport?.kind === 'tcp') this.#segment(transport, formatIp(ip.destination), packet.timestampNs);
    this.#waiters.wake();
  }

  #hear(source: string, mac: string | undefined, sign: SignOfLife): void {
    const isOwn = this.#own.has(source);
    // Duplicate address detection says nothing about which address is there yet; its hardware is there.
    if (mac !== undefined && !isOwn) this.#remember(mac, sign);
    if (source === '::') return;
    if (isOwn || this.#own.size === 0) this.#sent += 1;
    if (!isOwn) this.#received += 1;
    if (!this.#remember(source, sign)) return;
    if (mac !== undefined) this.#macs.set(source, mac);
  }

  #remember(who: string, sign: SignOfLife): boolean {
    if (this.#heard.size >= mostStations && !this.#heard.has(who)) return false;
    this.#heard.set(who, sign);
    return true;
  }

  #segment(transport: TcpSegment, destination: string, ns: bigint): void {
    const { sourcePort, destinationPort, payload, missing, fin, rst } = transport;
    // The harness always opens the connection, so a port that once sent a SYN is the vehicle's.
    if (transport.syn && !transport.ack) {
      this.#open(sourcePort);
      this.#newestSecc = destination;
    }
    const sent = this.#byPort.get(sourcePort);
    const segments = sent ?? this.#byPort.get(destinationPort);
    if (segments === undefined || segments.length >= longest) return;
    segments.push({
      ns,
      direction: sent === undefined ? 'received' : 'sent',
      payloadBytes: payload.length + missing,
      fin,
      rst,
      ...upToOf(transport, sent !== undefined),
    });
  }

  #open(port: number): void {
    this.#byPort.delete(port);
    this.#byPort.set(port, []);
    const [oldest] = this.#byPort.keys();
    if (this.#byPort.size > mostPorts && oldest !== undefined) this.#byPort.delete(oldest);
  }
}

const kinds: Readonly<Record<string, string>> = { tcp: 'TCP', udp: 'UDP', icmp: 'ICMPv6' };
const icmpv6Types: Readonly<Record<number, string>> = {
  1: 'an ICMPv6 error',
  129: 'an ICMPv6 echo reply',
  135: 'neighbour discovery',
  136: 'neighbour discovery',
};

function wordsOf(transport: TransportPacket | undefined): string {
  if (transport === undefined) return 'IPv6';
  const type = transport.kind === 'icmp' ? icmpv6Types[transport.type] : undefined;
  return type ?? kinds[transport.kind] ?? transport.kind;
}

function upToOf({ sequence, acknowledgement, ack, payload, missing }: TcpSegment, isSent: boolean): { upTo?: number } {
  if (isSent) return { upTo: (sequence + payload.length + missing) >>> 0 };
  return ack ? { upTo: acknowledgement } : {};
}

/** Stations are remembered by their addresses of both kinds: six pairs of digits are no IPv6 address. */
function isMac(text: string): boolean {
  return parseMac(text) !== undefined;
}

function newest(signs: readonly (SignOfLife | undefined)[]): SignOfLife | undefined {
  return signs.reduce<SignOfLife | undefined>(
    (latest, sign) => (sign !== undefined && (latest === undefined || sign.ns > latest.ns) ? sign : latest),
    undefined,
  );
}

/** Addresses of an interface here; none where it lies in another machine or is down. */
function ownAddresses(name: string): ReadonlySet<string> {
  try {
    return new Set(ipv6AddressesOf(name));
  } catch {
    return new Set();
  }
}
