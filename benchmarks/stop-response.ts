// npm run benchmark -- stop-response [TRIALS]: the stop probe against simulated inverters whose course after a stop is
// known: steps and ramps, 5 ms to 20 s. The truth comes from the inverters' own log of the true power, the measured value
// from meters that sample it every 10 to 200 ms, the delivery from the kernel's stamps. The last line counts in how many
// trials value +- U holds the truth.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withinPrivateNamespaces } from '../src/bench/private-namespaces.js';
import { spawnProcess } from '../src/bench/process/spawn-process.js';
import { startLiveCapture } from '../src/probes/capture/live-capture.js';
import type { StopInterval } from '../src/probes/stop-response/stop-interval.js';
import { lanes } from './stop-response/lanes.js';
import { oneTrial, powerW, type TrialOutcome } from './stop-response/one-trial.js';
import { PlantLink } from './stop-response/plant-link.js';
import { stopSettings } from './stop-response/settings.js';

const count = Number(process.argv[2] ?? 200);
const ms = (seconds: number) => (1000 * seconds).toFixed(1);
const holds = (interval: StopInterval | undefined, truth: number) =>
  interval !== undefined && Math.abs(interval.seconds - truth) <= interval.U;

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
  const plant = await PlantLink.start();
  const ports = `${lanes[0]!.inverterPort}-${lanes.at(-1)!.inverterPort}`;
  const capture = await startLiveCapture({ interface: 'lo', filter: `tcp dst portrange ${ports}` });
  const started = process.hrtime.bigint();
  const queue = [...stopSettings(count, powerW)];
  const outcomes: TrialOutcome[] = [];
  try {
    console.log(`${count} stops on ${lanes.length} inverters; all times in ms from delivery to power below 100 W`);
    console.log('dead time  ramp         meter  truth      measured   U       error    budget, largest first');
    await Promise.all(
      lanes.map(async (lane) => {
        for (let setting = queue.shift(); setting !== undefined; setting = queue.shift()) {
          const own = mkdtempSync(join(folder, `lane-${lane.index}-`));
          const outcome = await oneTrial(lane, setting, {
            plant,
            capture,
            folder: own,
            spawn: (argv, options) =>
              spawnProcess(argv, { ...options, name: `sampler ${lane.index}`, log: join(own, 'sampler.log') }),
          });
          rmSync(own, { recursive: true });
          outcomes.push(outcome);
          console.log(line(outcome));
        }
      }),
    );
  } finally {
    await capture.stop();
    plant.stop();
    rmSync(folder, { recursive: true });
  }
  const covered = outcomes.filter(({ effect, truth }) => holds(effect, truth)).length;
  report(outcomes, Number(process.hrtime.bigint() - started) / 1e9);
  console.log(`covered ${covered} of ${outcomes.length}`);
  return covered >= 0.95 * outcomes.length ? 0 : 1;
});

function line({ setting, lane, truth, effect, seen }: TrialOutcome): string {
  const { deadTimeMs, rampWPerS } = setting;
  const head = [
    `${deadTimeMs}`.padEnd(11),
    (rampWPerS === undefined ? 'step' : `${rampWPerS} W/s`).padEnd(13),
    `${lane.samplingMs}`.padEnd(7),
    ms(truth).padEnd(11),
  ].join('');
  if (effect === undefined) return `${head}no stop: ${seen}`;
  const error = effect.seconds - truth;
  const budget = effect.budget.slice(0, 2).map(({ source, u }) => `${source.split(':')[0]} ${ms(u)}`);
  const mark = holds(effect, truth) ? '' : '  OUTSIDE';
  return `${head}${ms(effect.seconds).padEnd(11)}${ms(effect.U).padEnd(8)}${ms(error).padEnd(9)}${budget.join(', ')}${mark}`;
}

/** What the coverage alone does not say: how the errors lie, and how well the truth itself is known. */
function report(outcomes: readonly TrialOutcome[], seconds: number): void {
  const seen = outcomes.flatMap(({ effect, truth }) => (effect === undefined ? [] : [{ effect, truth }]));
  const ratios = seen.map(({ effect, truth }) => (effect.seconds - truth) / effect.U);
  const rms = Math.sqrt(ratios.reduce((sum, ratio) => sum + ratio * ratio, 0) / ratios.length);
  const bias = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length;
  const beginnings = outcomes.filter(({ beginning, truthOfBeginning }) => holds(beginning, truthOfBeginning)).length;
  const widest = Math.max(...outcomes.map(({ truthWidth }) => truthWidth));
  const byCapture = outcomes.filter(({ stampedByCapture }) => stampedByCapture).length;
  console.log('');
  console.log(`error / U: mean ${bias.toFixed(2)}, root mean square ${rms.toFixed(2)}`);
  console.log(`beginning of the fall: covered ${beginnings} of ${outcomes.length}`);
  console.log(`delivery stamped by the kernel in ${byCapture} of ${outcomes.length}`);
  console.log(`true crossing known to ${ms(widest)} ms or better; ${seconds.toFixed(0)} s in all`);
}
