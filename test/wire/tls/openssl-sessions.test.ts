import assert from 'node:assert/strict';
import { constants } from 'node:crypto';
import { before, test } from 'node:test';
import type { SecureContextOptions } from 'node:tls';
import { type Curve, chainPem, type Identity, keyPem } from '../../../src/pki/identity.js';
import { mintLabPki } from '../../../src/pki/lab-pki.js';
import { TlsConversation } from '../../../src/wire/tls/conversation.js';
import type { TlsEvent } from '../../../src/wire/tls/conversation-event.js';
import { HoldBudget } from '../../../src/wire/tls/hold-budget.js';
import { KeyLog } from '../../../src/wire/tls/key-log.js';
import { signatureSchemeName } from '../../../src/wire/tls/signature.js';
import { insideOf, pieceOf, type RecordedTls, readTls, recordTls } from '../../support/recorded-tls.js';

/** What an OpenSSL built into Node says to itself is opened again with the key log that it writes. */
interface Row {
  readonly what: string;
  readonly version: 'TLSv1.2' | 'TLSv1.3';
  readonly ciphers: string;
  readonly curve: Curve;
  readonly groups?: string;
  readonly mutual?: boolean;
  readonly macThenEncrypt?: boolean;
  readonly scheme: string;
}

const lowLevel = ':@SECLEVEL=0';
/** SSL_OP_NO_ENCRYPT_THEN_MAC, which Node does not name. */
const noEncryptThenMac = 1 << 19;

const table: readonly Row[] = [
  {
    what: 'AES-128-CBC-SHA256, encrypt-then-MAC',
    version: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES128-SHA256',
    curve: 'P-256',
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-128-CBC-SHA256, MAC-then-encrypt, mutual',
    version: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES128-SHA256',
    curve: 'P-256',
    macThenEncrypt: true,
    mutual: true,
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-256-CBC-SHA384',
    version: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES256-SHA384',
    curve: 'P-256',
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-128-CBC-SHA',
    version: 'TLSv1.2',
    ciphers: `ECDHE-ECDSA-AES128-SHA${lowLevel}`,
    curve: 'P-256',
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-128-GCM-SHA256',
    version: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256',
    curve: 'P-256',
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-256-GCM-SHA384, mutual',
    version: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES256-GCM-SHA384',
    curve: 'P-256',
    mutual: true,
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-128-CCM',
    version: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-AES128-CCM',
    curve: 'P-256',
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-128-CCM-8 (IEEE 2030.5)',
    version: 'TLSv1.2',
    ciphers: `ECDHE-ECDSA-AES128-CCM8${lowLevel}`,
    curve: 'P-256',
    mutual: true,
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'ChaCha20-Poly1305',
    version: 'TLSv1.2',
    ciphers: 'ECDHE-ECDSA-CHACHA20-POLY1305',
    curve: 'P-256',
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-256-GCM on secp521r1, mutual (ISO 15118-20)',
    version: 'TLSv1.3',
    ciphers: 'TLS_AES_256_GCM_SHA384',
    curve: 'P-521',
    groups: 'P-521',
    mutual: true,
    scheme: 'ecdsa_secp521r1_sha512',
  },
  {
    what: 'ChaCha20-Poly1305 on x448 with Ed448, mutual (ISO 15118-20)',
    version: 'TLSv1.3',
    ciphers: 'TLS_CHACHA20_POLY1305_SHA256',
    curve: 'Ed448',
    groups: 'X448',
    mutual: true,
    scheme: 'ed448',
  },
  {
    what: 'AES-128-GCM',
    version: 'TLSv1.3',
    ciphers: 'TLS_AES_128_GCM_SHA256',
    curve: 'P-256',
    scheme: 'ecdsa_secp256r1_sha256',
  },
  {
    what: 'AES-128-CCM-8',
    version: 'TLSv1.3',
    ciphers: `TLS_AES_128_CCM_8_SHA256:ECDHE-ECDSA-AES128-GCM-SHA256${lowLevel}`,
    curve: 'P-256',
    mutual: true,
    scheme: 'ecdsa_secp256r1_sha256',
  },
];

const identities = new Map<Curve, Readonly<Record<'server' | 'client', Identity>>>();
before(async () => {
  for (const curve of ['P-256', 'P-521', 'Ed448'] as const) {
    const { secc, vehicle } = (await mintLabPki({ curve })).identities;
    identities.set(curve, { server: secc, client: vehicle });
  }
});

async function contextOf(row: Row, side: 'server' | 'client'): Promise<SecureContextOptions> {
  const identity = identities.get(row.curve)![side];
  const own = side === 'server' || row.mutual ? { cert: chainPem(identity), key: await keyPem(identity) } : {};
  return {
    ...own,
    minVersion: row.version,
    maxVersion: row.version,
    ciphers: row.ciphers,
    ecdhCurve: row.groups ?? 'P-256',
    secureOptions: row.macThenEncrypt ? noEncryptThenMac : constants.SSL_OP_ALL,
  };
}

async function record(row: Row): Promise<RecordedTls> {
  const [server, client] = [await contextOf(row, 'server'), await contextOf(row, 'client')];
  return recordTls({ server, client, exchanges: 3, requestCert: row.mutual ?? false });
}

for (const row of table) {
  test(`${row.version} ${row.what}`, async () => {
    const recorded = await record(row);
    const { events, inside } = readTls(recorded.chunks, recorded.keyLog);
    assert.deepEqual(inside, recorded.said);
    assert.ok(recorded.said.server.length > 60);
    assert.deepEqual(finishes(events), { client: 'valid', server: 'valid' });
    const signed = events.filter((event) => event.kind === 'signature');
    assert.deepEqual(
      signed.map(({ side, scheme, result }) => [side, signatureSchemeName(scheme), result.kind]),
      [['server', row.scheme, 'valid'], ...(row.mutual ? [['client', row.scheme, 'valid']] : [])],
    );
    const chains = events.filter((event) => event.kind === 'certificates' && event.certificates.length > 0);
    assert.deepEqual(
      chains.map((event) => event.kind === 'certificates' && Buffer.from(event.certificates[0]!).toString('hex')),
      (row.mutual ? (['server', 'client'] as const) : (['server'] as const)).map((side) =>
        Buffer.from(identities.get(row.curve)![side].certificate).toString('hex'),
      ),
    );
    assert.deepEqual(
      events.flatMap((event) => (event.kind === 'alert' ? [event.description] : [])),
      [0, 0],
    );
    const hello = events.find((event) => event.kind === 'server-hello')!;
    assert.equal(
      hello.kind === 'server-hello' && hello.hello.encryptThenMac,
      /-SHA(256|384)?(:|$)/.test(row.ciphers) && !/GCM/.test(row.ciphers) && !row.macThenEncrypt,
    );
  });
}

test('a HelloRetryRequest is part of what is signed', async () => {
  const row: Row = { ...table.find(({ curve }) => curve === 'P-521')!, groups: 'P-521' };
  const client = { ...(await contextOf(row, 'client')), ecdhCurve: 'X25519:P-521' };
  const recorded = await recordTls({ server: await contextOf(row, 'server'), client, exchanges: 1, requestCert: true });
  const { events, inside } = readTls(recorded.chunks, recorded.keyLog);
  const hellos = events.filter((event) => event.kind === 'server-hello');
  assert.deepEqual(
    hellos.map((event) => event.kind === 'server-hello' && event.hello.isRetry),
    [true, false],
  );
  assert.deepEqual(finishes(events), { client: 'valid', server: 'valid' });
  assert.deepEqual(inside, recorded.said);
});

test('secrets that come after the records open what was held back, in its order', async () => {
  for (const row of [table[0]!, table[9]!]) {
    const recorded = await record(row);
    const log = new KeyLog();
    const conversation = new TlsConversation(log, new HoldBudget());
    const early = recorded.chunks.flatMap(({ side, bytes }, index) =>
      conversation.push(side, pieceOf(bytes, index + 1)),
    );
    assert.ok(conversation.waits);
    assert.ok(early.every(({ kind }) => kind !== 'application-data' && kind !== 'closed'));
    log.add(recorded.keyLog, 'datagram');
    const late = conversation.retry();
    assert.ok(!conversation.waits);
    assert.deepEqual(insideOf(late), recorded.said);
    assert.deepEqual(finishes(late), { client: 'valid', server: 'valid' });
  }
});

test('with the application secrets alone the data is opened and the handshake stays closed', async () => {
  const recorded = await record(table[9]!);
  const application = recorded.keyLog.split('\n').filter((line) => line.includes('_TRAFFIC_SECRET_0'));
  const { events, inside } = readTls(recorded.chunks, application.join('\n'));
  assert.deepEqual(inside, recorded.said);
  assert.deepEqual(finishes(events), {});
  assert.equal(events.filter((event) => event.kind === 'certificates').length, 0);
});

test('with the secrets of one side only, that side is opened', async () => {
  const recorded = await record(table[9]!);
  const server = recorded.keyLog.split('\n').filter((line) => line.startsWith('SERVER_'));
  const { events, inside } = readTls(recorded.chunks, server.join('\n'));
  assert.equal(inside.server, recorded.said.server);
  assert.match(inside.client, /^\?+$/);
  assert.deepEqual(
    events
      .filter((event) => event.kind === 'closed')
      .map((event) => [event.side, event.kind === 'closed' && event.why]),
    [['client', 'no-secret']],
  );
});

test('a secret of another session is told as such', async () => {
  for (const row of [table[0]!, table[1]!, table[4]!, table[7]!, table[9]!]) {
    const recorded = await record(row);
    const wrong = recorded.keyLog.replace(/([0-9a-f]{2})$/gm, (end) => (end === '00' ? '01' : '00'));
    const { events, inside } = readTls(recorded.chunks, wrong);
    assert.match(inside.client, /^\?+$/);
    const closed = events.filter((event) => event.kind === 'closed');
    assert.deepEqual(
      closed.map((event) => event.kind === 'closed' && event.why),
      ['wrong-secret', 'wrong-secret'],
      row.what,
    );
  }
});

test('a record that was changed on its way does not verify, and the direction stays closed behind it', async () => {
  for (const row of table) {
    const recorded = await record(row);
    const last = recorded.chunks.findLastIndex(({ side, bytes }) => side === 'client' && bytes.length > 100);
    const chunks = recorded.chunks.map(({ side, bytes }, index) => {
      const copy = bytes.slice();
      if (index === last) copy[60]! ^= 1;
      return { side, bytes: copy };
    });
    const { events } = readTls(chunks, recorded.keyLog);
    const closed = events.filter((event) => event.kind === 'closed');
    assert.deepEqual(
      closed.map((event) => [event.side, event.kind === 'closed' && event.why]),
      [['client', 'bad-record']],
      row.what,
    );
  }
});

test('a record of which bytes are missing costs that record only', async () => {
  for (const row of [table[0]!, table[4]!, table[9]!]) {
    const recorded = await record(row);
    const at = recorded.chunks.findIndex(
      ({ side, bytes }) => side === 'client' && bytes[0] === 23 && bytes.length > 90,
    );
    const log = new KeyLog();
    log.add(recorded.keyLog, 'file');
    const conversation = new TlsConversation(log, new HoldBudget());
    const events: TlsEvent[] = [];
    for (const [index, { side, bytes }] of recorded.chunks.entries()) {
      const origin = { number: index + 1, timestampNs: 0n };
      if (index !== at) events.push(...conversation.push(side, pieceOf(bytes, index + 1)));
      else {
        events.push(...conversation.push(side, pieceOf(bytes.subarray(0, 40), index + 1)));
        events.push(...conversation.push(side, { kind: 'gap', offset: 0, length: 20, origin }));
        events.push(...conversation.push(side, pieceOf(bytes.subarray(60), index + 1)));
      }
    }
    const lost = events.filter((event) => event.kind === 'lost-data');
    assert.equal(lost.length, 1, row.what);
    assert.ok(events.every((event) => event.kind !== 'closed' && event.kind !== 'broken'));
    assert.equal(events.filter((event) => event.kind === 'alert' && event.description === 0).length, 2);
  }
});

function finishes(events: readonly TlsEvent[]): object {
  return Object.fromEntries(
    events.flatMap((event) => (event.kind === 'finished' ? [[event.side, event.result.kind]] : [])),
  );
}
