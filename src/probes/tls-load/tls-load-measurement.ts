import type { Measured } from '../measured.js';
import { expandedUncertainty, rectangular } from '../uncertainty-budget.js';
import type { LevelResult } from './analyse-tls-load.js';
import type { TlsLoadPlan } from './tls-load-plan.js';

/** Failures and times at one level, for the judge: `tls-handshake-failures` and `tls-handshake-time`. */
export function tlsLoadMeasurements(
  level: LevelResult,
  plan: TlsLoadPlan,
  evidence: readonly string[],
  takenAt: string,
): readonly Measured[] {
  const causes = Object.entries(level.causes).map(([cause, times]) => `${times} x ${cause}`);
  const saturated = level.saturated
    ? [
        `the generator used ${(100 * level.generatorLoad).toFixed(0)} % of a core: times are partly its own, and the gateway may do better`,
      ]
    : [];
  const unconfirmed =
    level.unconfirmed > 0
      ? [`${level.unconfirmed} handshakes were never confirmed by the server; so they count as failed`]
      : [];
  const caveats = [...causes, ...unconfirmed, ...saturated];
  const failures = level.failures + level.unconfirmed;
  const budget = [
    rectangular('delay of the generating process (p99 of its event loop)', level.loopDelayP99Ms / 1000, 's'),
  ];
  const common = {
    n: level.handshakes,
    labels: {
      concurrency: String(level.level),
      profile: plan.profile,
      processes: String(plan.processes),
      'starts-within-ms': level.spreadMs.toFixed(1),
      bottleneck: level.saturated ? 'generator' : 'gateway or network',
    },
    evidence,
    caveats,
    takenAt,
  } as const;
  const exchange = plan.exchange === 'app-protocol' ? ' and supportedAppProtocol' : '';
  return [
    {
      ...common,
      id: 'tls-handshake-failures',
      value: level.handshakes === 0 ? undefined : (100 * failures) / level.handshakes,
      unit: '%',
      k: failures,
      method: `${level.level} TLS handshakes${exchange} at once; one counts once the server has spoken`,
    },
    {
      ...common,
      id: 'tls-handshake-time',
      value: level.percentiles?.p95,
      unit: 'ms',
      samples: level.timesMs,
      censored: level.failures,
      U: expandedUncertainty(budget) * 1000,
      budget: budget.map((term) => ({ ...term, u: term.u * 1000 })),
      method: `from the start of the TCP connection to the server's word, ${level.level} at once; failures count as beyond any limit`,
    },
  ];
}
