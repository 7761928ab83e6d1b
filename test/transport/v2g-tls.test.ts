import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, test } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { chainPem, type Identity, keyPem, rootPem } from '../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import type { TlsClientOptions, TlsServerOptions } from '../../src/transport/tls-options.js';
import {
  ieee2030Part5,
  iso15118Part2,
  iso15118Part20,
  iso15118Part20P256,
  type TlsProfile,
} from '../../src/transport/tls-profiles.js';
import { connectV2g, listenV2g, type V2gConnection } from '../../src/transport/v2g-connection.js';

let p256: LabPki;
let p521: LabPki;
const cleanups: (() => Promise<void> | void)[] = [];
before(async () => {
  [p256, p521] = await Promise.all([mintLabPki(), mintLabPki({ curve: 'P-521' })]);
});
after(async () => {
  for (const cleanup of cleanups) await cleanup();
});

async function serverOptions(
  profile: TlsProfile,
  identity: Identity,
  clientRoot?: Identity,
): Promise<TlsServerOptions> {
  return {
    profile,
    chain: chainPem(identity),
    key: await keyPem(identity),
    ...(clientRoot === undefined ? {} : { clientRoots: [rootPem(clientRoot)] }),
  };
}

async function clientOptions(profile: TlsProfile, root: Identity, own?: Identity): Promise<TlsClientOptions> {
  return {
    profile,
    roots: [rootPem(root)],
    ...(own === undefined ? {} : { chain: chainPem(own), key: await keyPem(own) }),
  };
}

interface Listening {
  readonly port: number;
  readonly accepted: Promise<V2gConnection>;
  readonly errors: Error[];
  readonly firstError: Promise<Error>;
}

async function listen(tls: TlsServerOptions, keylog?: (line: string) => void): Promise<Listening> {
  const errors: Error[] = [];
  let accept: (connection: V2gConnection) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const accepted = new Promise<V2gConnection>((resolve) => {
    accept = resolve;
  });
  const firstError = new Promise<Error>((resolve) => {
    fail = resolve;
  });
  const listener = await listenV2g({
    host: '::1',
    port: 0,
    tls,
    ...(keylog === undefined ? {} : { keylog }),
    onConnection: (connection) => {
      cleanups.push(() => connection.close('reset'));
      accept(connection);
    },
    onError: (error) => {
      errors.push(error);
      fail(error);
    },
  });
  cleanups.push(() => listener.close());
  return { port: listener.port, accepted, errors, firstError };
}

async function connect(port: number, tls: TlsClientOptions, keylog?: (line: string) => void): Promise<V2gConnection> {
  const connection = await connectV2g({
    host: '::1',
    port,
    timeoutMs: 20_000,
    tls,
    ...(keylog === undefined ? {} : { keylog }),
  });
  cleanups.push(() => connection.close('reset'));
  return connection;
}

function rejectsWith(promise: Promise<unknown>, code: string, words: RegExp): Promise<void> {
  return assert.rejects(promise, (error) => {
    assert.ok(error instanceof PlumblineError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, words);
    return true;
  });
}

test('the -2 profile: TLS 1.2, ECDHE-ECDSA-AES128-SHA256 on secp256r1, the server authenticates', async () => {
  const { secc } = p256.identities;
  const lines: string[] = [];
  const server = await listen(await serverOptions(iso15118Part2, secc));
  const evcc = await connect(server.port, await clientOptions(iso15118Part2, secc), (line) => lines.push(line));
  const tls = evcc.tls;
  assert.ok(tls !== undefined);
  assert.equal(tls.version, 'TLSv1.2');
  assert.equal(tls.cipher, 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256');
  assert.equal(tls.group, 'prime256v1');
  assert.equal(tls.authorized, true);
  assert.deepEqual(tls.peerChain.slice(0, 3), secc.chain);
  const accepted = await server.accepted;
  assert.equal(accepted.tls?.version, 'TLSv1.2');
  assert.deepEqual(accepted.tls?.peerChain, []);
  await evcc.send(0x8001, Uint8Array.of(1));
  const received = await accepted.receive(20_000);
  assert.ok(received.kind === 'frame');
  assert.match(lines[0] ?? '', /^CLIENT_RANDOM [0-9a-f]{64} [0-9a-f]{96}$/);
});

test('the time of a write lies before the time of its answer, under TLS too', async () => {
  const { secc } = p256.identities;
  const server = await listen(await serverOptions(iso15118Part2, secc));
  const evcc = await connect(server.port, await clientOptions(iso15118Part2, secc));
  const accepted = await server.accepted;
  for (let round = 0; round < 200; round++) {
    const written = evcc.send(0x8001, Uint8Array.of(round));
    assert.equal((await accepted.receive(20_000)).kind, 'frame');
    await accepted.send(0x8001, Uint8Array.of(round));
    const answer = await evcc.receive(20_000);
    assert.ok(answer.kind === 'frame' && (await written) < answer.at);
  }
});

test('the -20 profile: TLS 1.3, mutual, P-521, and the server has spoken', async () => {
  const { secc, vehicle } = p521.identities;
  const lines: string[] = [];
  const server = await listen(await serverOptions(iso15118Part20, secc, vehicle), (line) => lines.push(line));
  const evcc = await connect(server.port, await clientOptions(iso15118Part20, secc, vehicle));
  const tls = evcc.tls;
  assert.ok(tls !== undefined);
  assert.equal(tls.version, 'TLSv1.3');
  assert.equal(tls.cipher, 'TLS_AES_256_GCM_SHA384');
  assert.equal(tls.group, 'secp521r1');
  assert.equal(tls.confirmed, true);
  assert.equal(tls.confirmedBy, 'ticket');
  const accepted = await server.accepted;
  assert.deepEqual(accepted.tls?.peerChain.slice(0, 3), vehicle.chain);
  assert.equal(accepted.tls?.authorized, true);
  await accepted.send(0x8002, Uint8Array.of(1));
  assert.equal((await evcc.receive(20_000)).kind, 'frame');
  assert.equal(tls.confirmedBy, 'data');
  assert.ok(lines.some((line) => line.startsWith('CLIENT_TRAFFIC_SECRET_0 ')));
  assert.ok(lines.every((line) => !line.includes('\n')));
});

test('P-256 certificates pass the -20 handshake only under the profile that says so', async () => {
  const { secc, vehicle } = p256.identities;
  const strict = await listen(await serverOptions(iso15118Part20P256, secc, vehicle));
  await rejectsWith(
    connect(strict.port, await clientOptions(iso15118Part20, secc, vehicle)),
    'TRANSPORT-003',
    /in common|signature/,
  );
  const lax = await listen(await serverOptions(iso15118Part20P256, secc, vehicle));
  const evcc = await connect(lax.port, await clientOptions(iso15118Part20P256, secc, vehicle));
  assert.equal(evcc.tls?.authorized, true);
});

test('the IEEE 2030.5 profile: TLS 1.2, mutual, AES128-CCM8', async () => {
  const server = await listen(
    await serverOptions(ieee2030Part5, p256.identities['utility-server'], p256.identities['utility-root']),
  );
  const roots = p256.identities['utility-root'];
  const client = await connect(
    server.port,
    await clientOptions(ieee2030Part5, roots, p256.identities['utility-device']),
  );
  assert.equal(client.tls?.cipher, 'TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8');
});

test('a bad SECC certificate is TRANSPORT-004 with a plain cause', async () => {
  for (const [name, words] of [
    ['secc-expired', /has expired/],
    ['secc-not-yet-valid', /not valid yet/],
    ['secc-wrong-root', /issuer|not one of the trusted|neither sent nor trusted/],
    ['secc-self-signed', /self-signed/],
  ] as const) {
    const server = await listen(await serverOptions(iso15118Part2, p256.bad[name]));
    const tls = await clientOptions(iso15118Part2, p256.identities.secc);
    await rejectsWith(connect(server.port, tls), 'TRANSPORT-004', words);
  }
});

test('a tester may look at a bad SECC: verify false reports and goes on', async () => {
  const server = await listen(await serverOptions(iso15118Part2, p256.bad['secc-expired']));
  const tls = await clientOptions(iso15118Part2, p256.identities.secc);
  const evcc = await connect(server.port, { ...tls, verify: false });
  assert.equal(evcc.tls?.authorized, false);
  assert.equal(evcc.tls?.authorizationError, 'CERT_HAS_EXPIRED');
});

test('a vehicle that the SECC does not trust is refused, and the SECC says why', async () => {
  const { secc, vehicle } = p521.identities;
  const server = await listen(await serverOptions(iso15118Part20, secc, vehicle));
  const tls = await clientOptions(iso15118Part20, secc, p521.bad['vehicle-wrong-root']);
  // Whether the client learns it in the handshake or with its first read is a race that TLS 1.3 allows.
  const learnt = await connect(server.port, tls).then(
    async (connection) => (await connection.receive(20_000)).kind,
    (error: PlumblineError) => error.code,
  );
  assert.ok(['closed', 'TRANSPORT-003'].includes(learnt), learnt);
  assert.match((await server.firstError).message, /issuer|trusted/);
});

test('TLS 1.3 alone does not meet a TLS 1.2 peer', async () => {
  const { secc, vehicle } = p256.identities;
  const server = await listen(await serverOptions(iso15118Part2, secc));
  await rejectsWith(
    connect(server.port, await clientOptions(iso15118Part20P256, secc, vehicle)),
    'TRANSPORT-003',
    /TLS version/,
  );
  assert.match((await server.firstError).message, /TLS version/);
});

test('a peer without TLS is never talked to in plain', async () => {
  const got: Buffer[] = [];
  const server = createServer((socket) => {
    socket.on('data', (chunk) => {
      got.push(chunk);
      socket.end(Buffer.from([1, 0xfe, 0x80, 1, 0, 0, 0, 0]));
    });
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '::1', resolve));
  cleanups.push(() => void server.close());
  const address = server.address();
  assert.ok(typeof address === 'object' && address !== null);
  const tls = await clientOptions(iso15118Part2, p256.identities.secc);
  await rejectsWith(connect(address.port, tls), 'TRANSPORT-003', /does not speak TLS/);
  // Everything that left is TLS records: handshake (22) or alert (21), never a V2GTP header (1).
  assert.equal(Buffer.concat(got)[0], 22);
});

test('plain TCP at a TLS listener ends there, and the listener goes on', async () => {
  const { secc } = p256.identities;
  const server = await listen(await serverOptions(iso15118Part2, secc));
  const plain = await connectV2g({ host: '::1', port: server.port, timeoutMs: 20_000 });
  await plain.send(0x8001, Uint8Array.of(1, 2, 3));
  const end = await plain.receive(20_000);
  assert.notEqual(end.kind, 'frame');
  await plain.close();
  assert.match((await server.firstError).message, /TRANSPORT-003|TLS/);
  const evcc = await connect(server.port, await clientOptions(iso15118Part2, secc));
  assert.equal(evcc.tls?.version, 'TLSv1.2');
});

for (const how of ['fin', 'reset'] as const) {
  test(`a peer that ends with ${how} is told so below TLS too, in an idle connection and right behind data`, async () => {
    const { secc } = p256.identities;
    for (const dataBefore of [false, true]) {
      const server = await listen(await serverOptions(iso15118Part2, secc));
      const evcc = await connect(server.port, await clientOptions(iso15118Part2, secc));
      const accepted = await server.accepted;
      if (dataBefore) await accepted.send(0x8001, Uint8Array.of(1));
      const closing = accepted.close(how);
      if (dataBefore) assert.equal((await evcc.receive(20_000)).kind, 'frame');
      const end = await evcc.receive(20_000);
      assert.ok(end.kind === 'closed');
      assert.equal(end.how, how);
      await evcc.close();
      await closing;
    }
  });

  test(`a server may end with ${how} in the moment of accepting, in the midst of OpenSSL's call-back`, async () => {
    const { secc } = p256.identities;
    for (const when of ['at once', 'microtask', 'next tick'] as const) {
      const listener = await listenV2g({
        host: '::1',
        port: 0,
        tls: await serverOptions(iso15118Part2, secc),
        onConnection: (connection) => {
          const close = () => void connection.close(how);
          if (when === 'at once') close();
          else if (when === 'microtask') queueMicrotask(close);
          else process.nextTick(close);
        },
      });
      cleanups.push(() => listener.close());
      const evcc = await connect(listener.port, await clientOptions(iso15118Part2, secc));
      const end = await evcc.receive(20_000);
      assert.ok(end.kind === 'closed');
      assert.equal(end.how, how, when);
    }
  });
}

test('own mistakes are found before the first packet', async () => {
  const { secc, vehicle } = p256.identities;
  const tls = await clientOptions(iso15118Part20, secc);
  await rejectsWith(connect(9, tls), 'TRANSPORT-005', /mutual/);
  const mixed = { ...tls, chain: chainPem(vehicle), key: await keyPem(secc) };
  await rejectsWith(connect(9, mixed), 'TRANSPORT-005', /key values mismatch/);
  const noPem = { ...(await serverOptions(iso15118Part2, secc)), chain: 'not PEM' };
  await rejectsWith(listen(noPem), 'TRANSPORT-005', /PEM/);
});
