import type { Clock } from '../../base/clock.js';
import { withZone } from '../../transport/endpoint.js';
import { isMulticast, type LossPlan } from './loss-plan.js';

/** A reply as it came from the wire. */
export interface ReceivedReply {
  /** Number of the probe that it answers. */
  readonly sequence: number;
  /** The reflector's own number; the probe's where there is none (ICMPv6). */
  readonly reflectorSequence: number;
  /** Monotonic ns, this process. */
  readonly received: bigint;
  readonly t2: bigint;
  readonly t3: bigint;
  /** Sender's time that it brings back, wall clock, ns; `undefined` where the protocol has none. */
  readonly echoed: bigint | undefined;
  /** Address without zone. */
  readonly from: string;
  readonly counted?: number;
}

export interface PortEvents {
  onReply(reply: ReceivedReply): void;
  /** A packet of no session of ours. */
  onForeign(): void;
  /** The far end, or a node on the way, says that it cannot be reached. */
  onRefused(detail: string): void;
}

/** A way to send numbered probes and to hear their answers. */
export interface ProbePort {
  /**
   * Hands a probe to the kernel.
   * @param wallNs time written into the probe
   * @param done called once with what the kernel refused it for, if it did
   */
  send(sequence: number, wallNs: bigint, done: (error?: NodeJS.ErrnoException) => void): void;
  close(): void;
}

/** Opens a port for a plan. @throws PlumblineError PROBES-010, PROBES-011, PROBES-050 */
export type OpenProbePort = (plan: LossPlan, clock: Clock, events: PortEvents) => Promise<ProbePort>;

/** An address as a socket tells it, without its zone. */
export function withoutZone(address: string): string {
  return address.split('%')[0] ?? address;
}

/** An address with the zone that link-local ones and groups of IPv6 need: without it a group goes out where the first route leads. */
export function targetOf(host: string, scope: string | undefined): string {
  const group = isMulticast(host) && host.includes(':') && !host.includes('%');
  return group && scope !== undefined ? `${host}%${scope}` : withZone(host, scope);
}
