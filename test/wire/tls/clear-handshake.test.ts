import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TlsConversation } from '../../../src/wire/tls/conversation.js';
import type { TlsEvent, TlsSide } from '../../../src/wire/tls/conversation-event.js';
import { HoldBudget } from '../../../src/wire/tls/hold-budget.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { looksLikeTls } from '../../../src/wire/tls/record-splitter.js';
import { concat } from '../../support/packets.js';
import { pieceOf } from '../../support/recorded-tls.js';

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
    new Uint8Array(32).fill(7),
    vector(1),
    vector(2, bytes('c023 c025')),
    vector(1, bytes('00')),
    vector(
      2,
      extension(0, vector(2, serverName)),
      extension(5, bytes('01 0000 0000')),
      extension(10, vector(2, bytes('0017'))),
      extension(43, vector(1, bytes('0304 0303'))),
    ),
  ),
);
const serverHello = (extra: Uint8Array): Uint8Array =>
  handshake(2, concat(bytes('0303'), new Uint8Array(32).fill(9), vector(1), bytes('c023 00'), vector(2, extra)));
const certificates = handshake(11, vector(3, vector(3, bytes('3082')), vector(3, bytes('3083 04'))));

/** Events without the packets that brought them. */
function read(streams: readonly (readonly [TlsSide, Uint8Array])[], chunk = 4096): object[] {
  const conversation = new TlsConversation(new KeyLog(), new HoldBudget());
  const events: TlsEvent[] = [];
  for (const [side, stream] of streams) {
    for (let at = 0; at < stream.length; at += chunk) {
      events.push(...conversation.push(side, pieceOf(stream.subarray(at, at + chunk), 1)));
    }
  }
  events.push(...conversation.end());
  return events.map(({ first: _first, last: _last, ...rest }) => rest);
}

test('what travels in clear, in chunks of any size and over record borders', () => {
  const hellos = concat(serverHello(extension(22, new Uint8Array(0))), certificates);
  for (const chunk of [1, 11, 4096]) {
    const events = read(
      [
        ['client', concat(record(22, clientHello.subarray(0, 50)), record(22, clientHello.subarray(50)))],
        ['server', concat(record(22, hellos.subarray(0, 60)), record(22, hellos.subarray(60)))],
        ['client', record(21, bytes('022a'))],
      ],
      chunk,
    );
    assert.deepEqual(events, [
      {
        kind: 'client-hello',
        side: 'client',
        hello: {
          random: new Uint8Array(32).fill(7),
          versions: [0x304, 0x303],
          cipherSuites: [0xc023, 0xc025],
          serverName: 'secc.local',
          groups: [23],
          signatureAlgorithms: [],
          asksForStatus: true,
          extensions: [0, 5, 10, 43],
        },
      },
      {
        kind: 'server-hello',
        side: 'server',
        hello: {
          random: new Uint8Array(32).fill(9),
          version: 0x303,
          cipherSuite: 0xc023,
          compression: 0,
          encryptThenMac: true,
          group: undefined,
          isRetry: false,
        },
      },
      {
        kind: 'certificates',
        side: 'server',
        certificates: [bytes('3082'), bytes('308304')],
        statuses: [undefined, undefined],
      },
      { kind: 'alert', side: 'client', level: 2, description: 0x2a },
    ]);
  }
});

test('without secrets, encrypted records are counted and the reason is told once', () => {
  const events = read([
    ['client', record(22, clientHello)],
    ['server', record(22, serverHello(new Uint8Array(0)))],
    ['client', concat(record(20, bytes('01')), record(22, bytes('aabb')), record(23, new Uint8Array(48)))],
    ['client', record(21, new Uint8Array(64))],
  ]);
  assert.deepEqual(events.slice(2), [
    { kind: 'encrypted-from-here', side: 'client' },
    { kind: 'closed', side: 'client', why: 'no-secret', detail: 'no key log has the secret of this connection' },
    { kind: 'application-data', side: 'client', length: 48, content: undefined },
    { kind: 'alert', side: 'client', level: undefined, description: undefined },
  ]);
});

test('suites and versions that are not supported are named', () => {
  const old = handshake(2, concat(bytes('0301'), new Uint8Array(32), vector(1), bytes('c023 00')));
  const events = read([
    ['client', record(22, clientHello)],
    ['server', concat(record(22, old), record(20, bytes('01')), record(23, new Uint8Array(48)))],
  ]);
  assert.deepEqual(events.at(-2), {
    kind: 'closed',
    side: 'server',
    why: 'unsupported',
    detail: 'records of this version and cipher suite cannot be opened here',
  });
});

const broken: readonly (readonly [what: string, stream: Uint8Array, rule: string])[] = [
  ['no TLS at all', bytes('0102030405060708'), 'tls-record'],
  ['a record longer than TLS allows', bytes('160303 ffff 00'), 'tls-record'],
  ['a handshake message of 16 MB', record(22, bytes('01 ffffff 00')), 'tls-handshake-length'],
  ['a ClientHello that breaks off', record(22, handshake(1, bytes('0303 00'))), 'tls-handshake'],
];

for (const [what, stream, rule] of broken) {
  test(`broken: ${what}`, () => {
    const events = read([['client', stream]]) as { kind: string; violation?: { rule: string } }[];
    assert.deepEqual([events.length, events[0]!.kind, events[0]!.violation!.rule], [1, 'broken', rule]);
  });
}

test('TLS is recognised by its first three bytes', () => {
  assert.ok(looksLikeTls(bytes('160301')));
  assert.ok(!looksLikeTls(bytes('01fe80')));
  assert.ok(!looksLikeTls(bytes('16')));
});
