import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { test } from 'node:test';
import type { TLSSocket } from 'node:tls';
import { encodeSep2 } from '../../../src/messages/sep2/codec.js';
import { device, Lab } from './lab.js';

const xml = 'application/sep+xml';
const ns = 'urn:ieee:std:2030.5:ns';
const status = '/edev/1/der/1/ders';
const entities = Array.from({ length: 9 }, (_, level) => `<!ENTITY a${level + 1} "${`&a${level};`.repeat(10)}">`).join(
  '',
);
const bomb = `<!DOCTYPE x [<!ENTITY a0 "lol">${entities}]><DERStatus xmlns="${ns}"><readingTime>&a9;</readingTime></DERStatus>`;
const file = `<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><DERStatus xmlns="${ns}"><readingTime>&f;</readingTime></DERStatus>`;

/** Octets of EXI in which one long string stands in many places: written once, referred to ever after. */
function foldedExi(length: number, times: number): Uint8Array {
  const element = { name: '{urn:x}a', content: ['x'.repeat(length)] };
  const value = { readingTime: 1, any: Array.from({ length: times }, () => element) };
  return encodeSep2('DERStatus', value, { form: 'exi', lenient: true });
}

const bodies: readonly (readonly [string, string | Uint8Array, string | undefined, number])[] = [
  ['XML that ends in the middle', `<DERStatus xmlns="${ns}"><readingTime>1`, xml, 400],
  ['two roots', `<DERStatus xmlns="${ns}"/><DERStatus xmlns="${ns}"/>`, xml, 400],
  ['entity expansion', bomb, xml, 400],
  ['an external entity', file, xml, 400],
  ['no XML at all', 'hello', xml, 400],
  ['octets that are not UTF-8', Uint8Array.of(0x3c, 0xff, 0xfe, 0x3e), xml, 400],
  ['a namespace that nobody knows', '<DERStatus xmlns="urn:x"><readingTime>1</readingTime></DERStatus>', xml, 400],
  ['another resource', `<Time xmlns="${ns}"><currentTime>1</currentTime></Time>`, xml, 400],
  ['a required element that is missing', `<DERStatus xmlns="${ns}"/>`, xml, 400],
  ['letters in a number', `<DERStatus xmlns="${ns}"><readingTime>soon</readingTime></DERStatus>`, xml, 400],
  ['ten thousand elements inside each other', `${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}`, xml, 400],
  ['a type that the server has not', '{"readingTime": 1}', 'application/json', 415],
  ['EXI that is none', Uint8Array.of(0xff, 0xff, 0xff), 'application/sep-exi', 400],
  ['EXI that unfolds to many times its size', foldedExi(20_000, 300), 'application/sep-exi', 413],
  ['more EXI than the server takes', Buffer.alloc(70_000, 0xa0), 'application/sep-exi', 413],
  ['an empty body', '', xml, 400],
  ['elements without end', `<DERStatus xmlns="${ns}">${'<q/>'.repeat(25_000)}</DERStatus>`, xml, 400],
  ['more than the server takes', Buffer.alloc(1_100_000, 0x20), xml, 413],
];
for (const [name, body, type, expected] of bodies) {
  test(`${name} is refused with ${expected}, recorded, and the server goes on`, async (t) => {
    const lab = await Lab.open(t);
    const client = lab.client();
    assert.equal((await client.send('PUT', status, body, type)).status, expected);
    const [recorded] = await lab.utility.requests();
    assert.equal(recorded?.status, expected);
    assert.ok((recorded?.refusal ?? '').length > 5, recorded?.refusal);
    assert.equal(await lab.utility.derStatus(device ? (recorded?.lfdi ?? '') : ''), undefined);
    assert.equal((await client.put(status, 'DERStatus', { readingTime: 5 })).status, 204);
  });
}

test('an element that no schema has is passed over, and recorded', async (t) => {
  const lab = await Lab.open(t);
  const body = `<DERStatus xmlns="${ns}"><readingTime>5</readingTime><future>1</future></DERStatus>`;
  assert.equal((await lab.client().send('PUT', status, body, xml)).status, 204);
  const [recorded] = await lab.utility.requests();
  assert.match(recorded?.violations.join() ?? '', /element-undeclared/);
});

for (const [path, expected] of [
  ['/../../etc/passwd', 400],
  ['/edev/../../../etc/passwd', 400],
  ['/%2e%2e/%2e%2e/etc/passwd', 400],
  ['/edev/1/..%2f..%2fetc', 400],
  ['/edev\\..\\..', 400],
  ['/edev/1\u0000', 400],
  [`/${'a'.repeat(4000)}`, 400],
  ['/edev/__proto__', 404],
  ['/constructor', 404],
  ['/edev/1e0', 404],
  ['/edev/-1', 404],
  ['/edev/99999999999999999999', 404],
  ['//edev', 404],
  ['/edev/', 404],
] as const) {
  test(`GET ${path.slice(0, 40)} is ${expected}`, async (t) => {
    const lab = await Lab.open(t);
    const socket = await lab.raw();
    assert.equal(
      await ask(socket, `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`),
      path.includes('\u0000') ? 400 : expected,
    );
    assert.equal((await lab.client().get('/dcap')).status, 200);
  });
}

/** Writes octets and gives the status of the first answer; 0: the connection ended without one. */
async function ask(socket: TLSSocket, octets: string): Promise<number> {
  let seen = '';
  socket.on('data', (chunk: Buffer) => {
    seen += chunk.toString('latin1');
  });
  socket.resume();
  socket.write(Buffer.from(octets, 'latin1'));
  const done = new Promise<void>((resolve) => {
    socket.on('data', () => seen.includes('\r\n\r\n') && resolve());
    socket.once('close', () => resolve());
  });
  await done;
  socket.destroy();
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(seen)?.[1] ?? 0);
}

for (const [name, octets, expected] of [
  ['no HTTP', 'hello world\r\n\r\n', 400],
  ['two lengths that differ', 'PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd', 400],
  [
    'length and chunks (request smuggling)',
    'PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
    400,
  ],
  ['a negative length', 'PUT /x HTTP/1.1\r\nHost: x\r\nContent-Length: -4\r\n\r\n', 400],
  ['headers of 100 kB', `GET /dcap HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`, 431],
  ['CONNECT, as to a proxy', 'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n', 405],
  [
    'an expectation that the server has not',
    'PUT /x HTTP/1.1\r\nHost: x\r\nExpect: foo\r\nContent-Length: 3\r\n\r\nabc',
    417,
  ],
  ['HTTP/1.1 without Host', 'GET /dcap HTTP/1.1\r\n\r\n', 400],
  [
    'a chunked body without an end of its size',
    'PUT /edev/1/der/1/ders HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    400,
  ],
] as const) {
  test(`${name}: ${expected}, recorded, and the server goes on`, async (t) => {
    const lab = await Lab.open(t);
    assert.equal(await ask(await lab.raw(), octets), expected);
    assert.equal((await lab.client().get('/dcap')).status, 200);
    const recorded = (await lab.utility.requests()).find((request) => request.status === expected);
    assert.ok((recorded?.refusal ?? '').length > 3, 'the refusal is in the books');
  });
}

test('slow-loris: headers that come one octet at a time end with 408; others are served meanwhile', async (t) => {
  const lab = await Lab.open(t, { headersTimeoutMs: 500 });
  const socket = await lab.raw();
  let seen = '';
  socket.on('data', (chunk: Buffer) => {
    seen += chunk.toString('latin1');
  });
  socket.resume();
  const drip = setInterval(() => socket.writable && socket.write('X'), 50);
  socket.write('GET /dcap HTTP/1.1\r\nX-');
  const started = Date.now();
  const closed = once(socket, 'close');
  assert.equal((await lab.client().get('/dcap')).status, 200);
  await closed;
  clearInterval(drip);
  // Without the limit it would go on for as long as octets come.
  assert.ok(Date.now() - started < 20_000);
  assert.match(seen, /^HTTP\/1\.1 408/);
  assert.ok((await lab.utility.requests()).some((request) => request.status === 408));
});

test('a body that never ends is cut off, and a client that goes away in the middle harms nobody', async (t) => {
  const lab = await Lab.open(t, { requestTimeoutMs: 2000 });
  const slow = await lab.raw();
  const head = `PUT ${status} HTTP/1.1\r\nHost: x\r\nContent-Type: ${xml}\r\nContent-Length: 500\r\n\r\n<DER`;
  assert.equal(await ask(slow, head), 408);
  const gone = await lab.raw();
  const waited = lab.utility.waitForRequest({ method: 'PUT', status: 0, after: 0 }, 30_000);
  await new Promise<void>((resolve) => gone.write(head, () => resolve()));
  gone.destroy();
  assert.equal((await waited).requestBytes, 0);
  assert.equal((await lab.client().get('/dcap')).status, 200);
});

test('a chunked body over the limit is 413 although it never said its length', async (t) => {
  const lab = await Lab.open(t, { maxBodyBytes: 1000 });
  const socket = await lab.raw();
  const chunk = `400\r\n${'a'.repeat(1024)}\r\n`;
  const got = await ask(
    socket,
    `PUT ${status} HTTP/1.1\r\nHost: x\r\nContent-Type: ${xml}\r\nTransfer-Encoding: chunked\r\n\r\n${chunk}${chunk}`,
  );
  assert.equal(got, 413);
  assert.equal((await lab.client().get('/dcap')).status, 200);
});

for (const profile of ['sep2-tls12-ccm8', 'sep2-tls13'] as const) {
  test(`${profile}: a recorded connection that is played again is refused`, async (t) => {
    const lab = await Lab.open(t);
    const recorded: Buffer[] = [];
    // Between client and server, and keeps what the client says.
    const proxy = createServer((client) => {
      const server = connect(lab.utility.ready.port, '::1');
      client.on('data', (chunk) => recorded.push(chunk));
      client.pipe(server).pipe(client);
      for (const socket of [client, server]) socket.on('error', () => undefined);
    });
    proxy.listen(0, '::1');
    await once(proxy, 'listening');
    const { port } = proxy.address() as AddressInfo;
    const client = lab.client(device, { server: { address: '::1', port }, profile });
    assert.equal((await client.put(status, 'DERStatus', { readingTime: 7 })).status, 204);
    await client.http.disconnect();
    proxy.close();
    const again = connect(lab.utility.ready.port, '::1');
    again.on('error', () => undefined);
    again.resume();
    again.write(Buffer.concat(recorded));
    await once(again, 'close');
    assert.equal((await lab.utility.requests()).length, 1);
    assert.equal((await lab.utility.status()).refusedHandshakes.length, 1);
    assert.equal((await lab.client().get('/dcap')).status, 200);
  });
}

test('noise of all kinds on the port: the server lives', async (t) => {
  const lab = await Lab.open(t);
  let seed = 1;
  const random = () => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0;
    return seed / 2 ** 32;
  };
  const ended: Promise<unknown>[] = [];
  for (let index = 0; index < 30; index++) {
    const socket = connect(lab.utility.ready.port, '::1');
    socket.on('error', () => undefined);
    socket.resume();
    const noise = Buffer.from(Array.from({ length: 1 + Math.floor(random() * 200) }, () => Math.floor(random() * 256)));
    // Every third looks like TLS at first.
    if (index % 3 === 0) noise.set([0x16, 3, 1, 0, 5].slice(0, noise.length));
    socket.end(noise);
    ended.push(new Promise((resolve) => socket.once('close', resolve)));
  }
  await Promise.all(ended);
  assert.equal((await lab.client().get('/dcap')).status, 200);
});
