import { type LiveCapture, startLiveCapture } from '../../src/probes/capture/live-capture.js';
import { ipv6AddressesOf } from '../../src/transport/interfaces.js';
import { formatIp } from '../../src/wire/net/addresses.js';
import { dissectPacket } from '../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../src/wire/net/ip-reassembly.js';
import type { TcpSegment } from '../../src/wire/net/transport-header.js';
import type { CapturePacket } from '../../src/wire/pcap/capture-item.js';
import { WaitingLooks } from './waiting-looks.js';

/** What a case may ask of the wire; {@link WireWatch} is the real one. */
export interface Wire {
  /** Segments of the connection with this local port, in the order of the capture. */
  segments(localPort: number): readonly WireSegment[];
  /** Our port of the connection that was opened last. */
  readonly newestPort: number | undefined;
  /** Looks again after each packet until `found` finds something; undefined after `timeoutMs`. */
  until<T>(found: () => T | undefined, timeoutMs: number): Promise<T | undefined>;
  /** When this address was last the source of a packet, ns since 1970; without one: any address but our own. */
  heard(address: string | undefined): bigint | undefined;
  /** IPv6 packets so far, to and from the SECC's side. */
  readonly count: { readonly sent: number; readonly received: number };
  stop(): Promise<void>;
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
  readonly #heard = new Map<string, bigint>();
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

  heard(address: string | undefined): bigint | undefined {
    if (address !== undefined) return this.#heard.get(address);
    const others = [...this.#heard].filter(([source]) => !this.#own.has(source)).map(([, ns]) => ns);
    return others.reduce<bigint | undefined>(
      (latest, ns) => (latest === undefined || ns > latest ? ns : latest),
      undefined,
    );
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
    const { ip, transport } = dissectPacket(packet.linkType, packet.data, this.#reassembly, packet.timestampNs);
    if (ip === undefined) return;
    this.#hear(formatIp(ip.source), packet.timestampNs);
    if (transport?.kind === 'tcp') this.#segment(transport, packet.timestampNs);
    this.#waiters.wake();
  }

  #hear(source: string, ns: bigint): void {
    // Duplicate address detection says nothing about who is there yet.
    if (source === '::') return;
    const isOwn = this.#own.has(source);
    if (isOwn || this.#own.size === 0) this.#sent += 1;
    if (!isOwn) this.#received += 1;
    if (this.#heard.size < mostStations || this.#heard.has(source)) this.#heard.set(source, ns);
  }

  #segment(transport: TcpSegment, ns: bigint): void {
    const { sourcePort, destinationPort, payload, missing, fin, rst } = transport;
    // The harness always opens the connection, so a port that once sent a SYN is the vehicle's.
    if (transport.syn && !transport.ack) this.#open(sourcePort);
    const sent = this.#byPort.get(sourcePort);
    const segments = sent ?? this.#byPort.get(destinationPort);
    if (segments === undefined || segments.length >= longest) return;
    segments.push({
      ns,
      direction: sent === undefined ? 'received' : 'sent',
      payloadBytes: payload.length + missing,
      fin,
      rst,
    });
  }

  #open(port: number): void {
    this.#byPort.delete(port);
    this.#byPort.set(port, []);
    const [oldest] = this.#byPort.keys();
    if (this.#byPort.size > mostPorts && oldest !== undefined) this.#byPort.delete(oldest);
  }
}

/** Addresses of an interface here; none where it lies in another machine or is down. */
function ownAddresses(name: string): ReadonlySet<string> {
  try {
    return new Set(ipv6AddressesOf(name));
  } catch {
    return new Set();
  }
}
