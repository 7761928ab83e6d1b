import assert from 'node:assert/strict';
import { createServer, type Socket } from 'node:net';
import { after, test } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { connectV2g, listenV2g, type V2gConnection } from '../../src/transport/v2g-connection.js';
import { encodeV2gtp } from '../../src/wire/v2gtp.js';

const cleanups: (() => Promise<void> | void)[] = [];
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

interface Pair {
  readonly evcc: V2gConnection;
  readonly secc: V2gConnection;
}

async function pair(maxPayload = 100_000): Promise<Pair> {
  let accepted: (connection: V2gConnection) => void = () => undefined;
  const server = new Promise<V2gConnection>((resolve) => {
    accepted = resolve;
  });
  const listener = await listenV2g({ host: '::1', port: 0, maxPayload, onConnection: (c) => accepted(c) });
  const evcc = await connectV2g({ host: '::1', port: listener.port, timeoutMs: 20_000, maxPayload });
  const secc = await server;
  cleanups.push(async () => {
    await evcc.close('reset');
    await secc.close('reset');
    await listener.close();
  });
  return { evcc, secc };
}

/** A bare TCP peer, for what no V2gConnection would do. */
async function rawPeer(onSocket: (socket: Socket) => void): Promise<V2gConnection> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  cleanups.push(() => void server.close());
  const connection = await connectV2g({ host: '::1', port: address.port, timeoutMs: 20_000 });
  cleanups.push(() => connection.close('reset'));
  return connection;
}

test('frames go both ways, and times are monotonic', async () => {
  const { evcc, secc } = await pair();
  const before = process.hrtime.bigint();
  const written = await evcc.send(0x8001, Uint8Array.of(1, 2, 3));
  const request = await secc.receive(20_000);
  assert.ok(request.kind === 'frame');
  assert.deepEqual([...request.raw], [1, 0xfe, 0x80, 1, 0, 0, 0, 3, 1, 2, 3]);
  assert.ok(before <= written && written <= request.at);
  await secc.send(0x8001, new Uint8Array(50_000).fill(7));
  const answer = await evcc.receive(20_000);
  assert.ok(answer.kind === 'frame');
  assert.equal(answer.payload.length, 50_000);
  assert.equal(evcc.remote.port, secc.local.port);
  assert.equal(evcc.local.address, '::1');
});

test('silence is a timeout; a frame that has begun is shown', async () => {
  const { evcc, secc } = await pair();
  assert.deepEqual(await evcc.receive(5), { kind: 'timeout' });
  const begun = encodeV2gtp(0x8001, Uint8Array.of(9), { length: 5 });
  await secc.sendRaw(begun);
  // The bytes are there once a later frame's worth has been read on the other side; wait for them, not for time.
  let partial: Uint8Array | undefined;
  while (partial === undefined) {
    const received = await evcc.receive(5);
    assert.ok(received.kind === 'timeout');
    partial = received.partial;
  }
  assert.deepEqual(partial, begun);
});

test('an orderly end is told as fin, after the frames before it', async () => {
  const { evcc, secc } = await pair();
  await secc.send(0x8001, Uint8Array.of(1));
  const closing = secc.close();
  assert.equal((await evcc.receive(20_000)).kind, 'frame');
  const end = await evcc.receive(20_000);
  assert.ok(end.kind === 'closed');
  assert.equal(end.how, 'fin');
  await evcc.close();
  await closing;
});

test('a half-open peer can still be written to after its fin', async () => {
  const got: Buffer[] = [];
  let ended: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    ended = resolve;
  });
  const connection = await rawPeer((socket) => {
    socket.end();
    socket.on('data', (chunk) => got.push(chunk));
    socket.on('end', () => ended());
  });
  const end = await connection.receive(20_000);
  assert.ok(end.kind === 'closed' && end.how === 'fin');
  await connection.send(0x8001, Uint8Array.of(5));
  await connection.close();
  await done;
  assert.deepEqual([...Buffer.concat(got)], [1, 0xfe, 0x80, 1, 0, 0, 0, 1, 5]);
});

test('a reset is told as reset', async () => {
  const { evcc, secc } = await pair();
  await secc.close('reset');
  const end = await evcc.receive(20_000);
  assert.ok(end.kind === 'closed');
  assert.equal(end.how, 'reset');
  assert.match(end.detail ?? '', /reset/);
});

test('a reset on the heels of a frame is told as reset, after the frame', async () => {
  // Both wait in the kernel when the client looks for the first time: only then does libuv call the reset an end.
  const connection = await rawPeer((socket) => {
    socket.once('data', () => {
      socket.write(encodeV2gtp(0x8001, Uint8Array.of(1)));
      socket.resetAndDestroy();
    });
  });
  await connection.send(0x8001, Uint8Array.of(2));
  assert.equal((await connection.receive(20_000)).kind, 'frame');
  const end = await connection.receive(20_000);
  assert.ok(end.kind === 'closed');
  assert.equal(end.how, 'reset');
});

test('a frame cut off by the end is shown with it', async () => {
  const connection = await rawPeer((socket) => {
    socket.end(Buffer.from([1, 0xfe, 0x80, 1, 0, 0, 0, 9, 1, 2]));
  });
  const end = await connection.receive(20_000);
  assert.ok(end.kind === 'closed' && end.how === 'fin');
  assert.equal(end.partial?.length, 10);
});

test('our own close is told as local, and sending after it is TRANSPORT-006', async () => {
  const { evcc } = await pair();
  const waiting = evcc.receive(20_000);
  await evcc.close();
  const end = await waiting;
  assert.ok(end.kind === 'closed' && end.how === 'local', JSON.stringify({ ...end, at: 0 }));
  await assert.rejects(evcc.send(0x8001, new Uint8Array()), { code: 'TRANSPORT-006' });
});

test('a peer that is no V2GTP speaker is a finding', async () => {
  const connection = await rawPeer((socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
  const received = await connection.receive(20_000);
  assert.ok(received.kind === 'malformed');
  assert.match(received.violations.join(' '), /v2gtp-version.*v2gtp-length/);
});

test('a flood is held back by TCP, not by memory', async () => {
  const { evcc, secc } = await pair(1_048_576);
  const frame = encodeV2gtp(0x8001, new Uint8Array(1_000_000));
  let written = 0;
  const flood = (async () => {
    for (let count = 0; count < 40; count++) {
      await secc.sendRaw(frame);
      written++;
    }
  })();
  let received = 0;
  while (received < 40) {
    const next = await evcc.receive(20_000);
    assert.ok(next.kind === 'frame');
    received++;
    // What is written and not received lies in two kernel buffers and at most about 4 MiB here.
    assert.ok(written - received < 20, `${written} written, ${received} received`);
  }
  await flood;
});

for (const [what, options, code] of [
  ['a port where nobody listens', { host: '::1', port: 1 }, 'TRANSPORT-001'],
  ['a link-local address without interface', { host: 'fe80::1', port: 1 }, 'TRANSPORT-009'],
  ['an interface that does not exist', { host: 'fe80::1', scope: 'nope0', port: 1 }, 'TRANSPORT-001'],
] as const) {
  test(`${what} is ${code}`, async () => {
    await assert.rejects(connectV2g({ ...options, timeoutMs: 20_000 }), (error) => {
      assert.ok(error instanceof PlumblineError);
      assert.equal(error.code, code);
      return true;
    });
  });
}

test('a port that is taken is TRANSPORT-008', async () => {
  const first = await listenV2g({ host: '::1', port: 0, onConnection: () => undefined });
  cleanups.push(() => first.close());
  await assert.rejects(listenV2g({ host: '::1', port: first.port, onConnection: () => undefined }), {
    code: 'TRANSPORT-008',
  });
});
