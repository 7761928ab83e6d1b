import { systemClock } from '../../../src/base/clock.js';
import type { BenchInterface } from '../../../src/bench/capabilities/bench-interface.js';
import { type LiveCapture, startLiveCapture } from '../../../src/probes/capture/live-capture.js';
import { kernelStamp, type StampedSegment } from '../../../src/probes/stop-response/kernel-stamps.js';
import { type StopPathDriver, stopPathFacts } from '../../../src/probes/stop-response/stop-path.js';
import type { Stamp, StopStamps } from '../../../src/probes/stop-response/stop-plan.js';
import { WallAlignment } from '../../../src/probes/stop-response/wall-alignment.js';
import { formatMac } from '../../../src/wire/net/addresses.js';
import { dissectPacket } from '../../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../../src/wire/net/ip-reassembly.js';
import type { CapturePacket } from '../../../src/wire/pcap/capture-item.js';
import type { SiteContext } from '../site-case.js';
import { lossText } from './lost-stamps.js';

/** Segments kept: many minutes of polling. */
const mostSegments = 50_000;

/** Watches the interface of the utility server with the kernel's stamps while stops are measured. */
export class GridCapture {
  readonly #segments: StampedSegment[] = [];
  readonly #reassembly = new IpReassembly();
  readonly #clock = new WallAlignment(systemClock, () => Date.now());
  #capture: LiveCapture | undefined;

  private constructor(private readonly utility: BenchInterface) {}

  /** `undefined`: the bench has no such interface. @throws PlumblineError PROBES-003 to PROBES-008 */
  static async start({ harness: { bench } }: SiteContext): Promise<GridCapture | undefined> {
    const utility = bench.interfaces['utility'];
    if (utility === undefined) return undefined;
    const watch = new GridCapture(utility);
    watch.#capture = await startLiveCapture({
      interface: utility.name,
      filter: 'ip6 proto 6 or tcp',
      ...(utility.namespace === undefined ? {} : { enter: ['ip', 'netns', 'exec', utility.namespace] }),
      onPacket: (packet) => watch.#take(packet),
    });
    return watch;
  }

  /** A driver whose delivery and acknowledgement carry the kernel's stamps in place of those of the server's books. */
  refining(driver: StopPathDriver): StopPathDriver {
    return {
      ...driver,
      refine: async (trial, stamps) => this.#refined((await driver.refine?.(trial, stamps)) ?? stamps),
    };
  }

  /** Ends the capture. Returns why its stamps cannot be relied on; undefined: it lost nothing. @throws PlumblineError PROBES-006 */
  async stop(): Promise<string | undefined> {
    const lost = (await this.#capture?.stop())?.lost;
    return lost === 0 ? undefined : lossText(this.utility.name, lost);
  }

  #refined(stamps: StopStamps): StopStamps {
    const delivered = this.#kernel('out', stamps.delivered);
    const acknowledged = this.#kernel('in', stamps.acknowledged);
    return {
      ...stamps,
      ...(delivered === undefined ? {} : { delivered }),
      ...(acknowledged === undefined ? {} : { acknowledged }),
    };
  }

  #kernel(direction: StampedSegment['direction'], own: Stamp | undefined): Stamp | undefined {
    if (own === undefined || own.source === 'capture') return own;
    const wallNs = own.clock === 'wall' ? own.ns : this.#clock.wallAt(own.ns);
    return kernelStamp(this.#segments, direction, own, wallNs, this.utility.name);
  }

  #take(packet: CapturePacket): void {
    if (packet.timestampNs === undefined) return;
    const { link, transport } = dissectPacket(packet.linkType, packet.data, this.#reassembly, packet.timestampNs);
    if (transport?.kind !== 'tcp' || transport.payload.length + transport.missing === 0) return;
    // The harness plays the server: what bears the hardware address of its end is sent by it.
    const isOwn = link.source !== undefined && formatMac(link.source) === this.utility.mac;
    this.#segments.push({ ns: packet.timestampNs, direction: isOwn ? 'out' : 'in' });
    if (this.#segments.length > mostSegments) this.#segments.splice(0, mostSegments / 10);
  }
}

/** Whether a path's stamps come from a utility server. */
export function isGridPath(driver: StopPathDriver): boolean {
  return stopPathFacts(driver.path).origin === 'grid';
}
