import { type Clock, systemClock } from '../../base/clock.js';
import { decodeMme } from '../../wire/homeplug/mme.js';
import { formatMac } from '../../wire/net/addresses.js';
import { dissectLink } from '../../wire/net/link-layer.js';
import { linkTypes } from '../../wire/pcap/capture-item.js';
import type { SessionEvent } from '../session-reader/session-event.js';
import { SlacWatch } from '../session-reader/slac-watch.js';
import type { InjectedFrame } from './read-capture-messages.js';
import { startInjector } from './start-injector.js';

export interface InjectFramesOptions {
  readonly interface: string;
  readonly frames: readonly InjectedFrame[];
  /** pcap-filter of what is shown; default the HomePlug management messages. */
  readonly filter: string;
  readonly pace: 'fast' | 'original';
  /** How long to listen after the last frame, ms. */
  readonly lingerMs: number;
  readonly onEvent: (event: SessionEvent) => void;
  readonly clock?: Clock;
}

export interface FramesOutcome {
  readonly sent: number;
  readonly received: number;
}

/**
 * Sends Ethernet frames on an interface and tells them, and what comes back, with the times of this process.
 * @throws PlumblineError PROBES-005, -007, -009, -011, -012
 */
export async function injectFrames(options: InjectFramesOptions): Promise<FramesOutcome> {
  const clock = options.clock ?? systemClock;
  let frames = 0;
  let received = 0;
  const slac = new SlacWatch();
  const tell = (bytes: Uint8Array): void => {
    const packet = { number: ++frames, timestampNs: clock.wallNs() };
    const link = dissectLink(linkTypes.ethernet, bytes);
    const mme = decodeMme(link.payload);
    const text = `frame of ${bytes.length} bytes from ${formatMac(bytes.subarray(6, 12))}, EtherType 0x${hex(bytes.subarray(12, 14))}`;
    const note = {
      kind: 'connection',
      session: undefined,
      packet,
      what: 'note',
      by: undefined,
      text,
      findings: [],
    } as const;
    options.onEvent(mme === undefined ? note : slac.add(link, mme, packet));
  };
  // What leaves here is seen by the filter too; it was told when it was sent.
  const own = new Map<string, number>();
  const injector = await startInjector({
    interface: options.interface,
    filter: options.filter,
    onFrame: (frame) => {
      const key = hex(frame);
      const left = own.get(key) ?? 0;
      if (left > 0) own.set(key, left - 1);
      else {
        received++;
        tell(frame);
      }
    },
  });
  try {
    const start = clock.monotonicNs();
    for (const { bytes, sinceNs } of options.frames) {
      if (options.pace === 'original') await sleep(clock, Number(start + sinceNs - clock.monotonicNs()) / 1e6);
      own.set(padded(bytes), (own.get(padded(bytes)) ?? 0) + 1);
      tell(bytes);
      await injector.sendFrame(bytes);
    }
    await sleep(clock, options.lingerMs);
  } finally {
    await injector.close();
  }
  return { sent: options.frames.length, received };
}

function padded(bytes: Uint8Array): string {
  const smallest = new Uint8Array(Math.max(60, bytes.length));
  smallest.set(bytes);
  return hex(smallest);
}

function sleep(clock: Clock, ms: number): Promise<void> {
  return ms <= 0 ? Promise.resolve() : new Promise((resolve) => void clock.after(ms, resolve));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
