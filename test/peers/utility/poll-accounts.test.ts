import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pollAccounts } from '../../../src/peers/utility/record/poll-accounts.js';
import type { RecordedRequest } from '../../../src/peers/utility/request-record.js';

function request(atS: number, change: Partial<RecordedRequest> = {}): RecordedRequest {
  return {
    seq: Math.round(atS * 10),
    method: 'GET',
    path: '/derp/1/derc',
    query: 's=0&l=10',
    status: 200,
    receivedAtNs: BigInt(Math.round(atS * 1e9)),
    bodyAtNs: undefined,
    answeredAtNs: undefined,
    requestBytes: 0,
    responseBytes: 0,
    lfdi: 'AA',
    connection: 1,
    requestsBefore: 0,
    accept: undefined,
    contentType: undefined,
    answerType: undefined,
    resource: 'derc',
    sent: undefined,
    body: undefined,
    violations: [],
    behaviour: undefined,
    refusal: undefined,
    delivered: [],
    ...change,
  };
}

const at = (...seconds: readonly number[]) => seconds.map((second) => request(second));
const constant = (seconds: number) => ({ rates: [], now: () => seconds });

const cases: readonly (readonly [string, readonly number[], number, boolean | undefined])[] = [
  ['one poll has no interval', [0], 0, undefined],
  ['exactly on time', [0, 10, 20, 30], 0, true],
  ['1.5 times the rate is still kept', [0, 15, 30, 45], 0, true],
  ['over 1.5 times is missed', [0, 15.1], 1, false],
  ['one in five may be missed', [0, 10, 20, 30, 40, 56], 1, true],
  ['one in four may not', [0, 10, 20, 30, 46], 1, false],
  ['two in ten may', [0, 10, 20, 30, 46, 56, 72, 82, 92, 102, 112], 2, true],
  ['faster than announced is tolerated', [0, 1, 2, 3], 0, true],
];
for (const [name, times, missed, kept] of cases) {
  test(name, () => {
    const [account] = pollAccounts(at(...times), constant(10));
    assert.deepEqual([account?.polls, account?.missed, account?.kept], [times.length, missed, kept]);
  });
}

test('gaps are shown: shortest, median, longest', () => {
  const [account] = pollAccounts(at(0, 1, 11, 31), constant(10));
  assert.deepEqual([account?.minS, account?.medianS, account?.maxS], [1, 10, 20]);
});

test('a gap is judged by the rate that held when it began', () => {
  const rates = [
    { resource: 'derp', seconds: 10, atNs: 0n },
    { resource: 'derp', seconds: 60, atNs: 25_000_000_000n },
  ] as const;
  const [account] = pollAccounts(at(0, 10, 20, 30, 90, 150), { rates, now: () => 60 });
  assert.deepEqual([account?.missed, account?.rateS, account?.kept], [0, 60, true]);
  const [slow] = pollAccounts(at(0, 20, 30), { rates, now: () => 60 });
  assert.equal(slow?.missed, 1);
});

test('later pages, refused requests, other paths and devices are no polls of this list', () => {
  const noise = [
    request(1, { query: 's=10&l=10' }),
    request(2, { status: 404 }),
    request(3, { lfdi: undefined }),
    request(4, { resource: 'derc.one' }),
    request(5, { method: 'PUT' }),
  ];
  const accounts = pollAccounts(
    [request(0), ...noise, request(10), request(6, { lfdi: 'BB' }), request(7, { path: '/derp/2/derc' })],
    constant(10),
  );
  assert.deepEqual(
    accounts.map(({ lfdi, path, polls }) => [lfdi, path, polls]),
    [
      ['AA', '/derp/1/derc', 2],
      ['BB', '/derp/1/derc', 1],
      ['AA', '/derp/2/derc', 1],
    ],
  );
});

test('a poll that met misbehaviour is a poll: the device asked', () => {
  const silent = request(10, { status: 0, behaviour: 'silent' });
  const [account] = pollAccounts([request(0), silent, request(20)], constant(10));
  assert.deepEqual([account?.polls, account?.missed], [3, 0]);
});

test('readings are posted, status is put: counted as such', () => {
  const posts = [0, 10].map((second) =>
    request(second, { method: 'POST', resource: 'mup.one', path: '/mup/1', status: 204, query: '' }),
  );
  const puts = [0, 30].map((second) =>
    request(second, { method: 'PUT', resource: 'ders', path: '/edev/1/der/1/ders', status: 204, query: '' }),
  );
  const accounts = pollAccounts([...posts, ...puts], constant(10));
  assert.deepEqual(
    accounts.map(({ method, missed }) => [method, missed]),
    [
      ['POST', 0],
      ['PUT', 1],
    ],
  );
});
