import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type TlsFact, TlsRecordReader } from '../../src/wire/tls-records.js';
import { concat } from '../support/packets.js';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'));

function vector(width: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = concat(...parts);
  const length = new Uint8Array(width);
  for (let at = 0; at < width; at++) length[at] = (body.length >> (8 * (width - 1 - at))) & 0xff;
  return concat(length, body);
}

const extension = (type: number, body: Uint8Array): Uint8Array => concat(Uint8Array.of(0, type), vector(2, body));
const handshake = (type: number, body: Uint8Array): Uint8Array => concat(Uint8Array.of(type), vector(3, body));
const record = (type: number, body: Uint8Array): Uint8Array => concat(Uint8Array.of(type, 3, 3), vector(2, body));

const serverName = concat(Uint8Array.of(0), vector(2, Buffer.from('secc.local')));
const clientHello = handshake(
  1,
  concat(
    bytes('0303'),
    new Uint8Array(32),
    vector(1),
    vector(2, bytes('c023 c025')),
    vector(1, bytes('00')),
    vector(
      2,
      extension(0, vector(2, serverName)),
      extension(10, vector(2, bytes('0017'))),
      extension(43, vector(1, bytes('0304 0303'))),
    ),
  ),
);
const serverHello = handshake(
  2,
  concat(bytes('0303'), new Uint8Array(32), vector(1), bytes('1302 00'), vector(2, extension(43, bytes('0304')))),
);
const certificates = handshake(11, vector(3, vector(3, bytes('3082')), vector(3, bytes('3083 04'))));

function read(stream: Uint8Array, chunk: number): TlsFact[] {
  const reader = new TlsRecordReader();
  const facts: TlsFact[] = [];
  for (let at = 0; at < stream.length; at += chunk) facts.push(...reader.push(stream.subarray(at, at + chunk)));
  return facts;
}

test('what travels in clear, in chunks of any size and over record borders', () => {
  const hellos = concat(clientHello, serverHello, certificates);
  const stream = concat(record(22, hellos.subarray(0, 50)), record(22, hellos.subarray(50)), record(21, bytes('0228')));
  for (const chunk of [1, 11, 4096]) {
    assert.deepEqual(read(stream, chunk), [
      {
        kind: 'client-hello',
        hello: {
          versions: [0x304, 0x303],
          cipherSuites: [0xc023, 0xc025],
          serverName: 'secc.local',
          groups: [23],
          signatureAlgorithms: [],
        },
      },
      { kind: 'server-hello', hello: { version: 0x304, cipherSuite: 0x1302 } },
      { kind: 'certificates', certificates: [bytes('3082'), bytes('3083 04')] },
      { kind: 'alert', level: 2, description: 40 },
    ]);
  }
});

test('after ChangeCipherSpec nothing is taken for clear', () => {
  const stream = concat(
    record(20, bytes('01')),
    record(22, bytes('0102030405')),
    record(21, bytes('0100')),
    record(23, new Uint8Array(77)),
  );
  assert.deepEqual(read(stream, 4096), [
    { kind: 'encrypted-from-here' },
    { kind: 'alert', level: undefined, description: undefined },
    { kind: 'application-data', length: 77 },
  ]);
});

test('what is no TLS is said once, with its offset', () => {
  const facts = read(
    concat(record(23, bytes('00')), bytes('01fe 8001 0000 0004 8040 0040'), record(23, bytes('00'))),
    5,
  );
  assert.equal(facts.length, 2);
  assert.ok(facts[1]?.kind === 'broken');
  assert.deepEqual([facts[1].violation.rule, facts[1].violation.offset], ['tls-record', 6]);
});

test('a broken hello is a finding', () => {
  const facts = read(record(22, handshake(1, bytes('0303 00'))), 4096);
  assert.ok(facts[0]?.kind === 'broken' && facts[0].violation.rule === 'tls-handshake');
});
