import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { createServer, type TLSSocket } from 'node:tls';
import { certificatePem, chainPem, privateKeyPem } from '../../src/pki/identity.js';
import { mintLabPki } from '../../src/pki/lab-pki.js';
import { type HttpResponse, HttpResponseReader } from '../../src/transport/sep2/http-response-reader.js';
import { createSep2Client } from '../../src/transport/sep2/sep2-client.js';
import type { Sep2ClientEvent, Sep2ClientOptions } from '../../src/transport/sep2/sep2-client-options.js';
import { sep2Profiles } from '../../src/transport/sep2/sep2-profiles.js';

const pki = await mintLabPki();
const { 'utility-server': server, 'utility-device': device, 'utility-root': root } = pki.identities;

/** A server that is told octet by octet what to say. */
async function scripted(
  t: TestContext,
  answer: (head: string, socket: TLSSocket, index: number) => void,
  change: Partial<Sep2ClientOptions> = {},
) {
  const { ciphers, minVersion, maxVersion } = sep2Profiles['sep2-tls12-ccm8'];
  const requests: string[] = [];
  const listener = createServer(
    {
      cert: chainPem(server),
      key: privateKeyPem(server),
      ca: [certificatePem(root)],
      requestCert: true,
      ciphers: ciphers.join(':'),
      minVersion,
      maxVersion,
    },
    (socket) => {
      let rest = '';
      socket.on('error', () => undefined);
      socket.on('data', (chunk: Buffer) => {
        rest += chunk.toString('latin1');
        for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
          const head = rest.slice(0, end);
          rest = rest.slice(end + 4);
          answer(head, socket, requests.push(head) - 1);
        }
      });
    },
  );
  listener.listen(0, '::1');
  await once(listener, 'listening');
  const events: Sep2ClientEvent[] = [];
  const client = createSep2Client({
    server: { address: '::1', port: (listener.address() as AddressInfo).port },
    profile: 'sep2-tls12-ccm8',
    chain: chainPem(device),
    key: privateKeyPem(device),
    roots: [certificatePem(root)],
    responseTimeoutMs: 20_000,
    onEvent: (event) => events.push(event),
    ...change,
  });
  t.after(async () => {
    await client.close();
    listener.close();
  });
  return { client, requests, events };
}

const ok = (body: string, more = '') => `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`;
const get = (path: string) => ({ method: 'GET', path }) as const;
const text = ({ body }: { readonly body: Uint8Array }) => Buffer.from(body).toString('latin1');

test('the connection stays; times are in order; the request is as HTTP means it', async (t) => {
  const { client, requests, events } = await scripted(t, (_head, socket) => socket.write(ok('hello')));
  const first = await client.request(get('/dcap'));
  const second = await client.request({
    method: 'PUT',
    path: '/x?s=0',
    body: Buffer.from(''),
    headers: { Accept: 'a/b', 'X-Y': 'z' },
  });
  assert.deepEqual(
    [first.connectionId, second.connectionId, first.exchangesBefore, second.exchangesBefore],
    [1, 1, 0, 1],
  );
  assert.ok(first.sentAt <= first.firstByteAt && first.firstByteAt <= first.endAt && first.endAt <= second.sentAt);
  assert.match(requests[0] ?? '', /^GET \/dcap HTTP\/1\.1\r\nHost: \[::1\]:\d+\r\nAccept: application\/sep\+xml$/);
  assert.match(
    requests[1] ?? '',
    /^PUT \/x\?s=0 HTTP\/1\.1\r\n.*Accept: a\/b\r\nContent-Type: application\/sep\+xml\r\nContent-Length: 0\r\nX-Y: z$/s,
  );
  assert.equal(client.tls?.cipherOpenssl, 'ECDHE-ECDSA-AES128-CCM8');
  assert.deepEqual(
    events.map(({ kind }) => kind),
    ['connected'],
  );
});

test('Connection: close, an idle close and a break in the middle: the next request has a new connection', async (t) => {
  const { client, events } = await scripted(t, (_head, socket, index) => {
    if (index === 0) socket.end(ok('one', 'Connection: close\r\n'));
    else if (index === 1) socket.end(ok('two'));
    else if (index === 2) socket.end('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf');
    else socket.write(ok('four'));
  });
  assert.equal(text(await client.request(get('/1'))), 'one');
  assert.equal(text(await client.request(get('/2'))), 'two');
  // Wait until the idle close is seen: it is not announced.
  while (events.filter(({ kind }) => kind === 'closed').length < 2)
    await new Promise((resolve) => setImmediate(resolve));
  await assert.rejects(client.request(get('/3')), { code: 'TRANSPORT-061' });
  const last = await client.request(get('/4'));
  assert.deepEqual([text(last), last.connectionId], ['four', 4]);
  assert.deepEqual(
    events.flatMap((event) => (event.kind === 'closed' ? [event.by] : [])),
    ['announced', 'server-idle', 'server-during-exchange'],
  );
});

test('a request that meets a dying connection is sent again, unless it is a POST', async (t) => {
  const answer = (_head: string, socket: TLSSocket, index: number) => {
    if (index % 2 === 0) socket.write(ok('fine'));
    else socket.destroy();
  };
  const { client, requests } = await scripted(t, answer);
  await client.request(get('/1'));
  const again = await client.request(get('/2'));
  assert.deepEqual([again.retried, again.connectionId], [true, 2]);
  assert.equal(requests.length, 3);
  await assert.rejects(client.request({ method: 'POST', path: '/3', body: Buffer.from('x') }), {
    code: 'TRANSPORT-061',
  });
  assert.equal(requests.length, 4);
});

test('pipelining: several requests under way, answers in order', async (t) => {
  const waiting: string[] = [];
  const { client } = await scripted(
    t,
    (head, socket) => {
      waiting.push(head.split(' ')[1] ?? '');
      if (waiting.length === 3) socket.write(waiting.map((path) => ok(path)).join(''));
    },
    { pipeline: 3 },
  );
  const answers = await Promise.all(['/a', '/b', '/c'].map((path) => client.request(get(path))));
  assert.deepEqual(answers.map(text), ['/a', '/b', '/c']);
});

test('one request at a time unless told otherwise', async (t) => {
  let underWay = 0;
  let most = 0;
  const { client } = await scripted(t, (_head, socket) => {
    most = Math.max(most, ++underWay);
    setTimeout(() => {
      underWay--;
      socket.write(ok('x'));
    }, 20);
  });
  await Promise.all([1, 2, 3].map((number) => client.request(get(`/${number}`))));
  assert.equal(most, 1);
});

for (const [name, octets, code] of [
  ['no HTTP', '220 hello\r\n\r\n', 'TRANSPORT-062'],
  ['an odd length', 'HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n', 'TRANSPORT-062'],
  ['a chunk size that is none', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', 'TRANSPORT-062'],
  ['a body that is too large', 'HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n', 'TRANSPORT-063'],
  [
    'chunks that are too large together',
    `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${`400\r\n${'a'.repeat(1024)}\r\n`.repeat(3)}`,
    'TRANSPORT-063',
  ],
  ['headers without an end', `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(70_000)}`, 'TRANSPORT-063'],
  ['silence', '', 'TRANSPORT-060'],
] as const) {
  test(`${name} is ${code}; the client goes on with a new connection`, async (t) => {
    const { client } = await scripted(t, (_head, socket, index) => socket.write(index === 0 ? octets : ok('well')), {
      maxBodyBytes: 2000,
      responseTimeoutMs: code === 'TRANSPORT-060' ? 1000 : 20_000,
    });
    await assert.rejects(client.request(get('/1')), { code });
    const next = await client.request(get('/2'));
    assert.deepEqual([text(next), next.connectionId], ['well', 2]);
  });
}

test('a closed client says so, and closing it ends what is under way', async (t) => {
  const { client } = await scripted(t, () => undefined);
  const waiting = assert.rejects(client.request(get('/1')), { name: 'PlumblineError' });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await client.close();
  await waiting;
  await assert.rejects(client.request(get('/2')), { code: 'TRANSPORT-006' });
});

test('nobody listens: TRANSPORT-001, and the next request tries again', async (t) => {
  const { client } = await scripted(t, () => undefined, { server: { address: '::1', port: 1 } });
  await assert.rejects(client.request(get('/1')), { code: 'TRANSPORT-001' });
  await assert.rejects(client.request(get('/1')), { code: 'TRANSPORT-001' });
});

test('the client closes an idle connection after its own time', async (t) => {
  const { client, events } = await scripted(t, (_head, socket) => socket.write(ok('x')), { idleCloseMs: 50 });
  await client.request(get('/1'));
  while (!events.some((event) => event.kind === 'closed')) await new Promise((resolve) => setImmediate(resolve));
  assert.equal((await client.request(get('/2'))).connectionId, 2);
});

const stream = [
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nA: 1\r\na: 2\r\n\r\nhello',
  'HTTP/1.1 204 No Content\r\n\r\n',
  'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n',
  'HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n',
  'HTTP/1.0 200 OK\r\n\r\nuntil the end',
].join('');

for (let seed = 0; seed < 40; seed++) {
  test(`answers are read the same however they are cut (${seed})`, () => {
    const responses: HttpResponse[] = [];
    let firsts = 0;
    const reader = new HttpResponseReader(1000, {
      isHead: () => false,
      onFirstByte: () => firsts++,
      onResponse: (response) => responses.push(response),
      onFault: ({ detail }) => assert.fail(detail),
    });
    const octets = Buffer.from(stream);
    let state = seed + 1;
    for (let at = 0; at < octets.length; ) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      const size = seed === 0 ? 1 : 1 + (state % (seed * 4));
      reader.push(octets.subarray(at, at + size));
      at += size;
    }
    assert.ok(reader.end());
    assert.deepEqual(
      responses.map((response) => [response.status, text(response), response.last]),
      [
        [200, 'hello', false],
        [204, '', false],
        [200, 'abc0123456789', false],
        [404, '', false],
        [200, 'until the end', true],
      ],
    );
    assert.equal(responses[0]?.headers['a'], '1, 2');
    assert.ok(firsts >= 5);
    assert.equal(
      responses.reduce((sum, { bytes }) => sum + bytes, 0),
      octets.length,
    );
  });
}
