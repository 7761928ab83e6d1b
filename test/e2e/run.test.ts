import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { projectRoot } from '../../src/base/project-root.js';
import { findProgram, missing } from '../support/find-program.js';
import { opensslAccepts } from '../support/pdf-signature.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command, type Ended } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

describe('plumbline run, from the bench to the signed report', () => {
  const reports = makeTemporaryFolder();
  const folder = join(reports, 'latest');
  const root = join(folder, 'evidence', 'demo-report-root.pem');
  let run: Ended;
  before(async () => {
    const selection = ['--project', 'iso15118-2-dc-tcp', '--grep', 'SessionSetup_001|WholeSession'];
    run = await command(['run', ...selection, '--reports', reports, '--quiet']);
  });
  after(() => rmSync(reports, { recursive: true }));

  it('ends with exit code 0 and says where the report lies', () => {
    assert.equal(run.code, 0, `${run.stdout}${run.stderr}`);
    assert.match(run.stdout, /report {2}\S+report\.pdf\nrecord {2}\S+\n/);
    assert.equal(run.stderr, '');
  });

  it('has run the cases that were asked for, and each passed on observations of its own', () => {
    const { verdict, cases, run: summary, evidence, instruments } = latestResults(reports);
    assert.deepEqual([verdict, summary.complete, summary.ending], ['pass', true, 'finished']);
    assert.ok(cases.some(({ catalogueId }) => catalogueId === 'PL_SECC_DC_WholeSession_001'));
    assert.ok(cases.some(({ catalogueId }) => catalogueId === 'TC_SECC_CMN_VTB_SessionSetup_001'));
    for (const { caseId, verdict, observations, exchangeCount } of cases) {
      assert.equal(verdict, 'pass', caseId);
      assert.ok(observations.length >= 5 && exchangeCount >= 5, caseId);
    }
    assert.equal(evidence.filter(({ kind }) => kind === 'capture').length, 2);
    const tools = instruments.filter(({ id }) => id.startsWith('capture-')).map(({ name }) => name.split(' on ')[0]);
    assert.match(tools.join(' '), /^(tcpdump|dumpcap) (tcpdump|dumpcap)$/);
  });

  it('results.json follows the published schema', () => {
    const schema: unknown = JSON.parse(readFileSync(join(projectRoot(), 'docs', 'results.schema.json'), 'utf8'));
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    assert.ok(ajv.validate(schema as object, latestResults(reports)), ajv.errorsText());
  });

  it('pdfsig and openssl accept the signature of the PDF', { skip: missing('pdfsig', 'openssl') }, () => {
    const file = join(folder, 'report.pdf');
    const said = execFileSync(findProgram('pdfsig') ?? '', [file], { encoding: 'utf8' });
    assert.match(said, /Signature is Valid/);
    assert.match(said, /Total document signed/);
    assert.ok(opensslAccepts(readFileSync(file), 0, root, reports));
  });

  it('verify finds every link of the record whole', async () => {
    const verified = await command(['verify', folder, '--trust', root]);
    assert.equal(verified.code, 0, verified.stdout);
    assert.match(verified.stdout, / 0 broken, 0 cannot be checked/);
    // Without a root nothing says whom the key belongs to, and that is no pass.
    assert.equal((await command(['verify', folder])).code, 2);
  });

  for (const name of [
    'report.pdf',
    'events.jsonl',
    'results.json',
    'evidence/mesh0.pcapng',
    'evidence/logs/runner.log',
  ]) {
    it(`verify finds one flipped bit in ${name}`, async () => {
      const file = join(folder, name);
      const good = readFileSync(file);
      const changed = Buffer.from(good);
      const at = Math.floor(good.length / 2);
      changed[at] = (changed[at] ?? 0) ^ 1;
      writeFileSync(file, changed);
      try {
        const verified = await command(['verify', folder, '--trust', root]);
        assert.equal(verified.code, 1, verified.stdout);
        assert.match(verified.stdout, /✘ BROKEN/);
      } finally {
        writeFileSync(file, good);
      }
    });
  }
});
