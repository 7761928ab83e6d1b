import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type CaptureItem, tlsKeyLogSecrets } from '../../../src/wire/pcap/capture-item.js';
import { PcapngWriter } from '../../../src/wire/pcap/pcapng-writer.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { captureItems, fixtureCapture, packetsOf, readSessions } from '../../support/captures.js';
import { udpFrame } from '../../support/packets.js';

interface Expected {
  readonly name: string;
  readonly messages: number;
  readonly tls: RegExp;
  readonly namespace: string;
  readonly vehicleCertificates: number;
}

const iso2 = 'urn:iso:15118:2:2013:MsgDef';
const cbc =
  /^TLS: TLS 1\.2 with TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256 and secp256r1, decrypted with the key log file\.$/;
const gcm = /^TLS: TLS 1\.3 with TLS_AES_256_GCM_SHA384 and secp256r1, decrypted with the key log file\.$/;

const table: readonly Expected[] = [
  { name: 'iso2-tls-ac', messages: 38, tls: cbc, namespace: iso2, vehicleCertificates: 0 },
  { name: 'iso2-pnc-ac', messages: 40, tls: cbc, namespace: iso2, vehicleCertificates: 0 },
  { name: 'iso2-pnc-dc', messages: 62, tls: cbc, namespace: iso2, vehicleCertificates: 0 },
  { name: 'iso2-pnc-certinst', messages: 66, tls: cbc, namespace: iso2, vehicleCertificates: 0 },
  { name: 'iso20-ac-tls', messages: 54, tls: gcm, namespace: 'urn:iso:std:iso:15118:-20:AC', vehicleCertificates: 3 },
  { name: 'iso20-dc-tls', messages: 66, tls: gcm, namespace: 'urn:iso:std:iso:15118:-20:DC', vehicleCertificates: 3 },
];

const keysOf = (name: string): string => Buffer.from(fixtureCapture(`${name}.keylog`)).toString('latin1');

function keyLogOf(name: string): KeyLog {
  const log = new KeyLog();
  log.add(keysOf(name), 'file');
  return log;
}

const itemsOf = (name: string): CaptureItem[] => captureItems(fixtureCapture(`${name}.pcap`));

for (const row of table) {
  test(`${row.name}: ${row.messages} messages with its key log`, () => {
    const { messages, summaries, events } = readSessions(itemsOf(row.name), { keyLog: keyLogOf(row.name) });
    const [summary] = summaries;
    assert.equal(messages.length, row.messages);
    assert.equal(summary?.ending, 'session-stop');
    assert.equal(summary.security, 'tls');
    assert.equal(summary.protocol, row.namespace);
    assert.ok(
      summary.account.some((line) => row.tls.test(line)),
      summary.account.join('\n'),
    );
    assert.equal(summary.tls?.stationCertificates.length, 3);
    assert.equal(summary.tls.vehicleCertificates.length, row.vehicleCertificates);
    assert.deepEqual(summary.tls.stationChain?.faults, []);
    assert.ok(summary.tls.signatures.length > 0);
    assert.ok(summary.tls.signatures.every((line) => line.endsWith('signature fits')));
    assert.deepEqual(summary.tls.closed, []);
    assert.ok(summary.tls.alerts.some(({ name, fatal }) => name === 'close_notify' && !fatal));
    const finished = events.filter((event) => event.kind === 'connection' && /Finished of .*it fits/.test(event.text));
    assert.equal(finished.length, 2);
    assert.ok(messages.every(({ message, schemaSource }) => message !== undefined && schemaSource !== 'guess'));
    assert.ok(messages.every(({ direction }, index) => direction === (index % 2 === 0 ? 'request' : 'response')));
  });
}

test('TLS 1.3 outside the profile of ISO 15118-20 is said, not hidden', () => {
  const [summary] = readSessions(itemsOf('iso20-dc-tls'), { keyLog: keyLogOf('iso20-dc-tls') }).summaries;
  assert.match(
    summary!.account.join(' '),
    /TLS outside the profile of ISO 15118-20: the group secp256r1 is none of secp521r1, x448\./,
  );
  const [older] = readSessions(itemsOf('iso2-tls-ac'), { keyLog: keyLogOf('iso2-tls-ac') }).summaries;
  assert.doesNotMatch(older!.account.join(' '), /outside the profile/);
});

test('a message names the packets of its TLS record', () => {
  const { messages } = readSessions(itemsOf('iso2-pnc-ac'), { keyLog: keyLogOf('iso2-pnc-ac') });
  const numbers = messages.map(({ last }) => last.number);
  assert.deepEqual(
    numbers,
    [...numbers].sort((a, b) => a - b),
  );
  const byNumber = new Map(packetsOf(itemsOf('iso2-pnc-ac')).map((packet) => [packet.number, packet]));
  for (const { first, last } of messages) {
    assert.equal(byNumber.get(last.number)?.timestampNs, last.timestampNs);
    assert.ok(first.number <= last.number);
  }
});

test('secrets in a decryption-secrets block open the session', () => {
  const bytes = new PcapngWriter().secrets(tlsKeyLogSecrets, Buffer.from(keysOf('iso20-dc-tls')));
  const block: CaptureItem = { kind: 'secrets', offset: 0, type: tlsKeyLogSecrets, data: bytes.subarray(16, -4) };
  const { messages, summaries, account } = readSessions([block, ...itemsOf('iso20-dc-tls')]);
  assert.equal(messages.length, 66);
  assert.equal(summaries[0]!.tls!.secrets, 'capture-block');
  assert.match(account.account.join(' '), /carries a TLS key log/);
});

test('secrets that travel as datagrams open the session, wherever in it they come', () => {
  const items = itemsOf('iso20-dc-tls');
  const lines = keysOf('iso20-dc-tls')
    .split('\n')
    .filter((line) => /TRAFFIC_SECRET/.test(line));
  for (const at of [1, 30, 60, items.length]) {
    const datagrams = lines.map((line): CaptureItem => {
      const data = udpFrame('fe80::1', 'ff02::1', [5000, 52345], new Uint8Array(Buffer.from(line)));
      const number = items.length + 1;
      const timestampNs = packetsOf(items)[0]!.timestampNs;
      const facts = { offset: 0, interfaceId: 0, linkType: 1, timestampNs, originalLength: data.length, comments: [] };
      return { kind: 'packet', number, data, ...facts };
    });
    const { messages, summaries } = readSessions([...items.slice(0, at), ...datagrams, ...items.slice(at)]);
    assert.equal(messages.length, 66, `datagrams behind item ${at}`);
    assert.equal(summaries[0]!.ending, 'session-stop');
    assert.match(summaries[0]!.account.join(' '), /secrets that travel in the capture as UDP datagrams/);
  }
});

test('a key log of another session, and one with wrong secrets, say what they lack', () => {
  const other = readSessions(itemsOf('iso20-dc-tls'), { keyLog: keyLogOf('iso20-ac-tls') }).summaries[0]!;
  assert.equal(other.ending, 'encrypted');
  assert.match(other.account.join(' '), /No key log has the secret of this session: give one/);
  const log = new KeyLog();
  log.add(
    keysOf('iso2-tls-ac').replace(/(..)$/gm, (end) => (end === '00' ? '11' : '00')),
    'file',
  );
  const wrong = readSessions(itemsOf('iso2-tls-ac'), { keyLog: log });
  assert.equal(wrong.messages.length, 0);
  assert.match(
    wrong.summaries[0]!.account.join(' '),
    /The secret that the key log names for this session does not open it/,
  );
  const findings = wrong.events.flatMap((event) => (event.kind === 'connection' ? event.findings : []));
  assert.deepEqual(
    findings.map(({ rule }) => rule),
    ['tls-wrong-secret', 'tls-wrong-secret'],
  );
});

test('half a key log opens half a session, which says so', () => {
  const log = new KeyLog();
  log.add(keysOf('iso20-dc-tls').replace(/^CLIENT_TRAFFIC.*$/gm, ''), 'file');
  const { messages, summaries } = readSessions(itemsOf('iso20-dc-tls'), { keyLog: log });
  assert.ok(messages.every(({ from }) => from === 'station'));
  assert.equal(messages.length, 33);
  assert.match(
    summaries[0]!.account.join(' '),
    /A part of what the vehicle sent stayed closed: no key log has the secret/,
  );
});

test('the vehicle refuses the certificate: the alert is told in words', () => {
  const { events, summaries } = readSessions(refusedHandshake());
  const [summary] = summaries;
  assert.equal(summary?.ending, 'tls-failed');
  assert.equal(summary.endedBy, 'vehicle');
  assert.match(
    summary.account.join(' '),
    /The TLS handshake failed: the vehicle sent the alert unknown_ca, which says that it does not trust the CA of the other side's certificate\./,
  );
  const line = events.find((event) => event.kind === 'connection' && event.text.includes('unknown_ca'));
  assert.match(
    line?.kind === 'connection' ? line.text : '',
    /TLS alert of the vehicle: unknown_ca \(fatal\): it does not trust/,
  );
});

/** The handshake of a recording up to ServerHelloDone, then the vehicle's alert in place of its answer. */
function refusedHandshake(): CaptureItem[] {
  const items: CaptureItem[] = [];
  for (const item of itemsOf('iso2-tls-ac')) {
    if (item.kind === 'packet') {
      const text = Buffer.from(item.data).toString('hex');
      // ClientKeyExchange record of the vehicle: 16 03 03 00 46 10.
      const at = text.indexOf('160303004610') / 2;
      if (at > 0) {
        const data = item.data.slice(0, at + 7);
        data.set([21, 3, 3, 0, 2, 2, 48], at);
        // The payload length of IPv6.
        new DataView(data.buffer).setUint16(14 + 4, data.length - 14 - 40);
        return [...items, { ...item, data, originalLength: data.length }];
      }
    }
    items.push(item);
  }
  return items;
}
