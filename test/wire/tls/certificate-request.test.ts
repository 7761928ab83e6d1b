import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { type Curve, certificatePem, chainPem, type Identity, keyPem, rootPem } from '../../../src/pki/identity.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import { subjectOfCertificate } from '../../../src/pki/mint-certificate.js';
import {
  type CertificateRequest,
  readCertificateRequest12,
  readCertificateRequest13,
  requestExtensionName,
} from '../../../src/wire/tls/certificate-request.js';
import type { TlsEvent } from '../../../src/wire/tls/conversation-event.js';
import { seeded } from '../../support/captures.js';
import { readTls, recordTls } from '../../support/recorded-tls.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

/** Extensions by hand: RFC 8446, 4.3.2, 4.2.3, 4.2.4, 4.2.5. */
const algorithms = '000d 0006 0004 0603 0808';
const authorities = '002f 000a 0008 0002 3000 0002 3000';

test('TLS 1.3: algorithms, authorities and the types of all extensions, in their order', () => {
  const read = readCertificateRequest13(bytes(`00 0022 ${authorities} ${algorithms} 0030 0002 0000 0005 0000`));
  assert.deepEqual(read, {
    extensions: [47, 13, 48, 5],
    signatureAlgorithms: [0x0603, 0x0808],
    certificateSignatureAlgorithms: undefined,
    authorities: [bytes('3000'), bytes('3000')],
  } satisfies CertificateRequest);
  assert.deepEqual(read?.extensions.map(requestExtensionName), [
    'certificate_authorities',
    'signature_algorithms',
    'oid_filters',
    'status_request',
  ]);
  assert.equal(requestExtensionName(4711), 'extension 4711');
});

test('TLS 1.3: an empty list of authorities is not a missing one; algorithms inside certificates are told apart', () => {
  const empty = readCertificateRequest13(bytes(`00 0010 ${algorithms} 002f 0002 0000`));
  assert.deepEqual(empty?.authorities, []);
  const apart = readCertificateRequest13(bytes(`00 0012 ${algorithms} 0032 0004 0002 0603`));
  assert.deepEqual([apart?.authorities, apart?.certificateSignatureAlgorithms], [undefined, [0x0603]]);
});

const broken: readonly (readonly [what: string, body: string])[] = [
  ['nothing', ''],
  ['no extensions at all', '00'],
  ['extensions that reach over the end', `00 00ff ${algorithms}`],
  ['bytes behind the extensions', `00 000a ${algorithms} 00`],
  ['an extension that breaks off', '00 0003 000d 00'],
  ['an extension that comes twice', `00 0014 ${algorithms} ${algorithms}`],
  ['an odd number of octets of algorithms', '00 0009 000d 0005 0003 060308'],
  ['a list of algorithms that reaches over its extension', '00 000a 000d 0006 0008 0603 0808'],
  ['bytes behind the algorithms', '00 000a 000d 0006 0002 0603 0808'],
  ['a name that reaches over its list', '00 000a 002f 0006 0004 0009 3000'],
  ['a name of which one octet of the length is there', '00 0007 002f 0003 0001 00'],
];
for (const [what, body] of broken) {
  test(`TLS 1.3, broken: ${what}`, () => assert.equal(readCertificateRequest13(bytes(body)), undefined));
}

test('TLS 1.2: whole ones are read, broken ones are not', () => {
  assert.deepEqual(readCertificateRequest12(bytes('01 40 0004 0403 0603 0004 0002 3000')), {
    extensions: [],
    signatureAlgorithms: [0x0403, 0x0603],
    certificateSignatureAlgorithms: undefined,
    authorities: [bytes('3000')],
  });
  for (const body of ['', '01', '01 40 0003 040306 0000', '01 40 0002 0403 0004 0002 30', '01 40 0002 0403 0000 00'])
    assert.equal(readCertificateRequest12(bytes(body)), undefined, body);
});

test('damaged requests are read or refused, never thrown at (seeded)', () => {
  const whole = bytes(`00 0022 ${authorities} ${algorithms} 0030 0002 0000 0005 0000`);
  let read = 0;
  for (let seed = 1; seed <= 2000; seed++) {
    const random = seeded(seed);
    const damaged = whole.slice(0, 1 + Math.floor(random() * whole.length));
    damaged[Math.floor(random() * damaged.length)] = Math.floor(random() * 256);
    if (readCertificateRequest13(damaged) !== undefined) read += 1;
    readCertificateRequest12(damaged);
  }
  assert.ok(read > 0, 'some damage is harmless');
});

const identities = new Map<Curve, Readonly<Record<'secc' | 'vehicle' | 'mo-root' | 'oem-root', Identity>>>();
before(async () => {
  for (const curve of ['P-256', 'P-521'] as const) identities.set(curve, (await mintLabPki({ curve })).identities);
});

for (const [version, curve, sigalgs, wanted] of [
  ['TLSv1.3', 'P-521', 'ecdsa_secp521r1_sha512:ed448', [0x0603, 0x0808]],
  ['TLSv1.3', 'P-521', 'ed448:ecdsa_secp521r1_sha512', [0x0808, 0x0603]],
  ['TLSv1.2', 'P-256', 'ECDSA+SHA256:ECDSA+SHA512', [0x0403, 0x0603]],
] as const) {
  test(`what OpenSSL was told to ask for is read again: ${version}, ${sigalgs}`, async () => {
    const { secc, vehicle, 'mo-root': operator } = identities.get(curve)!;
    const limits = { minVersion: version, maxVersion: version, ecdhCurve: curve } as const;
    const recorded = await recordTls({
      server: {
        ...limits,
        cert: chainPem(secc),
        key: await keyPem(secc),
        ca: [rootPem(vehicle), certificatePem(operator)],
        sigalgs,
      },
      client: { ...limits, cert: chainPem(vehicle), key: await keyPem(vehicle) },
      exchanges: 1,
      requestCert: true,
    });
    const { events } = readTls(recorded.chunks, recorded.keyLog);
    const request = requestIn(events);
    assert.deepEqual(request?.signatureAlgorithms, wanted);
    assert.deepEqual(
      request?.authorities?.map((name) => Buffer.from(name).toString('hex')).sort(),
      [vehicle.root, operator.certificate].map((der) => Buffer.from(subjectOfCertificate(der)).toString('hex')).sort(),
    );
  });
}

test('a server that checks with no root names none', async () => {
  const { secc, vehicle } = identities.get('P-521')!;
  const recorded = await recordTls({
    server: { cert: chainPem(secc), key: await keyPem(secc), ca: [], ecdhCurve: 'P-521' },
    client: { cert: chainPem(vehicle), key: await keyPem(vehicle), ecdhCurve: 'P-521' },
    exchanges: 1,
    requestCert: true,
  });
  const request = requestIn(readTls(recorded.chunks, recorded.keyLog).events);
  assert.ok(request);
  assert.equal(request.authorities, undefined);
  assert.ok(request.signatureAlgorithms.length > 5, 'the defaults of the library');
});

function requestIn(events: readonly TlsEvent[]): CertificateRequest | undefined {
  const found = events.find((event) => event.kind === 'certificate-request');
  return found?.kind === 'certificate-request' ? found.request : undefined;
}
