import { PlumblineError } from '../../base/errors.js';
import { stampLength, stampPort } from './stamp-packet.js';

/** How loss on one path is measured. n is fixed beforehand (design of the sign-off rules). */
export interface LossPlan {
  /** Name of the path in the report, for example `vehicle - station`. */
  readonly path: string;
  /** Address of the reflector, without zone. */
  readonly host: string;
  /** Interface of a link-local address. */
  readonly scope?: string;
  readonly port: number;
  /** Probes to send, 1..1,000,000; 1,200 for sign-off. */
  readonly count: number;
  /** Mean rate of the Poisson process, probes a second, 0.1..10,000. */
  readonly ratePerSecond: number;
  /** What arrives later than this is lost, ms (RFC 7680 clause 2.5), above 0. */
  readonly thresholdMs: number;
  /** Length of the UDP payload, 44..1452 bytes. */
  readonly payloadBytes: number;
  /** Session identifier, 1..65535, so that two measurements cannot mix. */
  readonly ssid: number;
}

/** Values that a plan may leave out. */
export const lossDefaults = {
  port: stampPort,
  count: 1200,
  ratePerSecond: 50,
  thresholdMs: 1000,
  payloadBytes: 64,
} as const;

const bounds = {
  port: [1, 65_535, true],
  count: [1, 1_000_000, true],
  ratePerSecond: [0.1, 10_000, false],
  thresholdMs: [0.001, 60_000, false],
  payloadBytes: [stampLength, 1452, true],
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
  return plan;
}
