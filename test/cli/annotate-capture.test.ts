import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { annotateCapture, type CaptureAnnotation } from '../../src/cli/run/annotate-capture.js';
import { CaseComments } from '../../src/cli/run/case-comments.js';
import { isoTime } from '../../src/record/iso-time.js';
import type { CapturePacket } from '../../src/wire/pcap/capture-item.js';
import { PcapWriter } from '../../src/wire/pcap/pcap-writer.js';
import { captureItems, fixtureCapture, packetsOf, readSessions } from '../support/captures.js';
import { missing } from '../support/find-program.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const plain: CaptureAnnotation = {
  name: 'mesh0',
  description: 'mesh interface of the bench',
  application: 'plumbline with tcpdump',
  remarks: [],
  comments: [],
  keyLog: undefined,
  lost: 0,
};

const fixture = 'iso20-dc-tls';
const recorded = packetsOf(captureItems(fixtureCapture(`${fixture}.pcap`)));

/** A recording of our own as the capture tool writes it, with its key log. */
function prepare(folder: string): { readonly source: string; readonly target: string; readonly keyLog: string } {
  const writer = new PcapWriter({ linkType: 1 });
  const records = recorded.map(({ timestampNs, data, originalLength }) =>
    writer.record({ timestampNs: timestampNs!, data, originalLength }),
  );
  const source = join(folder, 'mesh0.pcap');
  writeFileSync(source, Buffer.concat([writer.header(), ...records]));
  const keyLog = join(folder, 'tls.keylog');
  writeFileSync(keyLog, fixtureCapture(`${fixture}.keylog`));
  return { source, target: join(folder, 'mesh0.pcapng'), keyLog };
}

const facts = ({ timestampNs, data, originalLength }: CapturePacket): object => ({ timestampNs, originalLength, data });

test('every packet is kept to the bit, with its nanoseconds', async (t) => {
  const { source, target } = prepare(temporaryFolder(t));
  const done = await annotateCapture(source, target, plain);
  assert.deepEqual(done, { packets: recorded.length, secrets: false, left: 0, findings: [] });
  const items = captureItems(readFileSync(target));
  assert.deepEqual(packetsOf(items).map(facts), recorded.map(facts));
  const [section, described] = items;
  assert.equal(section?.kind === 'section' && section.application, 'plumbline with tcpdump');
  assert.equal(described?.kind === 'interface' && described.name, 'mesh0');
  assert.equal(described?.kind === 'interface' && described.resolutionNs, 1);
  const statistics = items.at(-1);
  assert.equal(statistics?.kind === 'statistics' && statistics.received, recorded.length);
});

test('the embedded secrets open the session, and without them it stays closed', async (t) => {
  const { source, target, keyLog } = prepare(temporaryFolder(t));
  await annotateCapture(source, target, { ...plain, keyLog });
  const opened = readSessions(captureItems(readFileSync(target)));
  assert.equal(opened.summaries[0]!.ending, 'session-stop');
  assert.equal(opened.summaries[0]!.tls!.secrets, 'capture-block');
  assert.equal(opened.messages.length, 66);
  const remarks = ['the site withholds the TLS secrets of this run'];
  await annotateCapture(source, target, { ...plain, remarks });
  const items = captureItems(readFileSync(target));
  assert.equal(readSessions(items).summaries[0]!.ending, 'encrypted');
  assert.deepEqual(items[0]?.kind === 'section' && items[0].comments, remarks);
});

test('a key log longer than a block goes into several, cut at line ends', async (t) => {
  const folder = temporaryFolder(t);
  const { source, target, keyLog } = prepare(folder);
  const real = readFileSync(keyLog, 'latin1');
  const other = `CLIENT_RANDOM ${'ab'.repeat(32)} ${'cd'.repeat(48)}\n`;
  writeFileSync(keyLog, other.repeat(7000) + real + other.repeat(7000));
  await annotateCapture(source, target, { ...plain, keyLog });
  const items = captureItems(readFileSync(target));
  const blocks = items.flatMap((item) => (item.kind === 'secrets' ? [Buffer.from(item.data).toString('latin1')] : []));
  assert.ok(blocks.length >= 3);
  assert.equal(blocks.join(''), readFileSync(keyLog, 'latin1'));
  assert.ok(blocks.every((text) => text.endsWith('\n')));
  assert.equal(readSessions(items).messages.length, 66);
});

test('a case is named at the first packet after it began', async (t) => {
  const { source, target } = prepare(temporaryFolder(t));
  const at = (index: number): bigint => recorded[index]!.timestampNs!;
  const cases = new CaseComments();
  const common = { purpose: '', area: '', requirements: [] };
  const begin = (caseId: string, ns: bigint): void =>
    cases.onEvent({ type: 'case-started', at: isoTime(ns), caseId, title: `title of ${caseId}`, ...common });
  const end = (caseId: string, verdict: 'pass' | 'fail', durationMs: number): void =>
    cases.onEvent({
      type: 'case-ended',
      at: isoTime(at(0)),
      caseId,
      verdict,
      ending: 'finished',
      applicable: true,
      reason: '',
      durationMs,
    });
  begin('first', at(0) - 5n);
  end('first', 'pass', 1234);
  begin('exactly', at(20));
  end('exactly', 'fail', 80);
  begin('between', at(20) + 1n);
  begin('late', at(recorded.length - 1) + 1n);
  const done = await annotateCapture(source, target, { ...plain, comments: cases.comments() });
  assert.equal(done.left, 1);
  const comments = packetsOf(captureItems(readFileSync(target))).flatMap(({ number, comments: texts }) =>
    texts.map((text) => [number, text]),
  );
  assert.deepEqual(comments, [
    [1, 'case first begins: title of first (verdict pass after 1.2 s)'],
    [21, 'case exactly begins: title of exactly (verdict fail after 0.1 s)'],
    [22, 'case between begins: title of between (not ended)'],
  ]);
});

test('tshark opens it decrypted and shows the comments', { skip: missing('tshark') }, async (t) => {
  const { source, target, keyLog } = prepare(temporaryFolder(t));
  const comments = [{ atNs: recorded[10]!.timestampNs!, text: 'case x begins: ü' }];
  await annotateCapture(source, target, { ...plain, keyLog, comments });
  const args = [
    '-r',
    target,
    '-T',
    'fields',
    '-e',
    'frame.comment',
    '-e',
    'frame.interface_name',
    '-e',
    'tls.app_data',
  ];
  const { stdout } = spawnSync('tshark', args, { encoding: 'utf8', maxBuffer: 1 << 24 });
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, recorded.length);
  assert.match(lines[10]!, /^case x begins: ü\tmesh0/);
  const follow = ['-r', target, '-q', '-z', 'follow,tls,raw,0'];
  const inside = spawnSync('tshark', follow, { encoding: 'utf8', maxBuffer: 1 << 24 }).stdout;
  const frames = inside.split('\n').filter((line) => /^\t?01fe80/.test(line));
  assert.equal(frames.length, 66);
});

test('a capture that breaks off is kept up to there, and what is no capture leaves nothing behind', async (t) => {
  const folder = temporaryFolder(t);
  const { source, target } = prepare(folder);
  const whole = readFileSync(source);
  writeFileSync(source, whole.subarray(0, whole.length - 7));
  const done = await annotateCapture(source, target, plain);
  assert.equal(done.packets, recorded.length - 1);
  assert.match(done.findings[0]!, /capture-truncated/);
  const none = join(folder, 'none.pcap');
  writeFileSync(none, 'no capture');
  await assert.rejects(annotateCapture(none, join(folder, 'none.pcapng'), plain), { code: 'PROBES-002' });
  await assert.rejects(annotateCapture(source, join(folder, 'nowhere', 'x.pcapng'), plain), { code: 'ENOENT' });
  assert.deepEqual(readdirSync(folder).sort(), ['mesh0.pcap', 'mesh0.pcapng', 'none.pcap', 'tls.keylog']);
  assert.ok(!existsSync(`${target}.part`));
});
