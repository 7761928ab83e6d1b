import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import type { CaseResult } from '../../src/record/results.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

const suites = join(projectRoot(), 'suites');
const program = join(import.meta.dirname, 'run-support', 'broken-secc.js');

/** The embedded bench with an SECC of ours in place of the gateway. */
function benchWith(mode: string, folder: string): string {
  const words = [process.execPath, program, mode].map((word) => JSON.stringify(word)).join(', ');
  const file = join(folder, `bench-${mode}.yaml`);
  const text = readFileSync(join(suites, 'bench.embedded.yaml'), 'utf8')
    .replace(/command: .*/, `command: [${words}, '{config}']`)
    .replace(/(ac|dc): (gateway\.\w+\.yaml)/g, `$1: ${suites}/$2`);
  writeFileSync(file, text);
  return file;
}

describe('an SECC that is broken, or out of reach, passes nothing', { concurrency: true }, () => {
  const folder = makeTemporaryFolder();
  after(() => rmSync(folder, { recursive: true }));

  const runWith = async (mode: string, grep: string) => {
    const reports = join(folder, mode);
    mkdirSync(reports);
    const selection = ['--project', 'iso15118-2-dc-tcp', '--grep', grep];
    const bench = ['--bench', benchWith(mode, reports)];
    const { code, stderr } = await command(['run', ...selection, ...bench, '--reports', reports, '--quiet']);
    const results = latestResults(reports);
    assert.equal(code, results.exitCode, stderr);
    assert.notEqual(code, 0);
    return results;
  };
  const told = (cases: readonly CaseResult[]) =>
    Object.fromEntries(cases.map(({ catalogueId, verdict }) => [catalogueId, verdict]));

  it('deaf after the handshake: silence in answer to a faulty frame proves nothing there', async () => {
    const { cases } = await runWith('deaf', 'VTB_SessionSetup_003|V2GTPSessionSetup_00[12]');
    assert.equal(cases.length, 3);
    for (const { caseId, verdict, reason } of cases) assert.notEqual(verdict, 'pass', `${caseId}: ${reason}`);
  });

  it('unplugged in the charging loop: the session fails, and what comes after it is inconclusive', async () => {
    const { cases } = await runWith('unplugged', 'WholeSession|DC_VTB_PowerDelivery_007');
    assert.deepEqual(told(cases), {
      PL_SECC_DC_WholeSession_001: 'fail',
      TC_SECC_DC_VTB_PowerDelivery_007: 'inconc',
    });
  });

  it('killed in the charging loop: its end is a finding, and it is not started again in secret', async () => {
    const { cases, warnings } = await runWith('killed', 'WholeSession|DC_VTB_PowerDelivery_007');
    assert.equal(told(cases)['PL_SECC_DC_WholeSession_001'], 'fail');
    // By the time of the next case, at the latest, the bench knows; that case has a gateway again and may pass.
    assert.ok(warnings.some(({ text }) => /has ended by itself \(exit code 1\) and is started again/.test(text)));
  });
});
