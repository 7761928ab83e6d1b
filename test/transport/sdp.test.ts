import assert from 'node:assert/strict';
import { after, describe, it, test } from 'node:test';
import { correctRequest, type DiscoverSeccOptions, discoverSecc } from '../../src/transport/sdp-client.js';
import { correctResponse, type SdpReply, type SdpService, serveSdp } from '../../src/transport/sdp-server.js';
import { bindUdp6, closeUdp, sendDatagram } from '../../src/transport/udp-socket.js';

const services: { close(): Promise<void> }[] = [];
after(async () => {
  for (const service of services) await service.close();
});

interface Served extends SdpService {
  readonly malformed: string[][];
  readonly asked: string[];
}

/** Multicast needs an interface that the loopback is not: here requests go to ::1; test/e2e has ff02::1 on a veth. */
async function serve(reply: SdpReply | undefined | ((count: number) => SdpReply | undefined)): Promise<Served> {
  const malformed: string[][] = [];
  const asked: string[] = [];
  const service = await serveSdp({
    interface: 'lo',
    port: 0,
    answer: (request) => {
      asked.push(String(request.security));
      return typeof reply === 'function' ? reply(asked.length) : reply;
    },
    onMalformed: (_raw, violations) => malformed.push([...violations]),
  });
  services.push(service);
  return { ...service, malformed, asked };
}

const good = { address: 'fe80::1', port: 60_000, security: 'none' } as const;
const ask = (port: number, options: Partial<DiscoverSeccOptions> = {}) =>
  discoverSecc({
    interface: 'lo',
    security: 'none',
    // Where no usable answer comes, each attempt takes as long as this.
    intervalMs: 700,
    attempts: 2,
    destination: { address: '::1', port },
    ...options,
  });

test('an SECC that answers is found, with its address, port, security and interface', async () => {
  const server = await serve(good);
  const outcome = await ask(server.port, { attempts: 50 });
  assert.deepEqual(outcome.secc, { address: 'fe80::1', port: 60_000, scope: 'lo', security: 'none' });
  assert.equal(outcome.requests.length, 1);
  assert.deepEqual(outcome.answers[0]?.violations, []);
  assert.deepEqual(outcome.answers[0]?.notes, ['the answer names fe80::1 and comes from ::1']);
  assert.deepEqual([...correctRequest('tls')], [1, 0xfe, 0x90, 0, 0, 0, 0, 2, 0, 0]);
});

test('an SECC that answers the third request only is found by repetition', async () => {
  const server = await serve((count) => (count < 3 ? undefined : good));
  const outcome = await ask(server.port, { attempts: 5, intervalMs: 200 });
  assert.ok(outcome.secc !== undefined);
  assert.equal(outcome.requests.length, 3);
});

test('silence is an outcome: every attempt is recorded', async () => {
  const server = await serve(undefined);
  const outcome = await ask(server.port, { attempts: 3, intervalMs: 200, security: 'tls' });
  assert.equal(outcome.secc, undefined);
  assert.equal(outcome.requests.length, 3);
  assert.deepEqual(server.asked, ['tls', 'tls', 'tls']);
});

const answered = correctResponse(good);
const changed = (offset: number, ...bytes: number[]) => {
  const raw = Uint8Array.from(answered);
  raw.set(bytes, offset);
  return raw;
};
describe('an answer that is none', { concurrency: true }, () => {
  for (const [what, raw, rule] of [
    ['a wrong version', changed(0, 2), /v2gtp-version/],
    ['a wrong inverse version', changed(1, 0), /v2gtp-inverse-version/],
    ['the payload type of a request', changed(2, 0x90, 0x00), /sdp-payload-type: 0x9000, expected 0x9001/],
    ['a length that lies', changed(7, 21), /v2gtp-length: the header announces 21 bytes, 20 are there/],
    ['three bytes', answered.slice(0, 3), /v2gtp-header-truncated/],
    ['garbage', Uint8Array.from({ length: 40 }, (_, index) => index * 7), /v2gtp-version/],
    ['nothing at all', new Uint8Array(), /v2gtp-header-truncated/],
    ['port 0', changed(24, 0, 0), /sdp-port/],
    ['a reserved security code', changed(26, 0x55), /sdp-security/],
    ['UDP as transport', changed(27, 0x10), /sdp-transport/],
  ] as const) {
    it(`with ${what} is recorded and not used`, async () => {
      const server = await serve({ raw });
      const outcome = await ask(server.port, { attempts: 1 });
      assert.equal(outcome.secc, undefined);
      assert.equal(outcome.answers.length, 1);
      assert.match(outcome.answers[0]?.violations.join('; ') ?? '', rule);
      assert.deepEqual(outcome.answers[0]?.raw, raw);
    });
  }
});

describe('a request that is none', { concurrency: true }, () => {
  for (const [what, raw, rule] of [
    ['a wrong version', [2, 0xfe, 0x90, 0, 0, 0, 0, 2, 0x10, 0], /v2gtp-version/],
    ['length 0', [1, 0xfe, 0x90, 0, 0, 0, 0, 0, 0x10, 0], /v2gtp-length/],
    ['payload type 0x7000', [1, 0xfe, 0x70, 0, 0, 0, 0, 2, 0x10, 0], /payload-type/],
    ['no payload', [1, 0xfe, 0x90, 0, 0, 0, 0, 0], /sdp-request-length/],
    ['five bytes', [1, 0xfe, 0x90, 0, 0], /v2gtp-header-truncated/],
    ['a reserved security code', [1, 0xfe, 0x90, 0, 0, 0, 0, 2, 0x01, 0], /sdp-security/],
    ['UDP as transport', [1, 0xfe, 0x90, 0, 0, 0, 0, 2, 0x10, 0x10], /sdp-transport/],
  ] as const) {
    it(`with ${what} gets no answer and is reported`, async () => {
      const server = await serve(good);
      const outcome = await ask(server.port, { attempts: 1, rawRequest: Uint8Array.from(raw) });
      assert.deepEqual(outcome.answers, []);
      assert.equal(server.malformed.length, 1);
      assert.match(server.malformed[0]?.join('; ') ?? '', rule);
      assert.deepEqual(server.asked, []);
    });
  }
});

test('an SECC that offers no TLS is told, not silently accepted', async () => {
  const server = await serve(good);
  const outcome = await ask(server.port, { security: 'tls' });
  assert.equal(outcome.secc?.security, 'none');
  assert.ok(outcome.answers[0]?.notes.includes('asked for tls, answered none'));
});

test('two answers are both recorded, the first usable one counts', async () => {
  const second = await bindUdp6('::1', 0);
  services.push({ close: () => closeUdp(second) });
  second.on('message', (_raw, from) => {
    void sendDatagram(second, changed(0, 9), from.port, from.address).then(() =>
      sendDatagram(second, answered, from.port, from.address),
    );
  });
  const outcome = await ask(second.address().port, { attempts: 1, lingerMs: 50 });
  assert.equal(outcome.answers.length, 2);
  assert.equal(outcome.secc?.port, 60_000);
});

test('a search can be broken off', async () => {
  const server = await serve(undefined);
  const stop = new AbortController();
  const search = ask(server.port, { attempts: 50, intervalMs: 10_000, signal: stop.signal });
  stop.abort();
  assert.equal((await search).secc, undefined);
});

test('an interface that does not exist is TRANSPORT-007 and names those that do', async () => {
  for (const attempt of [
    () => discoverSecc({ interface: 'nope0', security: 'none' }),
    () => serveSdp({ interface: 'nope0', answer: () => undefined }),
  ]) {
    await assert.rejects(attempt(), { code: 'TRANSPORT-007', message: /nope0.*there are .*lo/ });
  }
});
