import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { missing } from '../support/find-program.js';
import { writeFinishedRun } from '../support/finished-run.js';
import { writeSampleRun } from '../support/sample-run.js';
import { mintSigningChain, type SigningChain } from '../support/signing-chain.js';
import { makeTemporaryFolder, temporaryFolder } from '../support/temporary-folder.js';

const entry = `import(${JSON.stringify(join(projectRoot(), 'dist/src/cli/main.js'))}).then((m) => m.main(process.argv.slice(1)))`;

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

function plumbline(...argv: string[]): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['-e', entry, '--', ...argv], { stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (part) => {
      out += part;
    });
    child.stderr.on('data', (part) => {
      err += part;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('verify and report commands', { skip: missing('openssl') }, () => {
  const base = makeTemporaryFolder();
  let chain: SigningChain;
  let folder: string;
  before(async () => {
    const minted = mintSigningChain(base);
    assert.ok(minted !== undefined);
    chain = minted;
    folder = await writeFinishedRun(join(base, 'reports'), chain.technician.signer, { cases: 2 });
  });
  after(() => rmSync(base, { recursive: true, force: true }));

  test('verify prints a line for each link and exits 0 when all hold', async () => {
    const { code, out } = await plumbline('verify', folder, '--trust', chain.root);
    assert.equal(code, 0);
    assert.match(out, /^✔ holds +journal chain/m);
    assert.match(out, /9 hold, 0 broken, 0 cannot be checked/);
  });

  test('verify --json is one JSON object and exits 2 when trust cannot be checked', async () => {
    const { code, out } = await plumbline('verify', folder, '--json');
    assert.equal(code, 2);
    const { exitCode, links } = JSON.parse(out) as { exitCode: number; links: { state: string }[] };
    assert.equal(exitCode, 2);
    assert.equal(links.filter(({ state }) => state === 'unchecked').length, 1);
  });

  test('verify exits 1 with a broken link and 4 where nothing is', async (t) => {
    const broken = await writeFinishedRun(temporaryFolder(t), undefined, { cases: 1 });
    writeFileSync(join(broken, 'report.html'), 'x');
    const { code, out } = await plumbline('verify', broken);
    assert.equal(code, 1);
    assert.match(out, /✘ BROKEN +manifest +report\.html was changed/);
    const none = await plumbline('verify', join(base, 'nothing'));
    assert.equal(none.code, 4);
    assert.match(none.err, /RECORD-002[\s\S]*cure:/);
  });

  test('report makes everything from a bare journal, and the exit code is that of the run', async (t) => {
    const bare = await writeSampleRun(temporaryFolder(t), { cases: 2 });
    const { code, out } = await plumbline(
      'report',
      bare,
      '--key',
      chain.technician.key,
      '--chain',
      chain.technician.chain,
    );
    assert.equal(code, 1, 'the sample run fails');
    assert.match(out, /Summary by area/);
    const verified = await plumbline('verify', bare, '--trust', chain.root);
    assert.equal(verified.code, 0, verified.out);
  });

  test('report does not replace a signed report unless told to; the approver signs after the technician', async () => {
    const before = readFileSync(join(folder, 'report.pdf'));
    const refused = await plumbline('report', folder);
    assert.equal(refused.code, 4);
    assert.match(refused.err, /REPORTERS-006/);
    assert.ok(readFileSync(join(folder, 'report.pdf')).equals(before));
    const approved = await plumbline(
      'report',
      folder,
      '--approve',
      '--key',
      chain.approver.key,
      '--chain',
      chain.approver.chain,
    );
    assert.equal(approved.code, 0, approved.err);
    const { code, out } = await plumbline('verify', folder, '--trust', chain.root);
    assert.equal(code, 0, out);
    assert.match(out, /signature of the approver +made with the key of Test approver/);
    const twice = await plumbline(
      'report',
      folder,
      '--approve',
      '--key',
      chain.approver.key,
      '--chain',
      chain.approver.chain,
    );
    assert.match(twice.err, /REPORTERS-005/);
  });

  for (const command of ['verify', 'report']) {
    test(`${command} --help ends in examples`, async () => {
      const { code, out } = await plumbline(command, '--help');
      assert.equal(code, 0);
      assert.match(out, /Examples:[\s\S]*reports\/latest/);
    });
  }
});
