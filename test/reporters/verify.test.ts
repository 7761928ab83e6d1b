import assert from 'node:assert/strict';
import {
  appendFileSync,
  cpSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, type TestContext, test } from 'node:test';
import type { PlumblineError } from '../../src/base/errors.js';
import { addSignature, signaturesOf } from '../../src/reporters/approve-report.js';
import { makeReports } from '../../src/reporters/make-reports.js';
import { Multiplexer } from '../../src/reporters/multiplexer.js';
import { type Verification, verifyPath } from '../../src/reporters/verify/verify-path.js';
import { missing } from '../support/find-program.js';
import { signedAt, writeFinishedRun } from '../support/finished-run.js';
import { writeSampleRun } from '../support/sample-run.js';
import { seededRandom } from '../support/seeded-random.js';
import { mintSigningChain, type SigningChain } from '../support/signing-chain.js';
import { makeTemporaryFolder, temporaryFolder } from '../support/temporary-folder.js';

describe('plumbline verify', { skip: missing('openssl') }, () => {
  let chain: SigningChain;
  let original: string;
  const base = makeTemporaryFolder();

  before(async () => {
    const minted = mintSigningChain(base);
    assert.ok(minted !== undefined);
    chain = minted;
    original = await writeFinishedRun(join(base, 'reports'), chain.technician.signer, { cases: 3 });
  });
  after(() => rmSync(base, { recursive: true, force: true }));

  function copy(t: TestContext): string {
    const folder = join(temporaryFolder(t), 'run');
    cpSync(original, folder, { recursive: true });
    return folder;
  }

  const check = (folder: string): Promise<Verification> => verifyPath(folder, { trust: chain.root });
  const state = ({ links }: Verification, name: string): string | undefined =>
    links.find((link) => link.name === name)?.state;

  test('everything holds as it was written, with a trusted root: exit 0', async () => {
    const verification = await check(original);
    assert.deepEqual(
      verification.links.filter((link) => link.state !== 'holds'),
      [],
    );
    assert.equal(verification.links.length, 9);
    assert.equal(verification.exitCode, 0);
  });

  test('without a root the trust cannot be checked: exit 2', async () => {
    const verification = await verifyPath(original);
    assert.equal(state(verification, 'trust in the technician'), 'unchecked');
    assert.equal(verification.exitCode, 2);
  });

  test('a strange root vouches for nobody: exit 1', async (t) => {
    const other = mintSigningChain(temporaryFolder(t));
    const verification = await verifyPath(original, { trust: other?.root ?? '' });
    assert.equal(state(verification, 'trust in the technician'), 'broken');
    assert.equal(verification.exitCode, 1);
  });

  test('one flipped bit anywhere in any file is found', async (t) => {
    const folder = copy(t);
    const random = seededRandom(99);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
      statSync(join(folder, path)).isFile(),
    );
    assert.equal(files.length, 10);
    for (const path of files) {
      const file = join(folder, path);
      const bytes = readFileSync(file);
      const places = [0, bytes.length - 1, ...Array.from({ length: 4 }, () => Math.floor(random() * bytes.length))];
      for (const at of places) {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
        writeFileSync(file, changed);
        const { exitCode } = await check(folder);
        assert.equal(exitCode, 1, `a change at byte ${at} of ${path} went unseen`);
      }
      writeFileSync(file, bytes);
    }
    assert.equal((await check(folder)).exitCode, 0);
  });

  test('one flipped bit anywhere in a report by itself is found by its signature alone', async (t) => {
    const file = join(temporaryFolder(t), 'report.pdf');
    const bytes = readFileSync(join(original, 'report.pdf'));
    writeFileSync(file, bytes);
    assert.equal((await check(file)).exitCode, 2, 'nothing is broken; the run folder is not here');
    const random = seededRandom(5);
    const gap = bytes.indexOf('/Contents <');
    const places = Array.from({ length: 120 }, (_, i) =>
      // Half of them in the signature itself, the one place that no byte range covers.
      i % 2 === 0 ? Math.floor(random() * bytes.length) : gap + 11 + Math.floor(random() * 24_576),
    );
    for (const at of places) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(file, changed);
      assert.equal((await check(file)).exitCode, 1, `a change at byte ${at} went unseen`);
    }
  });

  test('bytes after the last signature are found', async (t) => {
    const file = join(temporaryFolder(t), 'report.pdf');
    cpSync(join(original, 'report.pdf'), file);
    appendFileSync(file, '\n');
    assert.equal((await check(file)).exitCode, 1);
  });

  test('the approver signs after the technician, and everything still holds', async (t) => {
    const folder = copy(t);
    await addSignature(folder, { signer: chain.approver.signer, role: 'approver', at: signedAt() });
    assert.deepEqual(signaturesOf(folder), ['technician', 'approver']);
    const verification = await check(folder);
    assert.equal(state(verification, 'signature of the technician'), 'holds');
    assert.equal(state(verification, 'signature of the approver'), 'holds');
    assert.equal(verification.exitCode, 0);
  });

  const tampers: readonly [string, (folder: string) => void, string][] = [
    ['an evidence file is missing', (folder) => rmSync(join(folder, 'evidence/power.csv')), 'evidence'],
    ['a file was added', (folder) => writeFileSync(join(folder, 'evidence/extra.txt'), 'x'), 'manifest'],
    [
      'evidence was swapped',
      (folder) => renameSync(join(folder, 'evidence/eth1.pcapng'), join(folder, 'evidence/mesh0.pcapng')),
      'evidence',
    ],
    [
      'results.json is that of another run',
      (folder) => writeFileSync(join(folder, 'results.json'), '{}'),
      'results from the journal',
    ],
    [
      'the end of the journal was cut off',
      (folder) => truncateLine(join(folder, 'events.jsonl')),
      'results from the journal',
    ],
    ['the report is no PDF', (folder) => writeFileSync(join(folder, 'report.pdf'), 'x'), 'report'],
  ];
  for (const [title, tamper, link] of tampers) {
    test(`found: ${title}`, async (t) => {
      const folder = copy(t);
      tamper(folder);
      const verification = await check(folder);
      assert.equal(state(verification, link), 'broken', JSON.stringify(verification.links));
      assert.equal(verification.exitCode, 1);
    });
  }

  test('a report that is not signed, or not there, cannot be checked: exit 2', async (t) => {
    const folder = await writeFinishedRun(temporaryFolder(t), undefined, { cases: 1 });
    const unsigned = await check(folder);
    assert.equal(state(unsigned, 'signature'), 'unchecked');
    assert.equal(unsigned.exitCode, 2);
  });

  test('a killed run can be reported, verified, and is called INCOMPLETE', async (t) => {
    const folder = await writeSampleRun(temporaryFolder(t), { killedAfter: 25 });
    appendFileSync(join(folder, 'events.jsonl'), '{"type":"log","at":"2025');
    const made = await makeReports(folder, new Multiplexer([], () => undefined));
    assert.match(made.results.verdictReason, /^INCOMPLETE/);
    const { links } = await check(folder);
    assert.match(links.find(({ name }) => name === 'journal chain')?.detail ?? '', /torn.*INCOMPLETE/);
    assert.ok(links.every((link) => link.state !== 'broken'));
  });

  test('a damaged journal is not reported from: RECORD-009', async (t) => {
    const folder = copy(t);
    const file = join(folder, 'events.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('commissioning', 'type-test'));
    const made = makeReports(folder, new Multiplexer([], () => undefined));
    await assert.rejects(made, (error: PlumblineError) => error.code === 'RECORD-009');
  });

  test('nothing there is RECORD-002, a root that is none is REPORTERS-007', async (t) => {
    const folder = temporaryFolder(t);
    await assert.rejects(verifyPath(join(folder, 'none')), (error: PlumblineError) => error.code === 'RECORD-002');
    await assert.rejects(verifyPath(folder), (error: PlumblineError) => error.code === 'RECORD-002');
    const wrong = verifyPath(original, { trust: join(original, 'results.json') });
    await assert.rejects(wrong, (error: PlumblineError) => error.code === 'REPORTERS-007');
  });
});

function truncateLine(file: string): void {
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, bytes.lastIndexOf(0x0a, bytes.length - 2) + 1));
}
