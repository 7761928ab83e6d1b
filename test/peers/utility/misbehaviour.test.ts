import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Behaviour, BehaviourKind } from '../../../src/peers/utility/control-types.js';
import { behaviourKinds } from '../../../src/peers/utility/control-types.js';
import { type Got, Lab, type LabClient } from './lab.js';

type Seen = { readonly got: Got } | { readonly error: string };

interface Case extends Omit<Behaviour, 'kind'> {
  /** What a client must see of it. */
  readonly seen: (seen: Seen) => boolean;
  readonly path?: string;
}

const got = (check: (got: Got) => boolean) => (seen: Seen) => 'got' in seen && check(seen.got);
const failed = (code: string) => (seen: Seen) => 'error' in seen && seen.error === code;
const breaks = (rule: string) =>
  got(({ status, decoded }) => status === 200 && decoded.violations.some((violation) => violation.rule === rule));
const text = ({ body }: Got) => Buffer.from(body).toString();

const cases: Readonly<Record<BehaviourKind, Case>> = {
  silent: { seen: failed('TRANSPORT-060') },
  status: { status: 503, seen: got(({ status, decoded }) => status === 503 && decoded.resource === 'Error') },
  delay: { delayMs: 200, seen: got(({ sentAt, firstByteAt }) => firstByteAt - sentAt >= 195_000_000n) },
  malformed: { seen: breaks('not-well-formed') },
  'entity-expansion': { seen: breaks('doctype-refused') },
  'wrong-namespace': { seen: got(({ decoded }) => decoded.dialect === 'draft') },
  'unknown-namespace': { seen: got(({ decoded }) => decoded.namespace === 'urn:example:unknown') },
  'huge-list': {
    count: 1234,
    path: '/derp/1/derc?l=1',
    seen: got(({ value }) => value['all'] === 1234 && (value['DERControl'] as unknown[]).length === 1234),
  },
  'wrong-all': { path: '/derp/1/derc?l=9', seen: got(({ value }) => value['all'] === 8 && value['results'] === 1) },
  'clock-off': {
    offsetS: -3600,
    path: '/tm',
    seen: got(({ value }) => Math.abs(Number(value['currentTime']) + 3600 - Date.now() / 1000) < 60),
  },
  'close-connection': { seen: got(({ status, headers }) => status === 200 && headers['connection'] === 'close') },
  'idle-close': { seen: got(({ status, headers }) => status === 200 && headers['connection'] === 'keep-alive') },
  // The connection had worked before: a GET is sent once more on a new one.
  reset: { seen: got(({ retried, connectionId }) => retried && connectionId === 2) },
  truncated: { seen: failed('TRANSPORT-061') },
  'wrong-content-type': {
    seen: got(({ headers, status }) => headers['content-type'] === 'text/html' && status === 200),
  },
  'no-content-type': { seen: got(({ headers, body }) => headers['content-type'] === undefined && body.length > 0) },
  'redirect-loop': { seen: got(({ status, headers }) => status === 307 && headers['location'] === '/derp/1') },
  'empty-body': { seen: got(({ status, body }) => status === 200 && body.length === 0) },
  'wrong-form': { seen: got(({ headers }) => headers['content-type'] === 'application/sep-exi') },
  'wrong-resource': { seen: got(({ status, decoded }) => status === 200 && decoded.resource === 'Error') },
  'unknown-element': {
    seen: got((answer) => text(answer).includes('plumblineUnknown') && answer.value['primacy'] === 1),
  },
  'odd-hex': { seen: breaks('value-type') },
  'slow-body': {
    delayMs: 400,
    seen: got(({ status, firstByteAt, endAt }) => status === 200 && endAt - firstByteAt > 300_000_000n),
  },
  'not-http': { seen: failed('TRANSPORT-062') },
  'stale-answer': { seen: got(({ decoded }) => decoded.resource === 'DeviceCapability') },
};

async function look(client: LabClient, path: string): Promise<Seen> {
  try {
    return { got: await client.get(path) };
  } catch (error) {
    return { error: String(Reflect.get(error as object, 'code')) };
  }
}

for (const kind of behaviourKinds) {
  const { seen, path = '/derp/1', ...options } = cases[kind];
  test(`${kind}: the client sees it, the record says it, and it ends`, async (t) => {
    const lab = await Lab.open(t);
    await lab.utility.createControl({ durationS: 600, base: { opModExpLimW: 1 } });
    const client = lab.client(undefined, { responseTimeoutMs: kind === 'silent' ? 300 : 30_000 });
    assert.equal((await client.get('/dcap')).status, 200);
    await lab.utility.behave({ kind, ...options, times: 1 });
    const result = await look(client, path);
    assert.ok(
      seen(result),
      JSON.stringify('got' in result ? { ...result.got, text: text(result.got) } : result, (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      ).slice(0, 1500),
    );
    const [, recorded] = await lab.utility.requests();
    if (kind === 'clock-off') await lab.utility.behaveNormally();
    else assert.equal(recorded?.behaviour, kind);
    const after = await client.get('/derp/1');
    assert.equal(after.status, 200);
    assert.deepEqual(after.decoded.violations, []);
  });
}

test('reset: TCP ends with RST, not with FIN', async (t) => {
  const lab = await Lab.open(t);
  await lab.utility.behave({ kind: 'reset' });
  const socket = await lab.raw();
  const error = new Promise<string>((resolve) =>
    socket.once('error', (cause) => resolve(String(Reflect.get(cause, 'code')))),
  );
  socket.resume();
  socket.write('GET /dcap HTTP/1.1\r\nHost: x\r\n\r\n');
  assert.equal(await error, 'ECONNRESET');
});

test('match and times: only what fits, only so often, the newest first', async (t) => {
  const lab = await Lab.open(t);
  const client = lab.client();
  await lab.utility.behave({ kind: 'status', status: 500, match: '^GET /derp/1/derc' });
  await lab.utility.behave({ kind: 'status', status: 404, match: '/derp/1/derc/', times: 2 });
  const { href } = await lab.utility.createControl({ durationS: 60, base: { opModExpLimW: 1 } });
  assert.equal((await client.get('/dcap')).status, 200);
  assert.equal((await client.get('/derp/1/derc')).status, 500);
  assert.deepEqual(
    [(await client.get(href)).status, (await client.get(href)).status, (await client.get(href)).status],
    [404, 404, 500],
  );
  assert.equal((await lab.utility.status()).behaviours.length, 1);
  await lab.utility.behaveNormally();
  assert.equal((await client.get(href)).status, 200);
});

test('a behaviour or an expression that is none is refused', async (t) => {
  const lab = await Lab.open(t);
  await assert.rejects(lab.utility.behave({ kind: 'explode' as BehaviourKind }), { code: 'PEERS-034' });
  await assert.rejects(lab.utility.behave({ kind: 'silent', match: '(' }), { code: 'PEERS-034' });
  await assert.rejects(lab.utility.behave({ kind: 'status', status: 100 }), { code: 'PEERS-034' });
});
