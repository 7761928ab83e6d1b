import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyLog, looksLikeKeyLog } from '../../../src/wire/tls/key-log.js';

const random = 'ab'.repeat(32);
const secret48 = '01'.repeat(48);
const secret32 = '02'.repeat(32);

const lines: readonly (readonly [what: string, line: string, added: number, malformed: number])[] = [
  ['TLS 1.2', `CLIENT_RANDOM ${random} ${secret48}`, 1, 0],
  ['upper case', `CLIENT_RANDOM ${random.toUpperCase()} ${secret48.toUpperCase()}`, 1, 0],
  ['TLS 1.3, SHA-256', `CLIENT_TRAFFIC_SECRET_0 ${random} ${secret32}`, 1, 0],
  ['TLS 1.3, SHA-384', `SERVER_HANDSHAKE_TRAFFIC_SECRET ${random} ${secret48}`, 1, 0],
  ['carriage return', `CLIENT_RANDOM ${random} ${secret48}\r\n`, 1, 0],
  ['comment', '# SSL/TLS secrets log file', 0, 0],
  ['label of no use here', `EXPORTER_SECRET ${random} ${secret48}`, 0, 0],
  ['name of an object member', `constructor ${random} ${secret48}`, 0, 0],
  ['torn', `CLIENT_RANDOM ${random} ${secret48.slice(0, 40)}`, 0, 1],
  ['half a digit pair', `CLIENT_RANDOM ${random} ${secret48.slice(1)}`, 0, 1],
  ['master secret of the wrong length', `CLIENT_RANDOM ${random} ${secret32}`, 0, 1],
  ['random too short', `CLIENT_RANDOM ${random.slice(2)} ${secret48}`, 0, 1],
  ['no hexadecimal digits', `CLIENT_RANDOM ${random} ${'zz'.repeat(48)}`, 0, 1],
  ['something behind it', `CLIENT_RANDOM ${random} ${secret48} more`, 0, 1],
  ['label alone', 'CLIENT_RANDOM', 0, 1],
];

for (const [what, line, added, malformed] of lines) {
  test(`key log line: ${what}`, () => {
    assert.deepEqual(new KeyLog().add(line, 'file'), { added, malformed, dropped: 0 });
  });
}

test('a secret is found by label and random, with its source; the first one counts', () => {
  const log = new KeyLog();
  log.add(`CLIENT_RANDOM ${random} ${secret48}`, 'datagram');
  log.add(`CLIENT_RANDOM ${random} ${'03'.repeat(48)}`, 'file');
  const found = log.find('CLIENT_RANDOM', random);
  assert.deepEqual([Buffer.from(found!.bytes).toString('hex'), found!.source], [secret48, 'datagram']);
  assert.equal(log.find('CLIENT_RANDOM', 'cd'.repeat(32)), undefined);
  assert.equal(log.find('CLIENT_TRAFFIC_SECRET_0', random), undefined);
});

test('it takes no more than its capacity and counts the rest', () => {
  const log = new KeyLog(2);
  const text = [1, 2, 3, 4].map((n) => `CLIENT_RANDOM ${`0${n}`.repeat(32)} ${secret48}`).join('\n');
  assert.deepEqual(log.add(text, 'file'), { added: 2, malformed: 0, dropped: 2 });
  assert.equal(log.size, 2);
});

test('a datagram is recognised by its first label', () => {
  assert.ok(looksLikeKeyLog('CLIENT_RANDOM ab'));
  assert.ok(!looksLikeKeyLog('CLIENT_RANDOMISED ab'));
  assert.ok(!looksLikeKeyLog('\u0001\u00fe'));
});
