import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse, stringify } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';
import type { Results } from '../../src/record/results.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

const suites = join(projectRoot(), 'suites');
const asked = 'SITE_StatusLamp_001|SITE_Protection_001|SITE_PilotLine_001';

/** The embedded bench with another operator and no multimeter, so that the pilot is read by the person as well. */
function benchWith(folder: string, operator: object): string {
  const bench = parse(readFileSync(join(suites, 'bench.embedded.yaml'), 'utf8'));
  const { multimeter: _meter, 'multimeter-control': _control, ...capabilities } = bench.capabilities;
  for (const [name, file] of Object.entries<string>(capabilities.gateway.configurations))
    capabilities.gateway.configurations[name] = join(suites, file);
  bench.capabilities = { ...capabilities, operator };
  bench.item = { ...bench.item, protection_tester: 'relay tester 1', protection_tester_percent: '1' };
  const file = join(folder, 'bench.yaml');
  writeFileSync(file, stringify(bench));
  return file;
}

async function runWith(operator: object, into: (results: Results, code: number | null) => void): Promise<() => void> {
  const folder = makeTemporaryFolder();
  const reports = join(folder, 'reports');
  const selection = ['--project', 'site', '--grep', asked];
  const bench = benchWith(folder, operator);
  const ended = await command(['run', ...selection, '--bench', bench, '--reports', reports, '--quiet']);
  into(latestResults(reports), ended.code);
  return () => rmSync(folder, { recursive: true });
}

const judgementsOf = ({ spec }: Results, row: string) => spec.find((one) => one.row.id === row)?.judgements ?? [];

describe('a bench whose operator is nobody', () => {
  let results: Results;
  let code: number | null;
  let forget = () => {};
  before(async () => {
    forget = await runWith({ driver: 'nobody' }, (found, exit) => {
      results = found;
      code = exit;
    });
  });
  after(() => forget());

  it('ends inconclusive, and no row that a person should have seen passes', () => {
    assert.deepEqual([results.verdict, code], ['inconc', 2]);
    for (const row of [
      'status-lamp',
      'pilot-voltage',
      'pilot-voltage-b',
      'stop-vde-4105-trip',
      'stop-iec-61851-pilot',
    ]) {
      const judged = judgementsOf(results, row);
      assert.deepEqual(
        judged.map(({ verdict }) => verdict),
        ['inconc'],
        row,
      );
      assert.match(judged[0]?.reason ?? '', /could not be measured: .*; shown by a real station \(/, row);
    }
  });
  it('records that nobody answered, and asks no second time for the same errand', () => {
    assert.ok(results.prompts.length >= 3);
    for (const { answer, by } of results.prompts) {
      assert.match(answer ?? '', /^no answer: /);
      assert.equal(by, undefined);
    }
    assert.equal(results.prompts.filter(({ question }) => question.startsWith('Bring the control pilot')).length, 1);
  });
});

describe('a scripted operator', () => {
  const answers = {
    'status-lamp': false,
    'protection-trip': 120,
    'enter-service-delay': 299,
    ...Object.fromEntries(['a', 'b', 'c', 'd', 'e', 'f'].map((state) => [`pilot-state-${state}`, state !== 'd'])),
    'pilot-dc-volts-a': 12.1,
    'pilot-dc-volts-f': -12.05,
    'pilot-dc-volts-e': 0,
    'pilot-dc-volts-b': -10.95,
    'pilot-ac-volts-b': 4.58,
  };
  let results: Results;
  let forget = () => {};
  before(async () => {
    forget = await runWith({ driver: 'scripted', answers }, (found) => {
      results = found;
    });
  });
  after(() => forget());

  it('answers are judged, and who gave them is evidence', () => {
    const [lamp] = judgementsOf(results, 'status-lamp');
    assert.equal(lamp?.verdict, 'pass');
    assert.match(lamp?.measurement.labels?.['answered-by'] ?? '', /script/);
    assert.match(lamp?.caveats.join() ?? '', /a rehearsal, nobody has looked/);
    const [trip] = judgementsOf(results, 'stop-vde-4105-trip');
    assert.deepEqual([trip?.verdict, trip?.measurement.value, trip?.measurement.U], ['pass', 120, 1.2]);
    assert.equal(trip?.measurement.method, 'relay tester 1, read by a person');
    // 299 s with 1 % of uncertainty neither keeps nor breaks 300 s.
    assert.equal(judgementsOf(results, 'ieee-1547-enter-service')[0]?.verdict, 'inconc');
    for (const { by, answer } of results.prompts)
      assert.equal(by !== undefined, !(answer ?? '').startsWith('no answer'), answer);
  });
  it('a question without an answer leaves its row inconclusive', () => {
    const [pilot] = judgementsOf(results, 'stop-iec-61851-pilot');
    assert.equal(pilot?.verdict, 'inconc');
    assert.match(pilot?.reason ?? '', /has no answer to "pilot-fault-contactor"/);
  });
  it('the pilot read by hand passes where it stands still, and is too uncertain at 5 %', () => {
    for (const row of ['pilot-voltage', 'pilot-voltage-e', 'pilot-voltage-f'])
      assert.equal(judgementsOf(results, row)[0]?.verdict, 'pass', row);
    assert.equal(judgementsOf(results, 'pilot-voltage-b')[0]?.verdict, 'inconc');
    const [d] = judgementsOf(results, 'pilot-voltage-d');
    assert.match(d?.reason ?? '', /the person could not bring the line into state D/);
  });
});
