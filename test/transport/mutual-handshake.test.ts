import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chainPem, type Identity, keyPem, rootPem } from '../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { writeLabPki } from '../../src/pki/write-lab-pki.js';
import { iso15118Part20 } from '../../src/transport/tls-profiles.js';
import { connectV2g } from '../../src/transport/v2g-connection.js';

// A server that is not ours, and that checks the client's certificate inside the handshake as the standard means it.
const openssl = spawnSync('openssl', ['version']).status === 0;
const skip = openssl
  ? false
  : 'SKIPPED: openssl is not installed, the handshake with a server other than ours is not tested';
if (!openssl) console.error(skip);

const folder = mkdtempSync(join(tmpdir(), 'plumbline-mutual-'));
let pki: LabPki;
let server: ChildProcess | undefined;
let port = 0;

before(async () => {
  if (!openssl) return;
  pki = await mintLabPki({ curve: 'P-521' });
  await writeLabPki(pki, folder);
  const file = (name: string) => join(folder, name);
  const started = spawn(
    'openssl',
    [
      's_server',
      '-accept',
      '[::1]:0',
      '-tls1_3',
      ...['-cert', file('secc.cert.pem'), '-cert_chain', file('secc.chain.pem'), '-key', file('secc.key.pem')],
      ...['-CAfile', file('oem-root.cert.pem'), '-Verify', '4', '-verify_return_error'],
      ...['-groups', 'P-521', '-naccept', '20'],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  server = started;
  port = await new Promise<number>((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer) => {
      text += chunk.toString();
      const found = /ACCEPT .*:(\d+)/.exec(text);
      if (found !== null) resolve(Number(found[1]));
    };
    started.stdout.on('data', read);
    started.stderr.on('data', read);
    started.once('exit', () => reject(new Error(`openssl s_server ended: ${text}`)));
  });
});
after(() => {
  server?.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

async function connect(client: Identity) {
  return connectV2g({
    host: '::1',
    port,
    timeoutMs: 20_000,
    confirmMs: 2000,
    tls: {
      profile: iso15118Part20,
      roots: [rootPem(pki.identities.secc)],
      chain: chainPem(client),
      key: await keyPem(client),
    },
  });
}

test('a vehicle that the server trusts: the handshake is confirmed by a ticket', { skip }, async () => {
  const connection = await connect(pki.identities.vehicle);
  assert.deepEqual([connection.tls?.confirmed, connection.tls?.confirmedBy], [true, 'ticket']);
  assert.ok((connection.tls?.session?.length ?? 0) > 0);
  await connection.close();
});

for (const name of ['vehicle-wrong-root', 'vehicle-expired'] as const) {
  test(`${name}: the handshake does not count, although it looked finished to the client`, { skip }, async () => {
    await assert.rejects(connect(pki.bad[name]), { code: 'TRANSPORT-003', message: /unknown_ca|expired/ });
  });
}
