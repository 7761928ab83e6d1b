import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Recorder } from '../../src/record/events.js';
import type { CaseDefinition } from '../../suites/engine/case-definition.js';
import { CaseRun } from '../../suites/engine/case-run.js';
import type { GridBench } from '../../suites/sep2/grid-bench.js';
import { PowerChecks } from '../../suites/sep2/power-checks.js';
import type { PowerReading } from '../../suites/sep2/power-watch.js';

const definition: CaseDefinition = {
  ...{ id: 'T_001', title: 'power', purpose: 'to be looked at', area: 'test', clause: 'none' },
  ...{ requirements: [], kind: 'measurement', likelyCauses: [] },
};
const at = (seconds: number) => BigInt(Math.round(seconds * 1e9));

/** Verdict of "at most 1000 W for ten seconds" (accuracy 110 W) on what the meter gave. */
function verdictOf(readings: readonly PowerReading[]): string {
  const recorder: Recorder = { record: () => undefined, flush: async () => {} };
  const run = new CaseRun('T_001@test', definition, recorder, []);
  run.step('test', 'limited');
  const power = {
    between: (from: bigint, to: bigint) => readings.filter((reading) => reading.at >= from && reading.at <= to),
    uncertaintyAt: () => 10,
    trouble: undefined,
  };
  const pixit = (name: string) => (name === 'PIXIT_SEP2_RatedW' ? 22_000 : 0);
  new PowerChecks({ power, pixit } as unknown as GridBench, run).expectAllAtMost(1000, at(0), at(10), 'while limited');
  return `${run.verdict}: ${run.reason}`;
}

const steady = (watts: number, from: number, to: number): PowerReading[] =>
  Array.from({ length: Math.round((to - from) * 20) }, (_, index) => ({ at: at(from + index / 20), watts }));

describe('power that has to keep to a limit all the time', () => {
  for (const [name, readings, verdict] of [
    ['it does', steady(1000, 0, 10), /^pass/],
    ['one reading is above it', [...steady(1000, 0, 5), { at: at(5), watts: 1200 }, ...steady(1000, 5.1, 10)], /^fail/],
    ['nobody looked', [], /^inconc/],
    ['nobody looked at the end', steady(1000, 0, 7), /^inconc: .*no reading for 3\.\d s/],
    ['nobody looked in the middle', [...steady(1000, 0, 3), ...steady(1000, 6, 10)], /^inconc/],
    ['it was above the limit, and nobody looked afterwards', steady(1200, 0, 3), /^fail/],
  ] as const)
    it(name, () => assert.match(verdictOf(readings), verdict));
});
