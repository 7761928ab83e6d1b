// npm run benchmark -- loss: the loss probe against truth. 200 runs with loss set to 0, 1, 5, 15 and 30 %, independent and
// in bursts, in lanes of namespaces of their own; the probe's count is held against what kernel or relay say they dropped,
// and its 95 % interval against the rate that was set. Then known delays, and irtt and ping on the same link at the same
// time. The last line counts how many of the 200 intervals cover the rate.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { LinkDamage } from '../src/bench/capabilities/loss-control.js';
import { type LossOutcome, lossRuns, probesPerRun } from './loss/loss-run.js';
import { compared, type ToolFigures } from './loss/tool-figures.js';

/** Two namespaces' worth of processes wait most of the time: more lanes than cores. */
const laneCount = Number(process.argv[2] ?? 8);
/** Share of intervals that must cover the truth. */
const wantedCoverage = 0.93;
/** Expanded uncertainty (k = 2) of a delay between two kernel stamps, ms: the rest of the path beside the relay. */
const delayUncertaintyMs = 0.1;

const runs = lossRuns();
const began = process.hrtime.bigint();
const outcomes = (await Promise.all(Array.from({ length: laneCount }, (_, lane) => runLane(lane)))).flat();
const figures = await jsonLines<ToolFigures>('./loss/side-by-side.js', []);
const covered = tellLosses();
const delaysCovered = tellDelays();
const agree = tellTools();
console.log(`${(Number(process.hrtime.bigint() - began) / 1e9 / 60).toFixed(1)} minutes in ${laneCount} lanes`);
const lossOutcomes = outcomes.filter(({ delay }) => delay === undefined);
const exact = lossOutcomes.filter(({ lost, late, mediumLost }) => lost - late === mediumLost).length;
console.log(`the probe's count is the one of the kernel in ${exact} of ${lossOutcomes.length} runs`);
const spoilt = outcomes.reduce((sum, one) => sum + one.spoilt, 0);
if (spoilt > 0)
  console.log(
    `${spoilt} runs were repeated: the medium had lost frames that rule and relay did not drop (no CPU for the relay)`,
  );
const untrue = lossOutcomes.filter(({ dropped, mediumLost }) => dropped !== mediumLost).length;
if (untrue > 0) console.log(`${untrue} runs stayed so and count all the same`);
console.log(`delay covered ${delaysCovered} of ${outcomes.length - lossOutcomes.length}`);
const expected = runs.filter(({ damage }) => damage.delayMs === undefined).length;
process.exitCode =
  covered >= wantedCoverage * expected && lossOutcomes.length === expected && exact === expected && agree ? 0 : 1;
console.log(`covered ${covered} of ${expected}`);

function runLane(lane: number): Promise<readonly LossOutcome[]> {
  const own = runs.filter(({ index }) => index % laneCount === lane).map(({ index }) => String(index));
  return jsonLines<LossOutcome>('./loss/lane.js', own);
}

function jsonLines<T>(main: string, args: readonly string[]): Promise<readonly T[]> {
  const file = fileURLToPath(new URL(main, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const found: T[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{')) found.push(JSON.parse(line) as T);
  });
  return new Promise((resolve) => {
    child.once('close', (code) => {
      if (code !== 0) console.error(`${main} ended with exit code ${code}`);
      resolve(found);
    });
  });
}

function damageOf(index: number): LinkDamage {
  return runs[index]?.damage ?? {};
}

function tellLosses(): number {
  console.log(`${probesPerRun} probes a run; 95 % interval with n_eff\n`);
  console.log('set                runs  covered  as the kernel counts   mean loss  mean width  mean r  late p99 (ms)');
  const groups = new Map<string, LossOutcome[]>();
  for (const one of outcomes) {
    const { loss, burst, delayMs } = damageOf(one.index);
    if (delayMs !== undefined) continue;
    const name = `${100 * (loss ?? 0)} %${burst === undefined ? '' : `, bursts of ${burst}`}`;
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  let all = 0;
  for (const [name, group] of [...groups].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
    const truth = damageOf(group[0]!.index).loss ?? 0;
    const inside = group.filter(({ low, high }) => low <= truth && truth <= high).length;
    all += inside;
    const mean = (value: (one: LossOutcome) => number) =>
      group.reduce((sum, one) => sum + value(one), 0) / group.length;
    console.log(
      [
        name.padEnd(19),
        String(group.length).padEnd(6),
        String(inside).padEnd(9),
        String(group.filter(({ lost, late, mediumLost }) => lost - late === mediumLost).length).padEnd(22),
        `${(100 * mean(({ lost, probes }) => lost / probes)).toFixed(2)} %`.padEnd(11),
        `${(100 * mean(({ low, high }) => high - low)).toFixed(2)} %`.padEnd(12),
        mean(({ lag1 }) => lag1 ?? 0)
          .toFixed(2)
          .padEnd(8),
        (mean(({ lateP99Us }) => lateP99Us) / 1000).toFixed(1),
      ].join(''),
    );
  }
  return all;
}

function tellDelays(): number {
  console.log('\ndelay set  median and its 95 % interval (ms)  between the ports of the relay (ms)');
  let inside = 0;
  for (const { index, delay } of outcomes) {
    if (delay === undefined) continue;
    const covers = delay.low - delayUncertaintyMs <= delay.wire && delay.wire <= delay.high + delayUncertaintyMs;
    if (covers) inside++;
    const shown = `${delay.p50.toFixed(3)}  ${delay.low.toFixed(3)} - ${delay.high.toFixed(3)}`;
    console.log(
      `${String(damageOf(index).delayMs).padEnd(11)}${shown.padEnd(39)}${delay.wire.toFixed(3)}${covers ? '' : '  NOT covered'}`,
    );
  }
  return inside;
}

/** True when no tool that ran differs from ours by more than chance. */
function tellTools(): boolean {
  const { there, back } = compared;
  console.log(
    `\nside by side at ${100 * there.loss} % and ${there.delayMs} ms there, ${100 * back.loss} % and ${back.delayMs} ms back`,
  );
  console.log('tool       sent   lost  there  back  loss     median (ms)');
  const [own] = figures.filter(({ tool }) => tool === 'plumbline');
  const rate = ({ lost = 0, sent = 1 }: ToolFigures) => lost / sent;
  let agree = own?.sent !== undefined;
  for (const one of figures) {
    if (one.skipped !== undefined) {
      console.log(`${one.tool.padEnd(11)}SKIPPED: ${one.skipped}`);
      continue;
    }
    const told = [one.sent, one.lost, one.lostThere ?? '-', one.lostBack ?? '-'].map((value) =>
      String(value).padEnd(6),
    );
    const share = `${(100 * rate(one)).toFixed(2)} %`.padEnd(9);
    // Three standard deviations of the difference of two proportions; 1.5 ms for the timers of relay and tools.
    const p = own === undefined ? 0 : (rate(own) + rate(one)) / 2;
    const chance = 3 * Math.sqrt((2 * p * (1 - p)) / (one.sent ?? 1));
    const same =
      own !== undefined &&
      Math.abs(rate(one) - rate(own)) <= chance &&
      Math.abs((one.medianMs ?? 0) - (own.medianMs ?? 0)) < 1.5;
    if (!same) agree = false;
    console.log(`${one.tool.padEnd(11)}${told.join(' ')}${share}${one.medianMs?.toFixed(2)}${same ? '' : '  DIFFERS'}`);
  }
  return agree;
}
