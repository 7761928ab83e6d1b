import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { certificatePem, chainPem, keyPem } from '../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { offersTls13 } from '../../src/transport/client-hello.js';
import { iso15118Part2, iso15118Part20P256, type TlsProfile } from '../../src/transport/tls-profiles.js';
import { connectV2g, listenV2g, type V2gConnection, type V2gListener } from '../../src/transport/v2g-connection.js';

let pki: LabPki;
before(async () => {
  pki = await mintLabPki();
});

/** A listener that answers every frame with it, and says which TLS it has met. */
async function echo(t: { after(end: () => unknown): void }, both: boolean): Promise<V2gListener> {
  const { identities } = pki;
  const chain = chainPem(identities.secc);
  const key = await keyPem(identities.secc);
  const part20 = { profile: iso15118Part20P256, chain, key, clientRoots: [certificatePem(identities['oem-root'])] };
  const serve = async (connection: V2gConnection) => {
    const received = await connection.receive(20_000);
    if (received.kind === 'frame') await connection.send(0x8001, new TextEncoder().encode(connection.tls?.version));
    await connection.close();
  };
  const listener = await listenV2g({
    host: '::1',
    port: 0,
    ...(both ? { tls: { profile: iso15118Part2, chain, key }, tls13: part20 } : { tls: part20 }),
    onConnection: (connection) => void serve(connection),
  });
  t.after(() => listener.close());
  return listener;
}

async function askAs(profile: TlsProfile, port: number): Promise<string> {
  const roots = [certificatePem(pki.identities['v2g-root'])];
  const own = { chain: chainPem(pki.identities.vehicle), key: await keyPem(pki.identities.vehicle) };
  const tls = { profile, roots, ...(profile.mutual ? own : {}) };
  const connection = await connectV2g({ host: '::1', port, timeoutMs: 20_000, tls });
  // At once: what leaves in the midst of the handshake's last call-back must arrive too.
  await connection.send(0x8001, Uint8Array.of(1));
  const received = await connection.receive(20_000);
  await connection.close();
  return received.kind === 'frame' ? new TextDecoder().decode(received.payload) : received.kind;
}

for (const [profile, version] of [
  [iso15118Part2, 'TLSv1.2'],
  [iso15118Part20P256, 'TLSv1.3'],
] as const) {
  test(`one port, two profiles: ${profile.name} meets ${version}`, async (t) => {
    const { port } = await echo(t, true);
    assert.equal(await askAs(profile, port), version);
  });
}

test('the first frame after a mutual TLS 1.3 handshake arrives, however early it leaves', async (t) => {
  const { port } = await echo(t, false);
  for (let round = 0; round < 5; round++) assert.equal(await askAs(iso15118Part20P256, port), 'TLSv1.3');
});

/** A ClientHello with these extensions, as one record. */
function hello(extensions: readonly number[]): Uint8Array {
  const body = [3, 3, ...new Array<number>(32).fill(7), 0, 0, 2, 0x13, 0x02, 1, 0];
  const content = [...body, extensions.length >> 8, extensions.length & 255, ...extensions];
  const message = [1, 0, content.length >> 8, content.length & 255, ...content];
  return Uint8Array.from([22, 3, 1, message.length >> 8, message.length & 255, ...message]);
}

const supported = (...versions: readonly number[]) => {
  const list = versions.flatMap((version) => [version >> 8, version & 255]);
  return [0, 43, 0, list.length + 1, list.length, ...list];
};

const rows = [
  { name: 'TLS 1.3 and 1.2', bytes: hello(supported(0x0304, 0x0303)), offers: true },
  { name: 'an extension before it', bytes: hello([0, 10, 0, 2, 0, 0, ...supported(0x0304)]), offers: true },
  { name: 'TLS 1.2 in the list', bytes: hello(supported(0x0303)), offers: false },
  { name: 'no such extension', bytes: hello([]), offers: false },
  { name: 'half of it', bytes: hello(supported(0x0304)).slice(0, 30), offers: undefined },
  { name: 'no bytes yet', bytes: new Uint8Array(), offers: undefined },
  { name: 'no TLS at all', bytes: Uint8Array.of(1, 0xfe, 0x80, 1), offers: false },
  { name: 'another handshake message', bytes: Uint8Array.of(22, 3, 1, 0, 2, 2, 0), offers: false },
  { name: 'lengths that lead out of it', bytes: Uint8Array.of(22, 3, 1, 0, 3, 1, 255, 255), offers: false },
] as const;

for (const { name, bytes, offers } of rows) {
  test(`ClientHello: ${name}: ${offers === undefined ? 'wait for more' : offers ? 'TLS 1.3' : 'not TLS 1.3'}`, () => {
    assert.equal(offersTls13(bytes), offers);
  });
}
