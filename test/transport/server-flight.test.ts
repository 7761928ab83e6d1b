import assert from 'node:assert/strict';
import { createECDH, createHash, randomBytes } from 'node:crypto';
import { before, test } from 'node:test';
import { systemClock } from '../../src/base/clock.js';
import { certificatePem, chainPem, type Identity, keyPem } from '../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../src/pki/lab-pki.js';
import { subjectOfCertificate } from '../../src/pki/mint-certificate.js';
import { rootsNamed } from '../../src/transport/client-hello.js';
import { readServerFlight } from '../../src/transport/server-flight.js';
import type { TlsServerOptions } from '../../src/transport/tls-options.js';
import { iso15118Part2, iso15118Part20 } from '../../src/transport/tls-profiles.js';
import { listenV2g } from '../../src/transport/v2g-connection.js';
import type { TrustedAuthority } from '../../src/wire/tls/trusted-ca-keys.js';
import { type OfferedHello, writeClientHello } from '../../src/wire/tls/write-client-hello.js';

let pki: LabPki;
before(async () => {
  pki = await mintLabPki();
});

const usual: OfferedHello = {
  version: 0x0303,
  random: new Uint8Array(32).fill(7),
  cipherSuites: [0xc025, 0xc023],
  groups: [23],
  signatureAlgorithms: [0x0403],
  asksForStatus: true,
};

const named = (root: Identity): TrustedAuthority => {
  return { kind: 'certificate-sha1', digest: new Uint8Array(createHash('sha1').update(root.certificate).digest()) };
};

async function port(t: { after(end: () => unknown): void }, more: Partial<TlsServerOptions> = {}): Promise<number> {
  const { identities } = pki;
  const listener = await listenV2g({
    host: '::1',
    port: 0,
    tls: { profile: iso15118Part2, chain: chainPem(identities.secc), key: await keyPem(identities.secc), ...more },
    onConnection: (connection) => void connection.close(),
  });
  t.after(() => listener.close());
  return listener.port;
}

function flight(to: number, changes: Partial<OfferedHello> = {}) {
  const hello = writeClientHello({ ...usual, random: randomBytes(32), ...changes });
  return readServerFlight({ host: '::1', port: to, hello, timeoutMs: 5000, clock: systemClock });
}

test('the first flight of a TLS 1.2 server: version, suite, certificates, staple', async (t) => {
  const ocspResponse = pki.ocsp.find(({ name }) => name === 'secc')?.der ?? new Uint8Array();
  const seen = await flight(await port(t, { ocspResponse }));
  assert.equal(seen.end, 'done');
  assert.deepEqual([seen.version, seen.cipherSuite], [0x0303, 0xc023]);
  assert.deepEqual(
    seen.certificates.map((der) => Buffer.from(der).toString('hex')),
    pki.identities.secc.chain.map((der) => Buffer.from(der).toString('hex')),
  );
  assert.deepEqual(Buffer.from(seen.ocspResponse ?? []), Buffer.from(ocspResponse));
});

for (const [what, changes] of [
  ['a version that it does not speak', { version: 0x0302 }],
  ['suites that it does not have', { cipherSuites: [0xc02b] }],
  ['a group that it does not have', { groups: [25] }],
] as const) {
  test(`a server refuses ${what} with an alert`, async (t) => {
    const seen = await flight(await port(t), changes);
    assert.equal(seen.end, 'alert');
    assert.deepEqual(seen.certificates, []);
    assert.ok(seen.alert !== undefined && seen.alert > 0);
  });
}

test('a server with chains under two roots shows the one whose root is named, else the usual one', async (t) => {
  const { other, identities } = pki;
  const secc = other['other-secc'];
  const root = other['other-v2g-root'];
  const to = await port(t, {
    others: [{ root: certificatePem(root), chain: chainPem(secc), key: await keyPem(secc) }],
  });
  const leafFor = async (trusted: readonly TrustedAuthority[] | undefined) => {
    const [leaf] = (await flight(to, trusted === undefined ? {} : { trusted })).certificates;
    return Buffer.from(leaf ?? []).toString('hex');
  };
  const leafOf = ({ certificate }: Identity) => Buffer.from(certificate).toString('hex');
  assert.equal(await leafFor([named(root)]), leafOf(secc));
  assert.equal(await leafFor([named(identities['v2g-root'])]), leafOf(identities.secc));
  assert.equal(await leafFor([{ kind: 'certificate-sha1', digest: new Uint8Array(20) }]), leafOf(identities.secc));
  assert.equal(await leafFor(undefined), leafOf(identities.secc));
});

test('the roots that a ClientHello names, in each of the four ways', () => {
  const trusted: readonly TrustedAuthority[] = [
    { kind: 'pre-agreed' },
    { kind: 'key-sha1', digest: new Uint8Array(20).fill(1) },
    { kind: 'name', name: Uint8Array.of(0x30, 0) },
    { kind: 'certificate-sha1', digest: new Uint8Array(20).fill(2) },
  ];
  const hello = writeClientHello({ ...usual, trusted });
  assert.deepEqual(rootsNamed(hello), trusted);
  assert.equal(rootsNamed(hello.subarray(0, 40)), undefined);
  assert.deepEqual(rootsNamed(writeClientHello(usual)), []);
  assert.deepEqual(rootsNamed(Uint8Array.of(1, 254, 0, 0)), []);
});

test('no listener: an error of TCP, no outcome', async () => {
  await assert.rejects(flight(1), { code: 'TRANSPORT-001' });
});

test('the same in TLS 1.3, where the chain is encrypted and the roots are named by certificate_authorities', async (t) => {
  const lab = await mintLabPki({ curve: 'P-521' });
  const { identities, other } = lab;
  const secc = other['other-secc'];
  const root = other['other-v2g-root'];
  const listener = await listenV2g({
    host: '::1',
    port: 0,
    tls: {
      profile: iso15118Part20,
      chain: chainPem(identities.secc),
      key: await keyPem(identities.secc),
      clientRoots: [certificatePem(identities['oem-root'])],
      ocspResponse: Uint8Array.of(0x30, 0),
      others: [{ root: certificatePem(root), chain: chainPem(secc), key: await keyPem(secc) }],
    },
    onConnection: (connection) => void connection.close(),
  });
  t.after(() => listener.close());
  const shown = async (authorities: readonly Uint8Array[] | undefined) => {
    const own = createECDH('secp521r1');
    const key = new Uint8Array(own.generateKeys());
    const hello = writeClientHello({
      ...usual,
      random: randomBytes(32),
      cipherSuites: [0x1302, 0x1303],
      groups: [25],
      signatureAlgorithms: [0x0603, 0x0808],
      tls13: { group: 25, key, ...(authorities === undefined ? {} : { authorities }) },
    });
    const agree = (_group: number, theirs: Uint8Array) => new Uint8Array(own.computeSecret(theirs));
    const { port: to } = listener;
    return readServerFlight({ host: '::1', port: to, hello, agree, timeoutMs: 5000, clock: systemClock });
  };
  const hex = (chain: readonly Uint8Array[]) => chain.map((der) => Buffer.from(der).toString('hex'));
  const usually = await shown(undefined);
  assert.equal(usually.end, 'done');
  assert.deepEqual([usually.version, usually.cipherSuite], [0x0304, 0x1302]);
  assert.deepEqual(hex(usually.certificates), hex(identities.secc.chain));
  assert.deepEqual(Buffer.from(usually.ocspResponse ?? []), Buffer.of(0x30, 0));
  const named = await shown([subjectOfCertificate(root.certificate)]);
  assert.deepEqual(hex(named.certificates), hex(secc.chain));
  assert.equal(named.ocspResponse, undefined);
  const first = await shown([subjectOfCertificate(identities['v2g-root'].certificate)]);
  assert.deepEqual(hex(first.certificates), hex(identities.secc.chain));
});
