import assert from 'node:assert/strict';
import { chmodSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { defaultBenchFile } from '../../src/bench/open-bench.js';
import { executeRun } from '../../src/cli/run/execute-run.js';
import { prepareReportsFolder } from '../../src/cli/run/reports-folder.js';
import type { RunRequest } from '../../src/cli/run/run-request.js';
import { countExecutions, listCases } from '../../src/cli/run/select-cases.js';
import { ownSpecTable, referencePics, runOnBench } from '../../src/cli/run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const code = (wanted: string) => (error: unknown) => error instanceof PlumblineError && error.code === wanted;

const request = (changes: Partial<RunRequest>): RunRequest => ({
  title: 'test',
  level: 'nightly',
  bench: defaultBenchFile(),
  projects: [],
  grep: undefined,
  specTable: ownSpecTable,
  pics: referencePics,
  reports: '/nowhere',
  signing: undefined,
  technician: undefined,
  withholdSecrets: false,
  faults: [],
  trials: undefined,
  expected: undefined,
  profile: 'strict',
  quiet: true,
  ...changes,
});

describe('what a run asks before it brings a bench up', () => {
  it('refuses a selection that fits no case, and leaves nothing behind', async (t) => {
    const reports = temporaryFolder(t);
    await assert.rejects(executeRun(request({ reports, grep: 'NoSuchCase_000' })), code('CLI-002'));
    assert.deepEqual(readdirSync(reports), []);
  });

  it('refuses a reports folder below /proc at once', async () => {
    const begun = process.hrtime.bigint();
    await assert.rejects(runOnBench(request({ reports: '/proc/reports/here' })), code('RECORD-001'));
    // Not after the patience for a file system that does not answer, and without a bench.
    const ms = Number(process.hrtime.bigint() - begun) / 1e6;
    assert.ok(ms < 5000, `${ms.toFixed(0)} ms`);
  });

  it('does not wait for a file system that does not answer', async (t) => {
    const folder = join(temporaryFolder(t), 'reports');
    const begun = process.hrtime.bigint();
    await assert.rejects(
      prepareReportsFolder(folder, { maker: ['sh', '-c', 'sleep 20'], patienceMs: 100 }),
      (error: unknown) => code('RECORD-001')(error) && /within 0.1 s/.test(String(error)),
    );
    assert.ok(Number(process.hrtime.bigint() - begun) / 1e6 < 15_000);
    assert.equal(existsSync(folder), false);
  });

  it('takes a folder that is there, and makes one that is not', async (t) => {
    const folder = join(temporaryFolder(t), 'a', 'b');
    await prepareReportsFolder(folder);
    await prepareReportsFolder(folder);
    assert.ok(existsSync(folder));
  });

  it('refuses a folder that may not be written to', {
    skip: process.getuid?.() === 0 && 'root may write',
  }, async (t) => {
    const folder = temporaryFolder(t);
    chmodSync(folder, 0o500);
    await assert.rejects(prepareReportsFolder(folder), code('RECORD-001'));
    chmodSync(folder, 0o700);
  });

  it('refuses a file in the place of the folder', async () => {
    await assert.rejects(prepareReportsFolder(`${defaultBenchFile()}/reports`), code('RECORD-001'));
  });
});

describe('cases of a selection', () => {
  it('counts a case once in each project that runs it', async () => {
    const grep = 'TC_SECC_CMN_VTB_SessionSetup_001';
    const both = await listCases({ projects: ['iso15118-2-dc-tcp', 'iso15118-2-dc-tls'], grep });
    const one = await listCases({ projects: ['iso15118-2-dc-tcp'], grep });
    assert.deepEqual([both.length, one.length], [1, 1]);
    assert.deepEqual(both[0]?.projects, ['iso15118-2-dc-tcp', 'iso15118-2-dc-tls']);
    assert.deepEqual([countExecutions(both), countExecutions(one)], [2, 1]);
    assert.deepEqual(await listCases({ projects: ['iso15118-2-dc-tcp'], grep: 'NoSuchCase_000' }), []);
  });
});
