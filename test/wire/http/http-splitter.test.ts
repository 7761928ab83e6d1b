import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HttpConversation, type HttpExchange } from '../../../src/wire/http/http-conversation.js';
import { type HttpItem, headerOf, looksLikeHttp } from '../../../src/wire/http/http-message.js';
import { HttpSplitter, keptBodyBytes } from '../../../src/wire/http/http-splitter.js';
import type { StreamPiece } from '../../../src/wire/net/tcp-half.js';
import { seeded } from '../../support/captures.js';
import { ascii } from '../../support/packets.js';

let packet = 0;
const piece = (bytes: Uint8Array | string, number = ++packet): StreamPiece => ({
  kind: 'data',
  offset: 0,
  bytes: typeof bytes === 'string' ? ascii(bytes) : bytes,
  origin: { number, timestampNs: BigInt(number) * 1000n },
});
const gap = (length: number): StreamPiece => {
  const number = ++packet;
  return { kind: 'gap', offset: 0, length, origin: { number, timestampNs: BigInt(number) * 1000n } };
};
const text = (item: HttpItem | undefined) => {
  assert.ok(item !== undefined && item.kind !== 'broken');
  return Buffer.from(item.body).toString('latin1');
};
const rules = (item: HttpItem | undefined) => item?.violations.map(({ rule }) => rule);

const get = 'GET /derp/1/derc?s=0&l=10 HTTP/1.1\r\nHost: [fd00::1]\r\nAccept: application/sep+xml\r\n\r\n';
const answer = (body: string, more = '') =>
  `HTTP/1.1 200 OK\r\nContent-Type: application/sep+xml\r\nContent-Length: ${body.length}\r\n${more}\r\n${body}`;

describe('one direction of HTTP', () => {
  it('a request and its fields, whatever the cuts between the packets', () => {
    const bytes = ascii(get + answer('<Time/>'));
    for (let cut = 0; cut <= bytes.length; cut++) {
      const splitter = new HttpSplitter();
      const items = [piece(bytes.subarray(0, cut), 1), piece(bytes.subarray(cut), 2)].flatMap((one) =>
        splitter.push(one),
      );
      const [request, response] = items;
      assert.equal(items.length, 2, `cut at ${cut}`);
      assert.ok(request?.kind === 'request' && response?.kind === 'response');
      assert.deepEqual([request.method, request.target, request.version], ['GET', '/derp/1/derc?s=0&l=10', 'HTTP/1.1']);
      assert.equal(headerOf(request, 'accept'), 'application/sep+xml');
      assert.equal(text(response), '<Time/>');
      assert.deepEqual(splitter.end(), []);
      // The first byte and the last byte each have the packet that brought them.
      assert.deepEqual([request.first.number, request.last.number], [cut === 0 ? 2 : 1, cut >= get.length ? 1 : 2]);
      assert.equal(response.last.number, cut === bytes.length ? 1 : 2);
    }
  });
  it('chunked bodies, extensions and trailers', () => {
    const body = '4;name=x\r\nWiki\r\n6\r\npedia \r\nE\r\nin \r\n\r\nchunks.\r\n0\r\nTrailer: 1\r\n\r\n';
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n';
    for (const size of [1, 2, 7, 1000]) {
      const splitter = new HttpSplitter();
      const items = split(head + body + answer('x'), size).flatMap((part) => splitter.push(piece(part)));
      assert.equal(items.length, 2);
      assert.equal(text(items[0]), 'Wikipedia in \r\n\r\nchunks.');
      assert.deepEqual(rules(items[0]), []);
    }
  });
  it('answers without a body: to HEAD, 204, 304, and interim ones', () => {
    const splitter = new HttpSplitter(() => 'HEAD');
    const items = splitter.push(piece('HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n'));
    assert.deepEqual(
      items.map((item) => item.kind === 'response' && [item.status, item.bodyLength]),
      [
        [200, 0],
        [204, 0],
      ],
    );
  });
  it('a body until the close is whole at the end; one with a length is not', () => {
    const open = new HttpSplitter();
    assert.deepEqual(open.push(piece('HTTP/1.0 200 OK\r\n\r\nabc')), []);
    const [whole] = open.end();
    assert.ok(whole?.kind === 'response' && whole.complete && text(whole) === 'abc');
    const cut = new HttpSplitter();
    cut.push(piece('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'));
    const [part] = cut.end();
    assert.ok(part?.kind === 'response' && !part.complete && text(part) === 'abc');
    assert.deepEqual(rules(part), ['http-incomplete']);
  });
  it('missing bytes of a body are counted, and the next message is found', () => {
    const splitter = new HttpSplitter();
    splitter.push(piece('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc'));
    const items = [...splitter.push(gap(4)), ...splitter.push(piece(`def${answer('next')}`))];
    assert.deepEqual(
      items.map((item) => item.kind !== 'broken' && item.complete),
      [false, true],
    );
    assert.deepEqual(rules(items[0]), ['http-missing-bytes']);
    assert.equal(text(items[1]), 'next');
  });
  it('missing bytes of a head end it; the next start is found', () => {
    const splitter = new HttpSplitter();
    splitter.push(piece('GET /a HTTP/1.1\r\nHo'));
    const items = [...splitter.push(gap(50)), ...splitter.push(piece(`rest of something\r\n\r\n${get}`))];
    assert.deepEqual(
      items.map(({ kind }) => kind),
      ['broken', 'request'],
    );
  });
  const faults: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'length and coding at once',
      'POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      ['http-framing'],
    ],
    ['two lengths', 'POST / HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\n', ['http-content-length']],
    ['a length that is no number', 'POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n', ['http-content-length']],
    ['a folded header', 'GET / HTTP/1.1\r\nA: b\r\n c\r\n\r\n', ['http-folded-header']],
    ['a line that is no header', 'GET / HTTP/1.1\r\nno colon\r\n\r\n', ['http-header']],
    ['LF alone', 'GET / HTTP/1.1\nHost: a\n\n', ['http-line-end']],
    ['a chunk size that is none', 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n', ['http-chunk']],
  ];
  for (const [name, bytes, expected] of faults) {
    it(`tells ${name}`, () => assert.deepEqual(rules(new HttpSplitter().push(piece(bytes))[0]), expected));
  }
  it('a large body is counted whole and kept in part', () => {
    const splitter = new HttpSplitter();
    const length = keptBodyBytes + 100_000;
    splitter.push(piece(`HTTP/1.1 200 OK\r\nContent-Length: ${length}\r\n\r\n`));
    let items: HttpItem[] = [];
    for (let sent = 0; sent < length; sent += 50_000)
      items = splitter.push(piece(new Uint8Array(Math.min(50_000, length - sent))));
    const [message] = items;
    assert.ok(message?.kind === 'response');
    assert.deepEqual([message.bodyLength, message.body.length], [length, keptBodyBytes]);
  });
  it('never throws and never stands still on anything (fuzz)', () => {
    const random = seeded(7);
    const good = ascii(
      `${get + answer('<a/>')}HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n`,
    );
    for (let run = 0; run < 3000; run++) {
      const bytes = good.slice();
      for (let i = 0; i < 3; i++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const splitter = new HttpSplitter();
      const cut = Math.floor(random() * bytes.length);
      splitter.push(piece(bytes.subarray(0, cut)));
      if (random() < 0.3) splitter.push(gap(1 + Math.floor(random() * 40)));
      splitter.push(piece(bytes.subarray(cut)));
      splitter.end();
    }
  });
  it('TLS and V2GTP do not look like HTTP', () => {
    assert.equal(looksLikeHttp(Uint8Array.of(0x16, 3, 1, 2, 0)), false);
    assert.equal(looksLikeHttp(Uint8Array.of(1, 0xfe, 0x80, 1)), false);
    assert.equal(looksLikeHttp(ascii('GET')), true);
    assert.equal(looksLikeHttp(ascii('GETTING')), false);
    assert.equal(looksLikeHttp(ascii('HTTP/1.1')), true);
  });
});

describe('a conversation', () => {
  const exchanges = (news: readonly { kind: string }[]) =>
    news.filter((one): one is HttpExchange => one.kind === 'exchange');
  it('pairs answers with requests in their order, and counts what was pipelined', () => {
    const talk = new HttpConversation();
    talk.push('client', piece(get.replace('/derp/1/derc', '/a')));
    talk.push('client', piece(get.replace('/derp/1/derc', '/b')));
    const found = exchanges(talk.push('server', piece(`HTTP/1.1 100 Continue\r\n\r\n${answer('1')}${answer('2')}`)));
    assert.deepEqual(
      found.map(({ request, response, pipelined }) => [request?.target.slice(0, 2), text(response), pipelined]),
      [
        ['/a', '1', 0],
        ['/b', '2', 1],
      ],
    );
  });
  it('a request without an answer, and an answer without a request', () => {
    const talk = new HttpConversation();
    const [stray] = exchanges(talk.push('server', piece(answer('late'))));
    assert.equal(stray?.request, undefined);
    talk.push('client', piece(get));
    const [open] = exchanges(talk.end());
    assert.ok(open?.request !== undefined && open.response === undefined);
  });
  it('a response to HEAD takes no body from the next one', () => {
    const talk = new HttpConversation();
    talk.push('client', piece('HEAD /tm HTTP/1.1\r\nHost: a\r\n\r\n'));
    talk.push('client', piece(get));
    const found = exchanges(
      talk.push('server', piece(`HTTP/1.1 200 OK\r\nContent-Length: 7\r\n\r\n${answer('body')}`)),
    );
    assert.deepEqual(
      found.map(({ response }) => response?.bodyLength),
      [0, 4],
    );
  });
});

function split(whole: string, size: number): string[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, i) => whole.slice(i * size, (i + 1) * size));
}
