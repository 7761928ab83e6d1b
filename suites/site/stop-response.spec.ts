import { systemClock } from '../../src/base/clock.js';
import type { InverterControl } from '../../src/bench/capabilities.js';
import { measureStop } from '../../src/probes/stop-response/measure-stop.js';
import { meterFacts } from '../../src/probes/stop-response/meter-facts.js';
import type { StopTrial } from '../../src/probes/stop-response/stop-measurement.js';
import { stopPlan } from '../../src/probes/stop-response/stop-plan.js';
import { stopPlot } from '../../src/probes/stop-response/stop-plot.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { ChargingLoop } from './charging-loop.js';
import { adoptEvidence, evidenceName, judgeKnown, type SiteContext, siteCase } from './site-case.js';

/** Fixed beforehand. Sign-off by percentiles takes 59 and more; the report says what ten can and cannot claim. */
const trials = 10;
const ratedW = 22_000;
const powerTimeoutMs = 10_000;
/** How long power must stay away to count as stopped, ms: ten samples and more of the slowest meter in use. */
const holdMs = 1000;
/** Power counts as steady this near to the rating, as a part of it. */
const steadyPart = 0.03;

siteCase(
  {
    id: 'SITE_StopResponse_001',
    title: 'stop by the vehicle: from PowerDeliveryReq Stop to no power at the meter',
    purpose:
      'When the vehicle ends charging, the gateway acknowledges, and an independent meter shows that power really goes below the threshold and stays there.',
    area: 'site: stop response',
    clause: 'ISO 15118-2:2014, 8.4.3.9; the yardsticks of the spec table',
    requirements: [],
    likelyCauses: [
      'the gateway ramps the inverter down in steps whatever the urgency',
      'the gateway acknowledges before, or without, telling the inverter',
      'the inverter ignores disconnect',
    ],
    nextStep: 'look at the power trace of the slowest trial and at the Modbus writes in the capture',
  },
  async (context) => {
    const { harness, run } = context;
    const { bench } = harness;
    if (!bench.offers('inverter-power') || !bench.offers('inverter-control')) {
      run.inconclusive('the bench has no independent power meter, or nothing that sets the inverter');
      return;
    }
    const meter = meterFacts(bench.capability('inverter-power'), ratedW);
    if (meter === undefined) {
      run.inconclusive('the power meter of this bench is not on a network, so it cannot be sampled fast enough');
      return;
    }
    const inverter: InverterControl = bench.capability('inverter-control');
    run.step('test', `When a charging vehicle stops, ${trials} times`);
    let loop: ChargingLoop | undefined;
    const plan = stopPlan({ ratedW, holdMs });
    const measured = await measureStop({
      plan,
      trials,
      meter,
      clock: systemClock,
      besideMeter: (argv, options) => bench.spawn('plant', argv, options),
      folder: harness.evidenceFolder,
      evidenceName: evidenceName(harness),
      powerTimeoutMs,
      prepare: async () => {
        await inverter.set({ targetW: ratedW });
        loop = await ChargingLoop.start(new Evcc(harness, run));
        // A stop out of a ramp would measure the ramp too.
        const steady = await inverter.reach(ratedW, ratedW * steadyPart, powerTimeoutMs);
        if (!steady)
          run.record({
            type: 'log',
            caseId: run.caseId,
            source: 'bench',
            level: 'warn',
            text: 'power did not become steady before the stop',
          });
      },
      issueStop: async () => loop!.stop(),
      restore: async () => {
        await loop?.end();
        loop = undefined;
      },
      onTrial: (trial) => recordTrial(context, trial, plan.thresholdW),
    });
    for (const file of measured.files)
      await adoptEvidence(context, file, 'power-trace', 'power at the independent meter, every reading');
    judgeKnown(context, measured.measurements);
  },
);

function recordTrial({ run }: SiteContext, trial: StopTrial, thresholdW: number): void {
  if (trial.outcome === 'no-power') {
    run.record({
      type: 'warning',
      caseId: run.caseId,
      text: `stop trial ${trial.number}: no power flowed that could be stopped`,
    });
    return;
  }
  const { stamps, analysis } = trial;
  const effectNs =
    analysis.stop === undefined ? undefined : stamps.delivered.ns + BigInt(Math.round(analysis.stop.seconds * 1e9));
  run.record({
    type: 'stop-trial',
    caseId: run.caseId,
    trial: trial.number,
    issueNs: stamps.issued.ns.toString(),
    deliverNs: stamps.delivered.ns.toString(),
    ...(stamps.acknowledged === undefined ? {} : { acknowledgeNs: stamps.acknowledged.ns.toString() }),
    ...(effectNs === undefined ? {} : { effectNs: effectNs.toString() }),
    ...(analysis.stop === undefined ? {} : { U_ms: analysis.stop.U * 1000 }),
    thresholdW,
    note: `${analysis.effect}; ${analysis.initialW.toFixed(0)} W before`,
  });
  const plot = stopPlot(trial);
  if (plot === undefined || trial.number > 3) return;
  run.record({
    type: 'series',
    caseId: run.caseId,
    seriesId: `stop ${trial.number}`,
    title: `power around stop ${trial.number}`,
    section: 'stop-response',
    quantity: 'stop-effect',
    plot: {
      kind: 'line',
      x: { name: 'time from delivery', unit: 's' },
      y: { name: 'power', unit: 'W' },
      lines: [{ name: 'independent meter', style: 'step', points: plot.points }],
      marks: plot.marks,
      limits: [{ y: thresholdW, label: `threshold ${thresholdW} W` }],
    },
    evidence: trial.evidence,
  });
}
