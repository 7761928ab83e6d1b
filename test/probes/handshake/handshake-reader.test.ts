import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { chainPem, keyPem, rootPem } from '../../../src/pki/identity.js';
import { type LabPki, mintLabPki } from '../../../src/pki/lab-pki.js';
import { HandshakeReader, type RecordedHandshake } from '../../../src/probes/handshake/handshake-reader.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { type RecordedTls, recordTls } from '../../support/recorded-tls.js';
import { tlsCapture } from '../../support/tls-capture.js';

let pki: LabPki;
let recorded: RecordedTls;
let staple: Uint8Array;
before(async () => {
  pki = await mintLabPki({ curve: 'P-521' });
  const { secc, vehicle } = pki.identities;
  const limits = { minVersion: 'TLSv1.3', ecdhCurve: 'P-521', sigalgs: 'ecdsa_secp521r1_sha512:ed448' } as const;
  staple = pki.ocsp.find(({ name }) => name === 'secc')!.der;
  recorded = await recordTls({
    server: { ...limits, cert: chainPem(secc), key: await keyPem(secc), ca: [rootPem(vehicle)] },
    client: { ...limits, cert: chainPem(vehicle), key: await keyPem(vehicle) },
    exchanges: 1,
    requestCert: true,
    ocsp: staple,
  });
});

/** Reads the capture without some packets, counted from 1. */
function read(keys: string, lost: (number: number) => boolean = () => false): readonly RecordedHandshake[] {
  const log = new KeyLog();
  log.add(keys, 'file');
  const reader = new HandshakeReader(log);
  for (const packet of tlsCapture(recorded.chunks)) if (!lost(packet.number)) reader.take(packet);
  return reader.end();
}

test('all that the server said, and the ClientHello that it answered', () => {
  const [handshake, ...more] = read(recorded.keyLog);
  assert.equal(more.length, 0);
  assert.ok(handshake?.whole);
  assert.ok(handshake.clientHello?.asksForStatus);
  assert.deepEqual(handshake.clientHello.signatureAlgorithms, [0x0603, 0x0808]);
  assert.ok([0x1301, 0x1302].includes(handshake.serverHello?.cipherSuite ?? 0));
  assert.deepEqual(handshake.request?.signatureAlgorithms, [0x0603, 0x0808]);
  assert.equal(handshake.request.authorities?.length, 1);
  assert.deepEqual(handshake.signature, { scheme: 0x0603, result: { kind: 'valid' } });
  assert.deepEqual(
    handshake.chain.map((der) => Buffer.from(der).toString('hex')),
    pki.identities.secc.chain.map((der) => Buffer.from(der).toString('hex')),
  );
});

test('in TLS 1.3 each certificate has its own place for an OCSP response; this library fills that of the leaf', () => {
  const [handshake] = read(recorded.keyLog);
  assert.deepEqual(
    handshake?.statuses.map((status) => status && Buffer.from(status).toString('hex')),
    [Buffer.from(staple).toString('hex'), undefined, undefined],
  );
});

test('secrets may come after the packets', () => {
  const log = new KeyLog();
  const reader = new HandshakeReader(log);
  for (const packet of tlsCapture(recorded.chunks)) reader.take(packet);
  log.add(recorded.keyLog, 'file');
  assert.ok(reader.end()[0]?.whole);
});

test('without the secrets nothing counts as said or not said', () => {
  const [handshake] = read('');
  assert.ok(handshake);
  assert.equal(handshake.whole, false);
  assert.match(handshake.detail ?? '', /no key log/);
});

test('whichever packet of the server is lost, a handshake that is not complete is not whole', () => {
  const packets = tlsCapture(recorded.chunks);
  let incomplete = 0;
  for (const { number } of packets) {
    for (const handshake of read(recorded.keyLog, (one) => one === number)) {
      const complete = handshake.request !== undefined && handshake.chain.length === 3 && handshake.signature;
      if (!complete) {
        assert.equal(handshake.whole, false, `without packet ${number}`);
        incomplete += 1;
      }
    }
  }
  assert.ok(incomplete > 0, 'some packet carries the flight of the server');
});

test('packets that carry no TLS leave nothing', () => {
  assert.deepEqual(new HandshakeReader(new KeyLog()).end(), []);
  const reader = new HandshakeReader(new KeyLog());
  const [first] = tlsCapture([{ side: 'client', bytes: Uint8Array.from([1, 0xfe, 0x80, 0x01, 0, 0, 0, 0]) }]);
  reader.take(first!);
  assert.deepEqual(reader.end(), []);
});
