import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import type { NewEvent } from '../../src/record/events.js';
import { isoTime, isoTimeNs } from '../../src/record/iso-time.js';
import { openJournal } from '../../src/record/journal.js';
import { parseJournal, readJournal } from '../../src/record/read-journal.js';
import { journalBytes, sampleEvents, writeSampleRun } from '../support/sample-run.js';
import { seededRandom } from '../support/seeded-random.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const log = (text: string): NewEvent => ({ type: 'log', source: 'test', level: 'info', text });

test('a journal reads back as it was written, chained from line to line', async (t) => {
  const folder = await writeSampleRun(temporaryFolder(t));
  const reading = readJournal(join(folder, 'events.jsonl'));
  assert.equal(reading.broken, undefined);
  assert.equal(reading.torn, false);
  assert.equal(reading.complete, true);
  assert.equal(reading.events.length, sampleEvents().length + 5);
  reading.events.forEach((event, i) => {
    assert.equal(event.seq, i);
    assert.equal(event.prev, i === 0 ? '0'.repeat(64) : reading.events[i - 1]?.hash);
  });
  assert.equal(reading.head, reading.events.at(-1)?.hash);
});

test('a torn last line is left out and said', async (t) => {
  const bytes = journalBytes(await writeSampleRun(temporaryFolder(t)));
  const whole = parseJournal(bytes);
  const lastStart = bytes.lastIndexOf(0x0a, bytes.length - 2) + 1;
  for (const end of [lastStart + 1, lastStart + 40, bytes.length - 1]) {
    const torn = parseJournal(bytes.subarray(0, end));
    assert.equal(torn.torn, true);
    assert.equal(torn.complete, false);
    assert.equal(torn.broken, undefined);
    assert.equal(torn.events.length, whole.events.length - 1);
  }
  assert.equal(parseJournal(bytes.subarray(0, lastStart)).torn, false);
});

test('any changed byte, dropped line or swapped line breaks the chain where it is', async (t) => {
  const bytes = journalBytes(await writeSampleRun(temporaryFolder(t)));
  const lineOf = (offset: number): number => bytes.subarray(0, offset).filter((byte) => byte === 0x0a).length + 1;
  const random = seededRandom(7);
  for (let i = 0; i < 300; i += 1) {
    const offset = Math.floor(random() * bytes.length);
    const changed = Buffer.from(bytes);
    changed[offset] = (changed[offset] ?? 0) ^ (1 << Math.floor(random() * 8));
    const reading = parseJournal(changed);
    assert.ok(reading.broken !== undefined || reading.torn, `a change at ${offset} went unseen`);
    if (reading.broken !== undefined) assert.equal(reading.broken.line, lineOf(offset));
  }
  const lines = bytes.toString('utf8').split('\n');
  const dropped = [...lines.slice(0, 5), ...lines.slice(6)].join('\n');
  assert.equal(parseJournal(Buffer.from(dropped)).broken?.line, 6);
  const swapped = [...lines.slice(0, 5), lines[6], lines[5], ...lines.slice(7)].join('\n');
  assert.equal(parseJournal(Buffer.from(swapped)).broken?.line, 6);
});

test('a record is never written over, and a closed journal takes nothing more', async (t) => {
  const file = join(temporaryFolder(t), 'events.jsonl');
  const journal = openJournal(file);
  journal.append(log('one'));
  await journal.close();
  assert.throws(
    () => journal.append(log('two')),
    (error: PlumblineError) => error.code === 'RECORD-001',
  );
  assert.throws(
    () => openJournal(file),
    (error: PlumblineError) => error.code === 'RECORD-006',
  );
  assert.equal(readJournal(file).events.length, 1);
});

test('a missing journal is RECORD-002', (t) => {
  const missing = join(temporaryFolder(t), 'events.jsonl');
  assert.throws(
    () => readJournal(missing),
    (error) => error instanceof PlumblineError && error.code === 'RECORD-002',
  );
});

test('listeners hear each event once it is written, until they are taken off', async (t) => {
  const journal = openJournal(join(temporaryFolder(t), 'events.jsonl'));
  const heard: number[] = [];
  const stop = journal.listen((event) => heard.push(event.seq));
  journal.append(log('a'));
  journal.append(log('b'));
  stop();
  journal.append(log('c'));
  await journal.close();
  assert.deepEqual(heard, [0, 1]);
});

test('text with line feeds, quotes and other scripts survives', async (t) => {
  const file = join(temporaryFolder(t), 'events.jsonl');
  const journal = openJournal(file);
  const text = 'a\nb "c" \u2028 \u{1f50c} ,"hash":"0"}';
  journal.append(log(text));
  await journal.close();
  const [event] = readJournal(file).events;
  assert.equal(event?.type === 'log' ? event.text : undefined, text);
});

const times: readonly [bigint, string][] = [
  [0n, '1970-01-01T00:00:00.000000000Z'],
  [1_740_821_400_123_456_789n, '2025-03-01T09:30:00.123456789Z'],
];
for (const [ns, text] of times) {
  test(`time ${text} goes both ways`, () => {
    assert.equal(isoTime(ns), text);
    assert.equal(isoTimeNs(text), ns);
  });
}
