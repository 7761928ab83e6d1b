import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { PlumblineError } from '../../src/base/errors.js';
import { EvidenceRegistry } from '../../src/record/evidence.js';
import { openJournal } from '../../src/record/journal.js';
import { buildManifest, manifestText, parseManifest } from '../../src/record/manifest.js';
import { readJournal } from '../../src/record/read-journal.js';
import { createRunFolder, newRunId } from '../../src/record/run-folder.js';
import { SteppedClock, writeSampleRun } from '../support/sample-run.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const facts = { kind: 'other', description: 'a test file' } as const;

test('evidence is hashed and told of in the journal', async (t) => {
  const folder = createRunFolder(temporaryFolder(t), 'r1');
  const journal = openJournal(join(folder, 'events.jsonl'));
  const evidence = new EvidenceRegistry(folder, journal);
  writeFileSync(evidence.pathFor('own.bin'), 'abc');
  await evidence.adopt('own.bin', facts);
  await evidence.write('deep/er/text.txt', 'hello', facts);
  await evidence.copy(evidence.pathFor('own.bin'), 'copy.bin', facts);
  await journal.close();
  const events = readJournal(journal.file).events.flatMap((event) => (event.type === 'evidence' ? [event] : []));
  assert.deepEqual(
    events.map(({ path, size, sha256 }) => [path, size, sha256]),
    [
      ['evidence/own.bin', 3, createHash('sha256').update('abc').digest('hex')],
      ['evidence/deep/er/text.txt', 5, createHash('sha256').update('hello').digest('hex')],
      ['evidence/copy.bin', 3, createHash('sha256').update('abc').digest('hex')],
    ],
  );
});

test('evidence outside the folder, missing, linked or twice is RECORD-005', async (t) => {
  const folder = createRunFolder(temporaryFolder(t), 'r1');
  const journal = openJournal(join(folder, 'events.jsonl'));
  const evidence = new EvidenceRegistry(folder, journal);
  const refused = (error: PlumblineError): boolean => error.code === 'RECORD-005';
  await evidence.write('once.txt', '1', facts);
  symlinkSync('/etc/hostname', evidence.pathFor('link'));
  await assert.rejects(evidence.write('once.txt', '2', facts), refused);
  await assert.rejects(evidence.adopt('missing', facts), refused);
  await assert.rejects(evidence.adopt('link', facts), refused);
  await assert.rejects(evidence.write('../out.txt', '1', facts), refused);
  assert.equal(journal.head.count, 1);
  await journal.close();
});

test('latest points at the newest run, and a run folder is never used twice', (t) => {
  const reports = temporaryFolder(t);
  createRunFolder(reports, 'r1');
  createRunFolder(reports, 'r2');
  assert.equal(readlinkSync(join(reports, 'latest')), 'r2');
  assert.throws(
    () => createRunFolder(reports, 'r1'),
    (error: PlumblineError) => error.code === 'RECORD-006',
  );
});

test('a run id sorts by time', () => {
  assert.equal(
    newRunId(new SteppedClock(), (n) => new Uint8Array(n).fill(0xab)),
    '20250301T093000Z-abab',
  );
});

test('the manifest holds every file, what it is, and checks itself', async (t) => {
  const folder = await writeSampleRun(temporaryFolder(t));
  writeFileSync(join(folder, 'stray.txt'), 'x');
  const { events, head } = readJournal(join(folder, 'events.jsonl'));
  const run = { runId: 'r', record: { events: events.length, head }, problems: [] };
  const manifest = await buildManifest(folder, run, events);
  assert.deepEqual(
    manifest.files.map(({ path, kind }) => [path, kind]),
    [
      ['events.jsonl', 'record'],
      ['evidence/eth1.pcapng', 'capture'],
      ['evidence/mesh0.pcapng', 'capture'],
      ['evidence/power.csv', 'power-trace'],
      ['evidence/uname.txt', 'command-output'],
      ['stray.txt', 'unregistered'],
    ],
  );
  for (const { path, sha256 } of manifest.files) {
    assert.equal(
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex'),
      sha256,
    );
  }
  const text = manifestText(manifest);
  assert.deepEqual(parseManifest(text), JSON.parse(JSON.stringify(manifest)));
  const bytes = Buffer.from(text);
  for (let i = 0; i < bytes.length; i += 1) {
    bytes[i] = (bytes[i] ?? 0) ^ 1;
    assert.equal(parseManifest(bytes.toString('utf8')), undefined, `a change at ${i} went unseen`);
    bytes[i] = (bytes[i] ?? 0) ^ 1;
  }
});
