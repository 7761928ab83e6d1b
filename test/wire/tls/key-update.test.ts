import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { chainPem, keyPem } from '../../../src/pki/identity.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import { handshakeTypes } from '../../../src/wire/tls/handshake-messages.js';
import { missing } from '../../support/find-program.js';
import { type RecordedChunk, readTls } from '../../support/recorded-tls.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Node cannot ask for a KeyUpdate (RFC 8446, 4.6.3); the command line of OpenSSL can. */
const options = { skip: missing('openssl'), timeout: 20_000 };

test('after key updates in both directions the data is still opened', options, async (t) => {
  const folder = temporaryFolder(t);
  const { secc } = (await mintLabPki()).identities;
  const [certificate, key, keyLog] = [join(folder, 'chain.pem'), join(folder, 'key.pem'), join(folder, 'keys.log')];
  writeFileSync(certificate, chainPem(secc));
  writeFileSync(key, await keyPem(secc), { mode: 0o600 });

  const port = await freePort();
  const server = start(t, 's_server', '-accept', `127.0.0.1:${port}`, '-cert', certificate, '-key', key, '-tls1_3');
  const said = textOf(server);
  await said('ACCEPT');
  const chunks: RecordedChunk[] = [];
  const tap = createServer((socket) => pass(socket, connect(port, '127.0.0.1'), chunks));
  tap.listen(0, '127.0.0.1');
  await once(tap, 'listening');
  const tapPort = (tap.address() as AddressInfo).port;
  const client = start(t, 's_client', '-connect', `127.0.0.1:${tapPort}`, '-tls1_3', '-keylogfile', keyLog);
  const heard = textOf(client);
  t.after(() => tap.close());
  await heard('Verify return code');
  client.stdin!.write('before the update\n');
  await said('before the update');
  // K: update the own keys and ask the peer to update its own.
  client.stdin!.write('K\n');
  await heard('KEYUPDATE');
  client.stdin!.write('after the update\n');
  await said('after the update');
  server.stdin!.write('answer under new keys\n');
  await heard('answer under new keys');
  const ended = once(client, 'exit');
  client.stdin!.write('Q\n');
  await ended;

  const { events, inside } = readTls(chunks, readFileSync(keyLog, 'latin1'));
  assert.equal(inside.client, 'before the update\nafter the update\n');
  assert.equal(inside.server, 'answer under new keys\n');
  const updates = events.filter((event) => event.kind === 'handshake' && event.type === handshakeTypes.keyUpdate);
  assert.deepEqual(
    updates.map(({ side }) => side),
    ['client', 'server'],
  );
});

function start(t: TestContext, ...args: readonly string[]): ChildProcess {
  const child = spawn('openssl', args, { stdio: ['pipe', 'pipe', 'pipe'] });
  t.after(() => child.kill('SIGKILL'));
  return child;
}

/** Waits until a process has printed a text. */
function textOf(child: ChildProcess): (wanted: string) => Promise<void> {
  let text = '';
  const waiting = new Set<() => void>();
  const take = (data: Buffer): void => {
    text += data.toString('latin1');
    for (const look of waiting) look();
  };
  child.stdout!.on('data', take);
  child.stderr!.on('data', take);
  return (wanted) =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (!text.includes(wanted)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      child.once('exit', () => reject(new Error(`ended without "${wanted}":\n${text}`)));
      look();
    });
}

function pass(client: Socket, server: Socket, chunks: RecordedChunk[]): void {
  client.on('data', (bytes) => {
    chunks.push({ side: 'client', bytes: new Uint8Array(bytes) });
    server.write(bytes);
  });
  server.on('data', (bytes) => {
    chunks.push({ side: 'server', bytes: new Uint8Array(bytes) });
    client.write(bytes);
  });
  for (const [one, other] of [
    [client, server],
    [server, client],
  ] as const) {
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
