import { createRequire } from 'node:module';
import type { Clock } from '../../../base/clock.js';
import type { LinkDamage, LinkDirection } from '../../capabilities/loss-control.js';
import { DelayLine } from './delay-line.js';
import { isNeighbourDiscovery, lossModel, type Uniform } from './loss-model.js';
import { completePartialChecksum } from './partial-checksum.js';

interface Cap {
  open(device: string, filter: string, bufferSize: number, buffer: Buffer): string;
  on(event: 'packet', listener: (bytes: number, truncated: boolean) => void): void;
  send(frame: Buffer, length: number): void;
  close(): void;
}

/** One direction: frames that came in at one port, what becomes of them, and the port where they go out. */
interface Lane {
  readonly line: DelayLine;
  isLost: () => boolean;
  dropped: number;
}

const captureBuffer = 8 << 20;
const largestFrame = 65_536;

/** Carries every frame between two ports, with loss, bursts, delay and jitter of each direction. */
export class LinkRelay {
  readonly #lanes: Readonly<Record<LinkDirection, Lane>>;
  readonly #uniform: Uniform;
  /** cap keeps a bare pointer to each buffer: they live as long as the relay. */
  readonly #buffers: Buffer[] = [];

  /** `station` and `other` are the names of the ports towards these ends. Needs CAP_NET_RAW. */
  constructor(station: string, other: string, clock: Clock, uniform: Uniform) {
    this.#uniform = uniform;
    const stationPort = this.#newPort();
    const otherPort = this.#newPort();
    this.#lanes = {
      'to-station': this.#lane(clock, stationPort),
      'from-station': this.#lane(clock, otherPort),
    };
    this.#listen(otherPort, other, 'to-station');
    this.#listen(stationPort, station, 'from-station');
  }

  set(direction: LinkDirection, damage: LinkDamage): void {
    const lane = this.#lanes[direction];
    lane.isLost = lossModel(damage, this.#uniform);
    lane.dropped = 0;
    lane.line.configure(damage);
  }

  dropped(direction: LinkDirection): number {
    return this.#lanes[direction].dropped;
  }

  #newPort(): Cap {
    // CommonJS, without typings, native: loaded only where a relay runs.
    const { Cap } = createRequire(import.meta.url)('cap') as { readonly Cap: new () => Cap };
    return new Cap();
  }

  #lane(clock: Clock, out: Cap): Lane {
    return {
      line: new DelayLine(clock, this.#uniform, (frame) => out.send(frame, frame.length)),
      // Closed until its first order: until then the bridge still carries the frames.
      isLost: () => true,
      dropped: 0,
    };
  }

  #listen(port: Cap, device: string, direction: LinkDirection): void {
    const buffer = Buffer.alloc(largestFrame);
    this.#buffers.push(buffer);
    // No filter: the kernel does not hand a socket the frames that it sent itself, and libpcap would run a filter for
    // `inbound` in user space over the first frames, where it rejects every one of them.
    port.open(device, '', captureBuffer, buffer);
    port.on('packet', (bytes, truncated) => {
      if (truncated) return;
      const lane = this.#lanes[direction];
      const frame = Buffer.from(buffer.subarray(0, bytes));
      if (!isNeighbourDiscovery(frame) && lane.isLost()) {
        lane.dropped++;
        return;
      }
      completePartialChecksum(frame);
      lane.line.push(frame);
    });
  }
}
