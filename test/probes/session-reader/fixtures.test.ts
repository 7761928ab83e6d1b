import assert from 'node:assert/strict';
import { test } from 'node:test';
import { captureItems, fixtureCapture, packetsOf, readSessions } from '../../support/captures.js';

interface Expected {
  readonly file: string;
  /** Packets in the file, as capinfos counts. */
  readonly packets: number;
  /** V2GTP messages in clear, as the transcripts of the recording count. */
  readonly messages: number;
  readonly ending: string;
  readonly protocol?: string;
  readonly tls?: readonly [version: string, cipher: string];
  /** TCP payload bytes of vehicle and station, as tshark sums them. */
  readonly bytes: readonly [vehicle: number, station: number];
}

const cbc = 'TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256';
const gcm = 'TLS_AES_256_GCM_SHA384';
const iso2 = 'urn:iso:15118:2:2013:MsgDef';
const ac = 'urn:iso:std:iso:15118:-20:AC';
const dc = 'urn:iso:std:iso:15118:-20:DC';

const table: readonly Expected[] = [
  {
    file: 'din-dc.pcap',
    packets: 82,
    messages: 58,
    ending: 'session-stop',
    protocol: 'urn:din:70121:2012:MsgDef',
    bytes: [1000, 999],
  },
  { file: 'iso2-ac.pcap', packets: 60, messages: 38, ending: 'session-stop', protocol: iso2, bytes: [465, 703] },
  { file: 'iso2-dc.pcap', packets: 121, messages: 60, ending: 'session-stop', protocol: iso2, bytes: [1024, 1192] },
  {
    file: 'iso2-pnc-ac.pcap',
    packets: 81,
    messages: 0,
    ending: 'encrypted',
    tls: ['TLS 1.2', cbc],
    bytes: [4329, 4277],
  },
  {
    file: 'iso2-pnc-certinst.pcap',
    packets: 103,
    messages: 0,
    ending: 'encrypted',
    tls: ['TLS 1.2', cbc],
    bytes: [6522, 9670],
  },
  {
    file: 'iso2-pnc-dc.pcap',
    packets: 95,
    messages: 0,
    ending: 'encrypted',
    tls: ['TLS 1.2', cbc],
    bytes: [5551, 5354],
  },
  {
    file: 'iso2-tls-ac.pcap',
    packets: 71,
    messages: 0,
    ending: 'encrypted',
    tls: ['TLS 1.2', cbc],
    bytes: [2068, 4176],
  },
  { file: 'iso20-ac-bpt.pcap', packets: 76, messages: 44, ending: 'session-stop', protocol: ac, bytes: [807, 1618] },
  {
    file: 'iso20-ac-tls.pcap',
    packets: 86,
    messages: 0,
    ending: 'encrypted',
    tls: ['TLS 1.3', gcm],
    bytes: [5917, 5804],
  },
  { file: 'iso20-ac.pcap', packets: 78, messages: 44, ending: 'session-stop', protocol: ac, bytes: [799, 1593] },
  { file: 'iso20-dc-bpt.pcap', packets: 101, messages: 70, ending: 'session-stop', protocol: dc, bytes: [1240, 2033] },
  {
    file: 'iso20-dc-tls.pcap',
    packets: 101,
    messages: 0,
    ending: 'encrypted',
    tls: ['TLS 1.3', gcm],
    bytes: [6289, 6024],
  },
  { file: 'iso20-dc.pcap', packets: 89, messages: 68, ending: 'session-stop', protocol: dc, bytes: [1200, 1843] },
];

for (const row of table) {
  test(`${row.file}: ${row.messages} messages, ${row.ending}`, () => {
    const { messages, summaries, account, events } = readSessions(captureItems(fixtureCapture(row.file)));
    assert.equal(account.packets, row.packets);
    assert.equal(summaries.length, 1);
    const [summary] = summaries;
    assert.equal(messages.length, row.messages);
    assert.equal(summary?.ending, row.ending);
    assert.equal(summary.protocol, row.protocol);
    assert.deepEqual([summary.streams.vehicle.bytes, summary.streams.station.bytes], row.bytes);
    assert.deepEqual([summary.streams.vehicle.gaps, summary.streams.station.gaps], [0, 0]);
    assert.deepEqual(row.tls, summary.tls === undefined ? undefined : [summary.tls.version, summary.tls.cipherSuite]);
    assert.equal(events.filter(({ kind }) => kind === 'sdp').length, 2);
    assert.ok(messages.every(({ message, schemaSource }) => message !== undefined && schemaSource !== 'guess'));
    assert.ok(messages.every(({ direction }, index) => direction === (index % 2 === 0 ? 'request' : 'response')));
  });
}

test('no message of our sessions breaks a rule but the late CurrentDemandRes', () => {
  const found = table.flatMap(({ file }) =>
    readSessions(captureItems(fixtureCapture(file))).messages.flatMap(({ message, findings }) =>
      findings.map(({ rule }) => `${file} ${message} ${rule}`),
    ),
  );
  assert.deepEqual(found, ['iso2-dc.pcap CurrentDemandRes message-timeout']);
});

test('each message names the packets that brought it', () => {
  const items = captureItems(fixtureCapture('iso2-ac.pcap'));
  const byNumber = new Map(packetsOf(items).map((packet) => [packet.number, packet]));
  for (const message of readSessions(items).messages) {
    const { data, timestampNs } = byNumber.get(message.last.number)!;
    assert.equal(message.last.timestampNs, timestampNs);
    assert.notEqual(Buffer.from(data).indexOf(Buffer.from(message.exi)), -1, `packet ${message.last.number}`);
  }
});

test('TLS 1.2 shows the certificates of the station', () => {
  const [summary] = readSessions(captureItems(fixtureCapture('iso2-tls-ac.pcap'))).summaries;
  assert.match(summary!.tls!.stationCertificates[0]!, /^CN=SECCCert, /);
  assert.equal(summary!.tls!.stationCertificates.length, 3);
  assert.match(summary!.account.join(' '), /key log/);
});
