import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { nameText, readSentName } from '../../../src/pki/distinguished-name.js';
import { certificatePem, chainPem, privateKeyPem } from '../../../src/pki/identity.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import type { TlsSide } from '../../../src/wire/tls/conversation-event.js';
import { signatureSchemeName } from '../../../src/wire/tls/signature.js';
import { missing } from '../../support/find-program.js';
import { type RecordedChunk, readTls } from '../../support/recorded-tls.js';
import { temporaryFolder } from '../../support/temporary-folder.js';

/** Names that openssl s_client prints for schemes, which it puts together from key and hash. */
const printed: Readonly<Record<string, string>> = { 'ECDSA+SHA512': 'ecdsa_secp521r1_sha512', ed448: 'ed448' };

test('openssl s_server -Verify asks for what openssl s_client prints, and we read the same', {
  skip: missing('openssl'),
}, async (t) => {
  const { identities } = await mintLabPki({ curve: 'P-521' });
  const folder = temporaryFolder(t);
  const file = (name: string, text: string, mode = 0o644) => {
    writeFileSync(join(folder, name), text, { mode });
    return join(folder, name);
  };
  const roots = [identities['oem-root'], identities['v2g-root']].map(certificatePem).join('');
  const side = (role: 'secc' | 'vehicle') => [
    ...['-cert', file(`${role}.pem`, certificatePem(identities[role]))],
    ...['-cert_chain', file(`${role}-chain.pem`, chainPem(identities[role]))],
    ...['-key', file(`${role}.key`, privateKeyPem(identities[role]), 0o600)],
  ];
  const server = spawn('openssl', [
    ...['s_server', '-accept', '127.0.0.1:0', '-tls1_3', '-Verify', '4', '-CAfile', file('roots.pem', roots)],
    ...side('secc'),
    ...['-client_sigalgs', 'ECDSA+SHA512:ed448', '-groups', 'P-521'],
  ]);
  t.after(() => server.kill());
  const port = await portOf(server.stdout);

  const chunks: RecordedChunk[] = [];
  const relay = createServer((near) => {
    const far = connect({ host: '127.0.0.1', port });
    const pass = (from: typeof near, to: typeof near, of: TlsSide) => {
      from.on('data', (data: Buffer) => {
        chunks.push({ side: of, bytes: new Uint8Array(data) });
        to.write(data);
      });
      from.on('end', () => to.end());
      from.on('error', () => to.destroy());
    };
    pass(near, far, 'client');
    pass(far, near, 'server');
  });
  relay.listen(0, '127.0.0.1');
  await once(relay, 'listening');
  t.after(() => relay.close());
  const keys = join(folder, 'keys.log');
  const client = spawn('openssl', [
    ...['s_client', '-connect', `127.0.0.1:${(relay.address() as AddressInfo).port}`, '-tls1_3', '-groups', 'P-521'],
    ...['-keylogfile', keys],
    ...side('vehicle'),
  ]);
  t.after(() => client.kill());
  let said = '';
  client.stdout.on('data', (data: Buffer) => {
    said += data.toString();
    // It prints the whole handshake, then waits for what is to be sent.
    if (said.includes('Verify return code')) client.stdin.end('Q\n');
  });
  await once(client, 'close');

  const { events } = readTls(chunks, readFileSync(keys, 'utf8'));
  const found = events.find((event) => event.kind === 'certificate-request');
  assert.ok(found?.kind === 'certificate-request', said);
  const { request } = found;
  const algorithms = /Requested Signature Algorithms: (\S+)/.exec(said)?.[1]?.split(':') ?? [];
  assert.deepEqual(
    request.signatureAlgorithms.map(signatureSchemeName),
    algorithms.map((name) => printed[name] ?? name),
  );
  const names =
    /Acceptable client certificate CA names\n((?:[A-Z]+ ?=.*\n)+)/.exec(said)?.[1]?.trim().split('\n') ?? [];
  const plain = (text: string) => text.replaceAll(' = ', '=');
  assert.deepEqual(
    request.authorities?.map((der) => nameText(readSentName(der) ?? [])).sort(),
    names.map(plain).sort(),
  );
  assert.equal(names.length, 2);
});

/** `ACCEPT 127.0.0.1:43210`. */
async function portOf(output: NodeJS.ReadableStream): Promise<number> {
  for await (const line of createInterface({ input: output })) {
    const port = /^ACCEPT .*:(\d+)$/.exec(line)?.[1];
    if (port !== undefined) return Number(port);
  }
  throw new Error('openssl s_server does not say its port');
}
