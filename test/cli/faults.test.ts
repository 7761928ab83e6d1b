import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { parse } from 'yaml';
import { PlumblineError } from '../../src/base/errors.js';
import { loadBenchFile } from '../../src/bench/file/load-bench-file.js';
import { defaultBenchFile } from '../../src/bench/open-bench.js';
import { faultPlan, faultStages } from '../../src/cli/faults/fault-plan.js';
import { knownFaults } from '../../src/cli/faults/known-faults.js';
import { printPlan } from '../../src/cli/faults/print-plan.js';
import { sumOf } from '../../src/cli/faults/run-faults.js';
import { faultId, faultNames, resolveFaults } from '../../src/cli/faults/seeded-fault.js';
import { seedGateway } from '../../src/cli/run/seed-gateway.js';

const isFault = (code: string, text: RegExp) => (error: unknown) =>
  error instanceof PlumblineError && error.code === code && text.test(error.message);

describe('faults that can be seeded', () => {
  const known = knownFaults();

  it('have unique names with their place, a sentence and a source', () => {
    assert.equal(new Set(known.map(faultId)).size, known.length);
    for (const { name, behaviour, source } of known) {
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
      assert.notEqual(behaviour, '');
      assert.notEqual(source, '');
    }
  });

  it('are found by name, by place and name, and with numbers', () => {
    const [one, two] = resolveFaults(['lose-energize', 'inverter/slow-ramp:percent_per_s=2,x=-1.5'], known);
    assert.equal(faultId(one!), 'gateway/lose-energize');
    assert.deepEqual(two!.parameters, { percent_per_s: 2, x: -1.5 });
    assert.deepEqual(faultNames([one!, two!], 'gateway'), ['lose-energize']);
  });

  it('are refused when nobody has the name, several have it, or a number is none', () => {
    assert.throws(() => resolveFaults(['no-such'], known), isFault('CLI-020', /no table has it/));
    assert.throws(() => resolveFaults(['wrong-sign'], known), isFault('CLI-020', /gateway\/wrong-sign or inverter/));
    assert.throws(() => resolveFaults(['slow-ramp:percent_per_s=fast'], known), isFault('CLI-020', /NAME=NUMBER/));
  });
});

describe('the plan of faults', () => {
  const plan = faultPlan(['sep2', 'sep2-server']);

  it('covers every fault of the tables: each has a case, or a reason why none can find it', () => {
    const uncovered = plan.filter(({ detectedBy, tolerated }) => detectedBy.length === 0 && tolerated === undefined);
    assert.deepEqual(
      uncovered.map(({ word }) => word),
      [],
    );
  });

  it('names each fault once in a map, unless its numbers differ', () => {
    for (const projects of [['sep2'], ['stop-paths']]) {
      const words = faultPlan(projects).map(({ word }) => word);
      assert.deepEqual(
        words.filter((word, index) => words.indexOf(word) !== index),
        [],
      );
    }
  });

  it('covers each of the 14 behaviours of real products', () => {
    const seen = new Set(plan.filter(({ detectedBy }) => detectedBy.length > 0).map(({ behaviour }) => behaviour));
    for (let number = 1; number <= 14; number++) assert.ok(seen.has(number), `behaviour ${number}`);
  });

  it('of the stop paths names only faults that touch a stop, each with a case or a reason', () => {
    const stops = faultPlan(['sep2-stop', 'stop-paths']);
    assert.ok(stops.length > 20 && stops.length < plan.length);
    for (const { word, detectedBy, tolerated } of stops)
      assert.ok(detectedBy.length > 0 !== (tolerated !== undefined), word);
    for (const id of stops.flatMap(({ detectedBy }) => detectedBy)) assert.match(id, /^(SEP2_STOP_|SITE_StopPath_)/);
    assert.equal(faultPlan(['sep2', 'stop-paths']).length, plan.length + stops.length);
    assert.throws(() => faultPlan(['sep2', 'din70121-dc']), isFault('CLI-022', /iso15118-2.*iso15118-20/));
  });

  it('is that of every map where no project is asked for', () => {
    const words = new Set(faultPlan().map(({ word }) => word));
    for (const word of [
      'gateway/lose-energize',
      'gateway/slac-wrong-run-id',
      'gateway/sap-ignores-priority',
      'vehicle/ev-takes-failed',
    ])
      assert.ok(words.has(word), word);
    const stages = faultStages();
    assert.equal(stages.flatMap((stage) => stage.plan).length, faultPlan().length);
    assert.equal(new Set(stages.map(({ projects }) => projects.join())).size, stages.length);
  });

  it('is printed with what a fault does and who finds it', () => {
    const lines: string[] = [];
    printPlan(plan, (line) => lines.push(line));
    assert.ok(lines.some((line) => line.includes('gateway/lose-energize')));
    assert.ok(lines.some((line) => line.includes('found by SEP2_CLI_Control_001')));
  });
});

it('the sum of several stages counts a fault once, and as missed where one stage has missed it', () => {
  const one = { tried: ['a', 'b'], missed: [], wrong: 1 };
  const two = { tried: ['b', 'c'], missed: ['b'], wrong: 2 };
  assert.equal(sumOf([one, two]), 'faults 3, detected 2, false 3');
});

it('the sum counts no false findings where nothing ran without a fault', () => {
  const clean = { tried: ['a'], missed: [], wrong: 0 };
  const unseen = { tried: ['b'], missed: [], wrong: undefined };
  assert.equal(sumOf([clean]), 'faults 1, detected 1, false 0');
  assert.equal(sumOf([unseen]), 'faults 1, detected 1, false not looked at');
  assert.equal(sumOf([clean, unseen]), 'faults 2, detected 2, false 0 in 1 of 2');
});

describe('seeding the gateway', () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-seed-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('writes faults into copies of the configurations, and takes them out again', () => {
    const original = loadBenchFile(defaultBenchFile());
    const seeded = seedGateway(original, folder);
    const configurations = seeded.benchFile.config.capabilities.gateway?.['configurations'] as Record<string, string>;
    const read = () => parse(readFileSync(configurations['sep2']!, 'utf8')) as { fault?: string[]; sep2: object };
    assert.equal(read().fault, undefined);
    seeded.seed(['lose-energize', 'ignore-pin']);
    assert.deepEqual(read().fault, ['lose-energize', 'ignore-pin']);
    assert.ok(read().sep2);
    seeded.seed([]);
    assert.equal(read().fault, undefined);
    assert.equal(seeded.benchFile.sha256, original.sha256);
  });
});
