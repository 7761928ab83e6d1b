import { PlumblineError } from '../../base/errors.js';

/** What a stop is held against. Power in W, times in ms. */
export interface StopPlan {
  /** Rated power of the inverter, above 0. */
  readonly ratedW: number;
  /** Power at or below which (in either direction) it counts as stopped; default the lower of 4 % of rating and 100 W. */
  readonly thresholdW: number;
  /** Least power that must flow before a stop is issued, or nothing is stopped; default 10 % of rating. */
  readonly minimumW: number;
  /** How long power must stay below the threshold; default 2,000. */
  readonly holdMs: number;
  /** How long an effect is waited for after the stop was issued, polling included; default 60,000. */
  readonly timeoutMs: number;
  /** How much of the trace before the stop makes the initial power; default 500. */
  readonly beforeMs: number;
  /** How long power is waited for after the stop was lifted; default 60,000. */
  readonly releaseTimeoutMs: number;
}

/** Fills in the defaults (threshold as in the CSIP-AUS accuracy rule). @throws PlumblineError PROBES-050 */
export function stopPlan(input: Pick<StopPlan, 'ratedW'> & Partial<StopPlan>): StopPlan {
  const plan: StopPlan = {
    thresholdW: Math.min(0.04 * input.ratedW, 100),
    minimumW: 0.1 * input.ratedW,
    holdMs: 2000,
    timeoutMs: 60_000,
    beforeMs: 500,
    releaseTimeoutMs: 60_000,
    ...input,
  };
  for (const [name, value] of Object.entries(plan)) {
    if (!(value > 0) || !Number.isFinite(value))
      throw new PlumblineError('PROBES-050', { place: `stop response, ${name}`, detail: `${value} is not above 0` });
  }
  if (plan.minimumW <= plan.thresholdW)
    throw new PlumblineError('PROBES-050', {
      place: 'stop response, minimumW',
      detail: `${plan.minimumW} W is not above the threshold of ${plan.thresholdW} W`,
    });
  return plan;
}

/** A moment of the stop, with what is known about its quality. */
export interface Stamp {
  readonly ns: bigint;
  /** `monotonic`: CLOCK_MONOTONIC of the sampler's machine; `wall`: CLOCK_REALTIME, as captures have it. */
  readonly clock: 'monotonic' | 'wall';
  /** `capture`: kernel or NIC stamp of the packet; `process`: taken by a program. */
  readonly source: 'capture' | 'process';
  /** Resolution of the stamp, ns; for a stamp taken between two readings of a clock their distance. */
  readonly resolutionNs: number;
  /** Where it was taken: `mesh0`, `eth1`. */
  readonly point?: string;
}

/** The clocks of a stop that come from its path; the effect comes from the meter. */
export interface StopStamps {
  /** The control was created, the order was given, the link was cut. */
  readonly issued: Stamp;
  /** The bytes were on the wire to the gateway; of a loss the same as `issued`. Absent: nothing was delivered. */
  readonly delivered?: Stamp;
  /** It was answered; absent when no answer came. */
  readonly acknowledged?: Stamp;
  /** The stop was lifted: power may return from here on. Set from the driver's `release`. */
  readonly lifted?: Stamp;
  /** Further moments of the exchange for the record, by name: `Response 1 (received)`, `Modbus write`. */
  readonly others?: Readonly<Record<string, Stamp>>;
}
