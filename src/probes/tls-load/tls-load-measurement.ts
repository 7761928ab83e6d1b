import type { Measured } from '../measured.js';
import { expandedUncertainty, rectangular } from '../uncertainty-budget.js';
import type { LevelResult } from './analyse-tls-load.js';
import { isLowerBound, type LoadCurve } from './load-curve.js';
import { profileOf } from './load-profiles.js';
import type { TlsLoadPlan } from './tls-load-plan.js';

export interface MeasurementContext {
  readonly plan: TlsLoadPlan;
  readonly curve: LoadCurve;
  /** Who played the vehicles: `native, OpenSSL 3.0.22`. */
  readonly generator: string;
  readonly evidence: readonly string[];
  readonly takenAt: string;
  /** Failures that the strictest judge lets pass, %; default 0. */
  readonly failureLimit?: number;
}

/**
 * What the judge gets: `tls-handshake-failures` and `tls-handshake-time` of the highest level, and `tls-handshake-rate`,
 * the capacity. Where the generator was the limit there is no value, because it measured itself; only what the server
 * refused counts against it all the same, where that alone is beyond what is allowed: nobody passes by a generator's word.
 */
export function tlsLoadMeasurements(level: LevelResult, context: MeasurementContext): readonly Measured[] {
  const { plan, curve, evidence, takenAt } = context;
  const { generator, bottleneck } = level;
  const refused = bottleneck.limit === 'generator' ? `the generator was the limit: ${bottleneck.reason}` : undefined;
  const common = {
    n: level.handshakes,
    labels: labelsOf(level, context),
    evidence,
    caveats: caveatsOf(level, plan),
    takenAt,
  } as const;
  const refusal = refused === undefined ? {} : { unavailable: refused };
  // What the server itself refused or dropped is its failure, however busy the generator was; the rest is the generator's.
  const failures = refused === undefined ? level.failures : failuresOfServer(level);
  const rate = level.handshakes > 0 ? (100 * failures) / level.handshakes : undefined;
  const standing = refused === undefined || (rate ?? 0) > (context.failureLimit ?? 0);
  const budget = [
    rectangular('delay of the generating process (p99 of its loop)', generator.loopDelayP99Ms / 1000, 's'),
  ];
  return [
    {
      ...common,
      ...(standing ? {} : refusal),
      id: 'tls-handshake-failures',
      value: standing ? rate : undefined,
      unit: '%',
      k: failures,
      method: `${wordsOf(level, plan)}; one counts once the server has spoken`,
    },
    {
      ...common,
      ...refusal,
      id: 'tls-handshake-time',
      value: refused === undefined ? level.percentiles?.p95 : undefined,
      unit: 'ms',
      samples: level.timesMs,
      censored: level.failures,
      U: expandedUncertainty(budget) * 1000,
      budget: budget.map((term) => ({ ...term, u: term.u * 1000 })),
      method: `${wordsOf(level, plan)}; from ${plan.load === 'open' ? 'the moment at which a vehicle was due' : 'the start of the TCP connection'} to the server's word; failures count as beyond any limit`,
    },
    ...rateOf(curve, common, plan),
  ];
}

/** Failures that neither a slow nor an exhausted generator can explain. */
function failuresOfServer(level: LevelResult): number {
  const ours = /^(generator|TRANSPORT-002|unconfirmed):/;
  return Object.entries(level.causes).reduce((sum, [cause, times]) => sum + (ours.test(cause) ? 0 : times), 0);
}

function rateOf(
  curve: LoadCurve,
  common: Omit<Measured, 'id' | 'value' | 'unit' | 'method'>,
  plan: TlsLoadPlan,
): Measured[] {
  const { capacity, knee, bottleneck } = curve;
  if (capacity === undefined) return [];
  const interval = `95 % interval ${capacity.low.toFixed(1)} to ${capacity.high.toFixed(1)}`;
  const measured = { ...common, id: 'tls-handshake-rate', unit: '1/s', n: capacity.n } as const;
  const method = `${plan.load} load beyond the knee at ${knee}; batch means, ${interval}`;
  if (bottleneck?.limit === 'generator') {
    const unavailable = `the generator was the limit: ${bottleneck.reason}; it made ${capacity.perSecond.toFixed(1)} a second`;
    return [{ ...measured, value: undefined, unavailable, method }];
  }
  const bound = isLowerBound(curve) ? ['the server may do more: it was not the only limit'] : [];
  return [
    {
      ...measured,
      value: capacity.perSecond,
      U: Math.max(capacity.high - capacity.perSecond, capacity.perSecond - capacity.low),
      method,
      caveats: [...(common.caveats ?? []), ...bound],
    },
  ];
}

function wordsOf(level: LevelResult, plan: TlsLoadPlan): string {
  const kind = plan.session === 'resumed' ? 'resumed TLS handshakes' : 'TLS handshakes';
  const after = {
    none: '',
    ticket: ' with a ticket',
    http: ' with an HTTP answer',
    'app-protocol': ' and supportedAppProtocol',
  };
  const what = `${kind}${after[plan.exchange]}`;
  if (level.load === 'open') return `${level.level} ${what} a second by a Poisson process, open load`;
  return `${level.level} ${what} at once${level.load === 'closed' ? ', each vehicle again as soon as it is through' : ''}`;
}

function labelsOf(
  level: LevelResult,
  { plan, curve, generator }: MeasurementContext,
): Readonly<Record<string, string>> {
  return {
    concurrency: String(level.load === 'open' ? level.together : level.level),
    load: plan.load,
    profile: profileOf(plan.profile)!.name,
    session: plan.session,
    generator,
    processes: String(plan.processes),
    bottleneck: level.bottleneck.limit,
    'bottleneck-reason': level.bottleneck.reason,
    ...(level.load === 'at-once' ? { 'starts-within-ms': level.spreadMs.toFixed(1) } : {}),
    ...(level.load === 'open' ? { 'late-p99-ms': level.generator.lateP99Ms.toFixed(1) } : {}),
    ...(curve.knee === undefined ? {} : { knee: String(curve.knee) }),
  };
}

/** With fewer bursts the bounds of a percentile say little about the next one: its vehicles wait for one another. */
const fewestBursts = 10;

function caveatsOf(level: LevelResult, plan: TlsLoadPlan): readonly string[] {
  const caveats = Object.entries(level.causes).map(([cause, times]) => `${times} x ${cause}`);
  if (level.bottleneck.limit === 'shared')
    caveats.push(`generator and server had no core to spare, so the gateway may do better: ${level.bottleneck.reason}`);
  const bursts = Math.ceil(level.handshakes / Math.max(1, level.level));
  if (level.load === 'at-once' && level.level > 1 && bursts < fewestBursts)
    caveats.push(
      `the vehicles came in ${bursts} ${bursts === 1 ? 'burst' : 'bursts'}, and times of one burst depend on each other: bounds are of what was seen, and the next burst may lie outside`,
    );
  const full = level.handshakes - level.failures - level.resumed;
  if (plan.session === 'resumed' && full > 0)
    caveats.push(
      `the server did not resume ${full} of ${level.handshakes - level.failures} sessions; those were full handshakes`,
    );
  if (plan.session === 'full' && level.resumed > 0) caveats.push(`${level.resumed} handshakes were resumed`);
  const profileHasOwn = plan.vehicles === undefined && plan.chain !== undefined;
  if (profileHasOwn) caveats.push('all vehicles showed the same certificate');
  return caveats;
}
