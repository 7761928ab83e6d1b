import { PlumblineError } from '../../base/errors.js';
import { stampLength, stampPort } from './stamp-packet.js';

/** `stamp`: UDP to a reflector (RFC 8762). `icmpv6-echo`: for nodes without one (RFC 4443 clause 4); round trips only. */
export type ProbeProtocol = 'stamp' | 'icmpv6-echo';

/** How loss on one path is measured. n is fixed beforehand (design of the sign-off rules). */
export interface LossPlan {
  /** Name of the path in the report, for example `vehicle - station`. */
  readonly path: string;
  readonly protocol: ProbeProtocol;
  /** Address of the reflector, without zone. A multicast group (`ff02::1`): every member answers by unicast. */
  readonly host: string;
  /** Members of a group that must answer, without zone; those that never do are a finding. */
  readonly expected?: readonly string[];
  /** Interface of a link-local address. */
  readonly scope?: string;
  readonly port: number;
  /** Probes to send, 1..1,000,000; 1,200 for sign-off. */
  readonly count: number;
  /** Mean rate of the Poisson process, probes a second, 0.1..10,000. */
  readonly ratePerSecond: number;
  /** What arrives later than this is lost, ms (RFC 7680 clause 2.5), above 0. */
  readonly thresholdMs: number;
  /** Length of the UDP payload, or of the echo's data, 44..65,487 bytes; above the path's MTU it is sent in fragments. */
  readonly payloadBytes: number;
  /** Session identifier, 1..65535, so that two measurements cannot mix. */
  readonly ssid: number;
  /**
   * `exact` watches the clock before each probe, at the cost of most of a CPU core; `relaxed` leaves it to timers, which
   * are up to about 1.2 ms late: for many measurements at once.
   */
  readonly pacing: 'exact' | 'relaxed';
}

/** True for a group of IPv6 (ff00::/8) or IPv4 (224.0.0.0/4). */
export function isMulticast(host: string): boolean {
  return /^ff[0-9a-f]{2}:/i.test(host) || /^2(2[4-9]|3\d)\./.test(host);
}

/** Values that a plan may leave out. */
export const lossDefaults = {
  port: stampPort,
  count: 1200,
  ratePerSecond: 50,
  thresholdMs: 1000,
  payloadBytes: 64,
  protocol: 'stamp',
  pacing: 'exact',
} as const;

const bounds = {
  port: [1, 65_535, true],
  count: [1, 1_000_000, true],
  ratePerSecond: [0.1, 10_000, false],
  thresholdMs: [0.001, 60_000, false],
  payloadBytes: [stampLength, 65_487, true],
  ssid: [1, 65_535, true],
} as const satisfies Record<string, readonly [low: number, high: number, whole: boolean]>;

export type LossPlanInput = Pick<LossPlan, 'path' | 'host' | 'ssid'> & Partial<LossPlan>;

/** Fills in the defaults and checks every bound. @throws PlumblineError PROBES-050, naming the value */
export function lossPlan(input: LossPlanInput): LossPlan {
  const plan: LossPlan = { ...lossDefaults, ...input };
  for (const [name, [low, high, whole]] of Object.entries(bounds)) {
    const value = plan[name as keyof typeof bounds];
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value)))
      throw new PlumblineError('PROBES-050', { place: `loss, ${name}`, detail: `${value} is not in ${low}..${high}` });
  }
  const words = [
    ['protocol', plan.protocol, ['stamp', 'icmpv6-echo']],
    ['pacing', plan.pacing, ['exact', 'relaxed']],
  ] as const;
  for (const [name, value, known] of words) {
    if (!(known as readonly string[]).includes(value))
      throw new PlumblineError('PROBES-050', {
        place: `loss, ${name}`,
        detail: `${value} is none of ${known.join(', ')}`,
      });
  }
  if (plan.protocol === 'icmpv6-echo' && !plan.host.includes(':'))
    throw new PlumblineError('PROBES-050', { place: 'loss, host', detail: 'icmpv6-echo needs an IPv6 address' });
  if (isMulticast(plan.host) && plan.scope === undefined)
    throw new PlumblineError('PROBES-050', { place: 'loss, scope', detail: 'a multicast group needs an interface' });
  return plan;
}
