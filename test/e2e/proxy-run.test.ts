import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import type { RecordedEvent } from '../../src/bench/proxy/record/proxy-event.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { command } from './run-support/command-line.js';
import { latestResults } from './run-support/record-events.js';

describe('a run through the proxy of the bench', () => {
  const folder = makeTemporaryFolder();
  after(() => rmSync(folder, { recursive: true }));

  /** The embedded bench with a proxy between vehicle and station. */
  const benchFile = () => {
    const suites = join(projectRoot(), 'suites');
    const text = readFileSync(join(suites, 'bench.embedded.yaml'), 'utf8')
      .replace(/^capabilities:$/m, 'capabilities:\n  proxy: { driver: embedded-proxy }')
      .replace(/: (gateway\.[\w.-]+\.yaml)/g, `: ${suites}/$1`);
    assert.match(text, /embedded-proxy/);
    const file = join(folder, 'bench.yaml');
    writeFileSync(file, text);
    return file;
  };

  it('ISO 15118-20 over TLS 1.3: the case passes, and the proxy has read every message of it', async () => {
    const id = 'TC20_SECC_DC_WholeSession_DC_scheduled';
    const selection = ['--project', 'iso15118-20-dc', '--grep', `${id} `];
    const { code, stderr } = await command([
      'run',
      ...selection,
      '--bench',
      benchFile(),
      '--reports',
      folder,
      '--quiet',
    ]);
    const { cases } = latestResults(folder);
    assert.deepEqual(
      cases.map(({ catalogueId, verdict }) => [catalogueId, verdict]),
      [[id, 'pass']],
      cases.map(({ reason }) => reason).join('\n'),
    );
    assert.equal(code, 0, stderr);
    const record = readFileSync(join(folder, 'latest', 'evidence', 'logs', 'proxy.jsonl'), 'utf8');
    const events = record
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as RecordedEvent);
    const connected = events.filter((event) => event.event === 'connected');
    assert.ok(connected.length > 0);
    for (const { tls } of connected) {
      assert.match(tls?.vehicle ?? '', /^TLSv1\.3 /);
      assert.match(tls?.station ?? '', /^TLSv1\.3 /);
    }
    const messages = events.filter((event) => event.event === 'message');
    assert.ok(messages.some(({ message, schema }) => message === 'DC_ChargeLoopReq' && schema === 'iso20.dc'));
    assert.ok(messages.every(({ unread, sent }) => unread === undefined && sent[0]?.as === 'original'));
  });
});
