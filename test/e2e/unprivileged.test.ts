import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chownSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

/** The user nobody of Debian. */
const nobody = 65534;
const isRoot = process.getuid?.() === 0;
const asNobody = isRoot ? ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'] : [];

function cannot(): string | false {
  const [program = '', ...rest] = [...asNobody, 'unshare', '--user', '--map-root-user', 'true'];
  const tried = spawnSync(program, rest, { encoding: 'utf8' });
  if (tried.status !== 0) return `NOT TESTED: this kernel gives no user namespaces (${tried.stderr.trim()})`;
  const [read = '', ...words] = [...asNobody, 'test', '-r', join(projectRoot(), 'package.json')];
  return spawnSync(read, words).status === 0 ? false : `NOT TESTED: nobody may not read ${projectRoot()}`;
}

describe('plumbline run without root', { skip: cannot() }, () => {
  const reports = makeTemporaryFolder();
  after(() => rmSync(reports, { recursive: true }));

  it('does the whole job: bench, captures, cases, signed report', async () => {
    if (isRoot) chownSync(reports, nobody, nobody);
    const selection = ['--project', 'iso15118-2-dc-tcp', '--grep', 'SessionSetup_001|WholeSession'];
    const env = { HOME: reports };
    const run = await command(['run', ...selection, '--reports', reports, '--quiet'], {
      by: asNobody,
      cwd: reports,
      env,
    });
    assert.equal(run.code, 0, `${run.stdout}${run.stderr}`);
    const { verdict, evidence } = latestResults(reports);
    assert.equal(verdict, 'pass');
    const captures = evidence.filter(({ kind }) => kind === 'capture');
    assert.equal(captures.length, 2);
    for (const { path } of captures) assert.ok(statSync(join(reports, 'latest', path)).size > 100, path);
    const root = join(reports, 'latest', 'evidence', 'demo-report-root.pem');
    const verified = await command(['verify', join(reports, 'latest'), '--trust', root], { by: asNobody, env });
    assert.equal(verified.code, 0, verified.stdout);
  });
});
