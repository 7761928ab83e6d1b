import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOf } from '../../../src/gateway/sep2/http/locate-server.js';
import { parseServerUri } from '../../../src/gateway/sep2/http/open-link.js';
import { pageOf, pathOf } from '../../../src/gateway/sep2/http/path-of.js';
import { backoffS } from '../../../src/gateway/sep2/session/backoff.js';

for (const [uri, expected] of [
  ['https://[fd00::2]:8443/dcap', { host: 'fd00::2', port: 8443, path: '/dcap', scope: undefined }],
  ['https://[fe80::1%25eth1]:8443/a/dcap?x=1', { host: 'fe80::1', port: 8443, path: '/a/dcap?x=1', scope: 'eth1' }],
  ['https://[fe80::1%eth1]/dcap', { host: 'fe80::1', port: 443, path: '/dcap', scope: 'eth1' }],
  ['https://utility.example/dcap', { host: 'utility.example', port: 443, path: '/dcap', scope: undefined }],
] as const) {
  test(`the server ${uri}`, () => {
    const { uri: plain, ...place } = parseServerUri(uri)!;
    assert.deepEqual(place, { ...place, ...expected });
    assert.ok(!plain.includes('%'));
  });
}

test('no URI is no server', () => assert.equal(parseServerUri('utility'), undefined));

test('a server that DNS-SD found: path and port of its TXT record, zone for a link-local address', () => {
  const found = {
    instance: 'i',
    host: 'h',
    port: 80,
    addresses: ['fe80::2'],
    txt: { dcap: '/grid/dcap', https: '8443' },
  };
  assert.deepEqual(placeOf(found, 'eth1'), {
    uri: 'https://[fe80::2]:8443/grid/dcap',
    path: '/grid/dcap',
    host: 'fe80::2',
    port: 8443,
    scope: 'eth1',
  });
  assert.equal(placeOf({ ...found, addresses: ['192.0.2.1'], txt: {} }, 'eth1').uri, 'https://192.0.2.1:80/dcap');
});

for (const [href, path] of [
  ['/derp/1', '/derp/1'],
  ['/derp?s=0', '/derp?s=0'],
  ['https://[fd00::2]:8443/derp/1', '/derp/1'],
  ['https://elsewhere.example/derp/1', undefined],
  ['http://[fd00::2]:80/derp', undefined],
] as const) {
  test(`the link ${href}`, () => assert.equal(pathOf(href, 'https://[fd00::2]:8443/dcap'), path));
}

test('paging goes on behind a query that is there', () => {
  assert.deepEqual([pageOf('/l', 0, 20), pageOf('/l?x=1', 20, 20)], ['/l?s=0&l=20', '/l?x=1&s=20&l=20']);
});

test('waits double up to the most, between a half and all of it', () => {
  const retry = { first_s: 2, most_s: 10 };
  const waits = (octet: number) =>
    [1, 2, 3, 4, 50].map((n) => backoffS(n, retry, (length) => new Uint8Array(length).fill(octet)));
  assert.deepEqual(waits(0), [1, 2, 4, 5, 5]);
  for (const [index, most] of [2, 4, 8, 10, 10].entries()) {
    const wait = waits(255)[index]!;
    assert.ok(wait > 0.99 * most && wait < most);
  }
});
