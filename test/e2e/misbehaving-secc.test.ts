import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { CaseResult } from '../../src/record/results.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { benchWith } from './run-support/broken-bench.js';
import { command } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

const [session, first] = ['PL_SECC_DC_WholeSession_001', 'TC_SECC_CMN_VTB_SessionSetup_001'];

interface Row {
  readonly mode: string;
  /** The reason of the whole session. */
  readonly cause: RegExp;
  readonly verdicts: Readonly<Record<string, CaseResult['verdict']>>;
}

/** Two faults of each kind: bytes, time and the connection; the rest of the table in docs/honesty.md was made alike. */
const rows: readonly Row[] = [
  { mode: 'flood@2', cause: /was answered by SessionSetupRes/, verdicts: { [session]: 'fail', [first]: 'pass' } },
  { mode: 'huge@2', cause: /no V2GTP frame: v2gtp-length/, verdicts: { [session]: 'fail', [first]: 'fail' } },
  { mode: 'half@4', cause: /bytes of a frame/, verdicts: { [session]: 'fail', [first]: 'pass' } },
  // Its host answers neighbour discovery, and drops everything else: no dead link.
  {
    mode: 'drop@6',
    cause: /no answer to \w+Req .*the link is there: the capture shows neighbour discovery of the host of the SECC/,
    verdicts: { [session]: 'fail', [first]: 'pass' },
  },
  { mode: 'reset@9', cause: /the connection ended at \w+: reset/, verdicts: { [session]: 'fail', [first]: 'pass' } },
];

describe('an SECC that misbehaves at a step of the session', { concurrency: 2 }, () => {
  const folder = makeTemporaryFolder();
  after(() => rmSync(folder, { recursive: true }));

  for (const { mode, cause, verdicts } of rows) {
    it(`${mode}: the campaign finishes, each case has its verdict and a cause`, async () => {
      const reports = join(folder, mode);
      mkdirSync(reports);
      const selection = ['--project', 'iso15118-2-dc-tcp', '--grep', 'WholeSession|VTB_SessionSetup_001'];
      const bench = ['--bench', benchWith('misbehaving-secc', mode, reports)];
      const { code, stderr } = await command(['run', ...selection, ...bench, '--reports', reports, '--quiet']);
      const { cases, run, exitCode } = latestResults(reports);
      assert.equal(code, exitCode, stderr);
      assert.deepEqual([run.complete, run.ending], [true, 'finished']);
      const told = Object.fromEntries(cases.map(({ catalogueId, verdict }) => [catalogueId, verdict]));
      assert.deepEqual(told, verdicts, cases.map(({ reason }) => reason).join('\n'));
      for (const { catalogueId, reason } of cases) {
        assert.notEqual(reason, '');
        if (catalogueId === session) assert.match(reason, cause);
      }
    });
  }
});
