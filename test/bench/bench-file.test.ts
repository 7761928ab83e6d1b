import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { projectRoot } from '../../src/base/project-root.js';
import { loadBenchFile } from '../../src/bench/file/load-bench-file.js';
import { defaultBenchFile } from '../../src/bench/open-bench.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-file-'));
const path = join(folder, 'bench.yaml');
const load = (text: string) => {
  writeFileSync(path, text);
  return loadBenchFile(path);
};
const refusal = (text: string): PlumblineError => {
  try {
    load(text);
  } catch (error) {
    assert.ok(error instanceof PlumblineError, String(error));
    return error;
  }
  assert.fail('the file was accepted');
};

const head = 'name: bench\ndriver: embedded\n';
const real = 'name: bench\ndriver: local-interfaces\ninterfaces:\n  mesh: { device: mesh0 }\n';

describe('bench file', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('accepts the embedded bench and the example of a real one', () => {
    assert.equal(loadBenchFile(defaultBenchFile()).config.driver, 'embedded');
    const example = loadBenchFile(join(projectRoot(), 'docs', 'examples', 'bench.real.yaml'));
    assert.equal(example.config.driver, 'local-interfaces');
    assert.match(example.sha256, /^[0-9a-f]{64}$/);
  });

  it('says that there is no such file', () => {
    assert.throws(() => loadBenchFile(join(folder, 'none.yaml')), { code: 'BENCH-003' });
  });

  for (const [what, text, code, place, words] of [
    ['text that is no YAML', 'name: "bench\n', 'BENCH-004', '2:1', /quote/i],
    ['an empty file', '', 'BENCH-004', '1:1', /object/],
    ['a missing field', 'name: bench\ncapabilities: {}\n', 'BENCH-004', '1:1', /lacks the field driver/],
    ['a field that does not exist', `${head}colour: blue\ncapabilities: {}\n`, 'BENCH-004', '3:1', /no field colour/],
    [
      'a bench driver that does not exist',
      'name: b\ndriver: cloud\ncapabilities: {}\n',
      'BENCH-004',
      '2:9',
      /embedded/,
    ],
    [
      'a capability that does not exist',
      `${head}capabilities:\n  kettle: { driver: x }\n`,
      'BENCH-004',
      '4:3',
      /kettle/,
    ],
    [
      'a value out of range',
      `${head}devices:\n  inverter:\n    rated_w: -5\ncapabilities: {}\n`,
      'BENCH-004',
      '5:14',
      />/,
    ],
    [
      'interfaces on the embedded bench',
      `${head}interfaces:\n  mesh: { device: m }\ncapabilities: {}\n`,
      'BENCH-004',
      '3:1',
      /no place/,
    ],
    [
      'a real bench without interfaces',
      'name: b\ndriver: local-interfaces\ncapabilities: {}\n',
      'BENCH-004',
      '1:1',
      /interfaces/,
    ],
    [
      'an unknown driver',
      `${head}capabilities:\n  gateway:\n    driver: magic\n`,
      'BENCH-005',
      '5:13',
      /process.*shell-commands/,
    ],
    [
      'a driver of the other bench',
      `${real}capabilities:\n  loss-control: { driver: embedded-link }\n`,
      'BENCH-005',
      '6:27',
      /none/,
    ],
    [
      'an option that the driver lacks',
      `${head}capabilities:\n  gateway:\n    driver: process\n    command: [a]\n    port: 1\n`,
      'BENCH-004',
      '7:5',
      /port/,
    ],
    [
      'an option of the wrong type',
      `${head}capabilities:\n  gateway:\n    driver: process\n    command: run\n`,
      'BENCH-004',
      '6:14',
      /array/,
    ],
    [
      'a calibration that is no date',
      `${real}capabilities:\n  inverter-power:\n    driver: sunspec-meter\n    instrument: x\n    sampling_s: 1\n    uncertainty: { absolute: 1, relative: 0 }\n    calibration_due: soon\n`,
      'BENCH-004',
      '11:22',
      /date/,
    ],
    [
      'a fault of the plant that does not exist',
      `${head}devices:\n  inverter:\n    faults: [freeze, kettle]\ncapabilities: {}\n`,
      'BENCH-020',
      '5:22',
      /kettle/,
    ],
    [
      'a fault with a parameter out of its range',
      `${head}devices:\n  inverter:\n    faults: ['latency:ms=-1']\ncapabilities: {}\n`,
      'BENCH-021',
      '5:14',
      /within 0..60000 ms/,
    ],
    [
      'a SunSpec model that is not simulated',
      `${head}devices:\n  inverter:\n    models: [1, 64999]\ncapabilities: {}\n`,
      'BENCH-004',
      '5:17',
      /103/,
    ],
    [
      'a link without a rate',
      `${head}link:\n  plc: { queueMs: 100 }\ncapabilities: {}\n`,
      'BENCH-004',
      '4:8',
      /rateKbps/,
    ],
    [
      'a shaped link on a real bench',
      `${real}link:\n  plc: { rateKbps: 128 }\ncapabilities: {}\n`,
      'BENCH-004',
      '5:1',
      /no place/,
    ],
  ] as const) {
    it(`refuses ${what} and names the place`, () => {
      const error = refusal(text);
      assert.equal(error.code, code, error.message);
      assert.equal(error.place, `${path}:${place}`, error.message);
      assert.match(error.message, words);
    });
  }

  it('names every mistake, not only the first', () => {
    const error = refusal('name: ""\ndriver: embedded\ncolour: blue\ncapabilities: {}\n');
    assert.match(error.message, /1:7.*characters[\s\S]*3:1.*colour|3:1.*colour[\s\S]*1:7/);
  });
});
