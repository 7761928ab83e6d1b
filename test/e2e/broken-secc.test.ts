import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { CaseResult } from '../../src/record/results.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { benchWith } from './run-support/broken-bench.js';
import { command } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

describe('an SECC that is broken, or out of reach, passes nothing', { concurrency: true }, () => {
  const folder = makeTemporaryFolder();
  after(() => rmSync(folder, { recursive: true }));

  const runWith = async (mode: string, grep: string) => {
    const reports = join(folder, mode);
    mkdirSync(reports);
    const selection = ['--project', 'iso15118-2-dc-tcp', '--grep', grep];
    const bench = ['--bench', benchWith('broken-secc', mode, reports)];
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

  it('unplugged in the charging loop: nobody is blamed for the link, in this case and in what comes after it', async () => {
    const { cases } = await runWith('unplugged', 'WholeSession|DC_VTB_PowerDelivery_007');
    assert.deepEqual(told(cases), {
      PL_SECC_DC_WholeSession_001: 'inconc',
      TC_SECC_DC_VTB_PowerDelivery_007: 'inconc',
    });
    for (const { reason } of cases)
      assert.match(reason, /^the link: the capture shows nothing of (the SECC|any other station)/);
  });

  it('killed in the charging loop: its end is a finding, and it is not started again in secret', async () => {
    const { cases, warnings } = await runWith('killed', 'WholeSession|DC_VTB_PowerDelivery_007');
    assert.equal(told(cases)['PL_SECC_DC_WholeSession_001'], 'fail');
    // By the time of the next case, at the latest, the bench knows; that case has a gateway again and may pass.
    assert.ok(warnings.some(({ text }) => /has ended by itself \(exit code 1\) and is started again/.test(text)));
  });
});
