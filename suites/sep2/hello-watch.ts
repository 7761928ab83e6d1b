import { type LiveCapture, type LiveCaptureOptions, startLiveCapture } from '../../src/probes/capture/live-capture.js';
import { dissectPacket } from '../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../src/wire/net/ip-reassembly.js';
import type { CapturePacket } from '../../src/wire/pcap/capture-item.js';
import { type ClientHello, readClientHello } from '../../src/wire/tls/hello.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';

const recordHeader = 5;
const handshakeHeader = 4;

/** Reads what the gateway offers at the start of its connections to the utility server, off the wire. */
export class HelloWatch {
  readonly hellos: ClientHello[] = [];
  readonly #waiters = new Set<() => void>();
  #capture: Pick<LiveCapture, 'stop'> | undefined;

  private constructor(private readonly place: string) {}

  /**
   * Begins to watch the interface of the utility server. @throws PlumblineError PROBES-003 to PROBES-008
   * @param capture starts a capture; in place of the real one
   */
  static async start(
    { bench }: Pick<Harness, 'bench'>,
    port: number,
    capture: (options: LiveCaptureOptions) => Promise<Pick<LiveCapture, 'stop'>> = startLiveCapture,
  ): Promise<HelloWatch> {
    const utility = bench.interfaces['utility'];
    if (utility === undefined) throw new Error('the bench has no interface in the role utility');
    const watch = new HelloWatch(utility.name);
    const reassembly = new IpReassembly();
    watch.#capture = await capture({
      interface: utility.name,
      filter: `tcp dst port ${port} or ip6`,
      ...(utility.namespace === undefined ? {} : { enter: ['ip', 'netns', 'exec', utility.namespace] }),
      onPacket: (packet) => watch.#take(packet, reassembly, port),
    });
    return watch;
  }

  /** The first hello that was seen; undefined when none comes within `timeoutMs`. */
  first(timeoutMs: number): Promise<ClientHello | undefined> {
    const [seen] = this.hellos;
    if (seen !== undefined) return Promise.resolve(seen);
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        this.#waiters.delete(end);
        resolve(this.hellos[0]);
      };
      const timer = setTimeout(end, timeoutMs);
      this.#waiters.add(end);
    });
  }

  /**
   * Ends the capture, and the case where it lost packets: a hello that it does not show may have been there, and the first
   * that it shows may be another. @throws PlumblineError PROBES-006 it had ended by itself
   */
  async requireWhole(run: CaseRun): Promise<void> {
    const lost = (await this.#capture?.stop())?.lost;
    if (lost === 0) return;
    const how = lost === undefined ? 'did not tell how many packets it lost' : `lost ${lost} packets`;
    run.stop(`the capture on ${this.place} ${how}: which ClientHello came is not known`);
  }

  async stop(): Promise<void> {
    await this.#capture?.stop();
  }

  #take(packet: CapturePacket, reassembly: IpReassembly, port: number): void {
    const { transport } = dissectPacket(packet.linkType, packet.data, reassembly, packet.timestampNs ?? 0n);
    if (transport?.kind !== 'tcp' || transport.destinationPort !== port) return;
    const { payload } = transport;
    // Handshake record (22) with a ClientHello (1): a hello without post-quantum shares fits into one segment.
    if (payload.length < recordHeader + handshakeHeader || payload[0] !== 22 || payload[recordHeader] !== 1) return;
    const hello = readClientHello(payload.subarray(recordHeader + handshakeHeader));
    if (hello === undefined) return;
    this.hellos.push(hello);
    for (const waiter of [...this.#waiters]) waiter();
  }
}
