import { stopFaults } from '../../../src/probes/stop-response/stop-faults.js';
import type { StopTrial } from '../../../src/probes/stop-response/stop-measurement.js';
import { type StopPathId, stopPathFacts } from '../../../src/probes/stop-response/stop-path.js';
import type { StopPlan } from '../../../src/probes/stop-response/stop-plan.js';
import { stopPlot } from '../../../src/probes/stop-response/stop-plot.js';
import { TraceClock } from '../../../src/probes/stop-response/trace-clock.js';
import type { SiteContext } from '../site-case.js';

/** Writes one trial to the record: its clocks on the wall clock, and a plot of the first and of every faulty one. */
export function recordTrial({ run }: SiteContext, path: StopPathId, trial: StopTrial, plan: StopPlan): void {
  const { caseId } = run;
  const { thresholdW } = plan;
  if (trial.outcome === 'no-power') {
    const text = `${stopPathFacts(path).title}, trial ${trial.number}: no power flowed that could be stopped`;
    run.record({ type: 'warning', caseId, text });
    return;
  }
  const { stamps, analysis, trace } = trial;
  const clock = new TraceClock(trace);
  const wall = (ns: bigint | undefined) => (ns === undefined ? undefined : clock.wallOf(ns)?.toString());
  const issueNs = wall(analysis.clocks.issue);
  if (issueNs === undefined) return;
  const lifted = stamps.lifted === undefined ? undefined : clock.moment(stamps.lifted)?.ns;
  const clocks = {
    deliverNs: wall(analysis.clocks.deliver),
    acknowledgeNs: wall(analysis.clocks.acknowledge),
    firstEffectNs: wall(analysis.clocks['first-effect']),
    effectNs: wall(analysis.clocks.effect),
    liftedNs: wall(lifted),
    releaseNs: wall(analysis.clocks.release),
  };
  const known = Object.fromEntries(Object.entries(clocks).filter(([, ns]) => ns !== undefined));
  const interval = analysis.intervals['deliver-effect'] ?? analysis.intervals['issue-effect'];
  const faults = stopFaults(analysis.findings, path).map(({ detail }) => detail);
  run.record({
    type: 'stop-trial',
    caseId,
    trial: trial.number,
    path,
    issueNs,
    ...known,
    ...(interval === undefined ? {} : { U_ms: interval.U * 1000 }),
    thresholdW,
    outcome: analysis.effect,
    ...(faults.length === 0 ? {} : { faults }),
    note: `${analysis.effect}; ${analysis.initialW.toFixed(0)} W before`,
  });
  const plot = stopPlot(trial, path);
  if (plot === undefined || (trial.number > 1 && faults.length === 0)) return;
  run.record({
    type: 'series',
    caseId,
    seriesId: `${path} ${trial.number}`,
    title: `${stopPathFacts(path).title}: power around stop ${trial.number}`,
    section: 'stop-response',
    quantity: 'stop-effect',
    plot: {
      kind: 'line',
      x: { name: `time from ${plot.origin}`, unit: 's' },
      y: { name: 'power', unit: 'W' },
      lines: [{ name: 'independent meter', style: 'step', points: plot.points }],
      marks: plot.marks,
      limits: [{ y: thresholdW, label: `threshold ${thresholdW} W` }],
    },
    evidence: trial.evidence,
  });
}
