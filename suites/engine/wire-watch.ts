import { type LiveCapture, startLiveCapture } from '../../src/probes/capture/live-capture.js';
import { dissectPacket } from '../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../src/wire/net/ip-reassembly.js';
import type { CapturePacket } from '../../src/wire/pcap/capture-item.js';

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

/**
 * Watches an interface with the kernel's timestamps while cases run: what decides a verdict on time comes from here,
 * never from the event loop.
 */
export class WireWatch {
  readonly #byPort = new Map<number, WireSegment[]>();
  readonly #reassembly = new IpReassembly();
  readonly #waiters = new Set<() => void>();
  #capture: LiveCapture | undefined;
  /** In another machine a look at the counters is a program started there: losses are seen at the end only. */
  #isNear = true;
  #lost = 0;

  /** Begins to watch; `enter`: words in front of the capture tool, where the interface lies elsewhere. @throws PlumblineError PROBES-003 to PROBES-008 */
  static async start(interfaceName: string, enter?: readonly string[]): Promise<WireWatch> {
    const watch = new WireWatch();
    watch.#isNear = enter === undefined;
    watch.#capture = await startLiveCapture({
      interface: interfaceName,
      enter,
      ...(enter === undefined ? {} : { startTimeoutMs: remoteStartMs }),
      filter: 'ip6 proto 6',
      snapLength: snapBytes,
      onPacket: (packet) => watch.#take(packet),
    });
    return watch;
  }

  /** Segments of the connection with this local port, in the order of the capture. */
  segments(localPort: number): readonly WireSegment[] {
    return this.#byPort.get(localPort) ?? [];
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
    const now = found();
    if (now !== undefined) return Promise.resolve(now);
    return new Promise((resolve) => {
      const end = (value: T | undefined) => {
        clearTimeout(timer);
        this.#waiters.delete(look);
        resolve(value);
      };
      const look = () => {
        const value = found();
        if (value !== undefined) end(value);
      };
      const timer = setTimeout(() => end(undefined), timeoutMs);
      this.#waiters.add(look);
    });
  }

  async stop(): Promise<void> {
    await this.#capture?.stop();
  }

  #take(packet: CapturePacket): void {
    if (packet.timestampNs === undefined) return;
    const { transport } = dissectPacket(packet.linkType, packet.data, this.#reassembly, packet.timestampNs);
    if (transport?.kind !== 'tcp') return;
    const { sourcePort, destinationPort, payload, missing, fin, rst } = transport;
    // The harness always opens the connection, so a port that once sent a SYN is the vehicle's.
    if (transport.syn && !transport.ack) this.#open(sourcePort);
    const sent = this.#byPort.get(sourcePort);
    const segments = sent ?? this.#byPort.get(destinationPort);
    if (segments === undefined || segments.length >= longest) return;
    segments.push({
      ns: packet.timestampNs,
      direction: sent === undefined ? 'received' : 'sent',
      payloadBytes: payload.length + missing,
      fin,
      rst,
    });
    for (const look of [...this.#waiters]) look();
  }

  #open(port: number): void {
    this.#byPort.delete(port);
    this.#byPort.set(port, []);
    const [oldest] = this.#byPort.keys();
    if (this.#byPort.size > mostPorts && oldest !== undefined) this.#byPort.delete(oldest);
  }
}
