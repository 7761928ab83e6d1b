import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import type { PlumblineError } from '../../src/base/errors.js';
import { type Journal, openJournal } from '../../src/record/journal.js';
import { readJournal } from '../../src/record/read-journal.js';
import { connectRecorder } from '../../src/record/recorder-client.js';
import { type RecorderServer, serveRecorder } from '../../src/record/recorder-server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

async function recorder(t: TestContext): Promise<{ journal: Journal; server: RecorderServer; file: string }> {
  const folder = temporaryFolder(t);
  const file = join(folder, 'events.jsonl');
  const journal = openJournal(file);
  const server = await serveRecorder({ path: join(folder, 'recorder'), journal });
  return { journal, server, file };
}

const log = (source: string, text: string) => ({ type: 'log', level: 'info', source, text }) as const;

/** Resolves once the journal has taken a warning. */
function nextWarning(journal: Journal): Promise<string> {
  return new Promise((resolve) => {
    const stop = journal.listen((event) => {
      if (event.type !== 'warning') return;
      stop();
      resolve(event.text);
    });
  });
}

test('events of several clients arrive each in the order sent, and flush means on disk', async (t) => {
  const { journal, server, file } = await recorder(t);
  const clients = await Promise.all(['a', 'b', 'c'].map(() => connectRecorder(server.path)));
  for (let i = 0; i < 500; i += 1) {
    for (const [c, client] of clients.entries()) client.record(log(String(c), String(i)));
  }
  await Promise.all(clients.map((client) => client.flush()));
  const { events } = readJournal(file);
  assert.equal(events.length, 1500);
  for (const source of ['0', '1', '2']) {
    const texts = events.flatMap((event) => (event.type === 'log' && event.source === source ? [event.text] : []));
    assert.deepEqual(
      texts,
      Array.from({ length: 500 }, (_, i) => String(i)),
    );
  }
  await Promise.all(clients.map((client) => client.close()));
  await server.close();
  await journal.close();
  assert.equal(readJournal(file).broken, undefined);
});

test('a client that dies in the middle of an event harms nobody and is told of', async (t) => {
  const { journal, server } = await recorder(t);
  const warned = nextWarning(journal);
  const dying = connect({ path: server.path });
  await once(dying, 'connect');
  dying.end('{"event":{"type":"log","te');
  assert.match(await warned, /middle of an event/);
  const healthy = await connectRecorder(server.path);
  healthy.record(log('healthy', 'still here'));
  await healthy.close();
  assert.equal(journal.head.count, 2);
  await server.close();
  await journal.close();
});

for (const rubbish of ['not json', '[]', '{"event":{"no":"type"}}', '{"flush":"x"}', 'null']) {
  test(`rubbish (${rubbish}) becomes a warning, and the events after it are taken`, async (t) => {
    const { journal, server, file } = await recorder(t);
    const warned = nextWarning(journal);
    const socket = connect({ path: server.path });
    socket.write(`${rubbish}\n${JSON.stringify({ event: log('x', 'after') })}\n{"flush":1}\n`);
    assert.match(await warned, /no event/);
    await once(socket, 'data');
    socket.destroy();
    await server.close();
    await journal.close();
    assert.deepEqual(
      readJournal(file).events.map(({ type }) => type),
      ['warning', 'log'],
    );
  });
}

test('a client cannot give its own number or hashes', async (t) => {
  const { journal, server, file } = await recorder(t);
  const client = await connectRecorder(server.path);
  client.record({ ...log('x', 'y'), seq: 99, prev: 'p', hash: 'h' } as never);
  await client.close();
  await server.close();
  await journal.close();
  const reading = readJournal(file);
  assert.equal(reading.broken, undefined);
  assert.equal(reading.events[0]?.seq, 0);
});

test('when the recorder has gone, record does not throw, flush rejects with RECORD-003 and says what was lost', async (t) => {
  const { journal, server } = await recorder(t);
  const client = await connectRecorder(server.path);
  await client.flush();
  const pending = client.flush().catch((error: PlumblineError) => error.code);
  await server.close();
  await journal.close();
  await pending;
  await assert.rejects(client.flush(), (error: PlumblineError) => error.code === 'RECORD-003');
  client.record(log('x', 'too late'));
  assert.equal(client.lost, 1);
  await assert.rejects(client.flush(), /1 events lost/);
});

test('flush tells when the journal can no longer be written', async (t) => {
  const { journal, server } = await recorder(t);
  const client = await connectRecorder(server.path);
  await journal.close();
  client.record(log('x', 'y'));
  await assert.rejects(client.flush(), (error: PlumblineError) => error.code === 'RECORD-003');
  await server.close();
});

test('nobody listening is RECORD-003, a path that is too long is RECORD-004', async (t) => {
  const folder = temporaryFolder(t);
  await assert.rejects(connectRecorder(join(folder, 'none')), (e: PlumblineError) => e.code === 'RECORD-003');
  const journal = openJournal(join(folder, 'events.jsonl'));
  const path = join(folder, 'x'.repeat(120));
  await assert.rejects(serveRecorder({ path, journal }), (e: PlumblineError) => e.code === 'RECORD-004');
  await journal.close();
});
