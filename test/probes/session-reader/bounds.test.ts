import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeMessage } from '../../../src/messages/codec.js';
import { SessionReader } from '../../../src/probes/session-reader/session-reader.js';
import { ReassemblyBudget } from '../../../src/wire/net/reassembly-budget.js';
import { TcpHalf } from '../../../src/wire/net/tcp-half.js';
import type { CapturePacket } from '../../../src/wire/pcap/capture-item.js';
import { encodeV2gtp, payloadTypes } from '../../../src/wire/v2gtp.js';
import { tcpFrame, udpFrame } from '../../support/packets.js';

const origin = (number: number) => ({ number, timestampNs: BigInt(number) });

function packet(number: number, data: Uint8Array): CapturePacket {
  const at = { timestampNs: BigInt(number) * 1_000_000n, originalLength: data.length, data };
  return { kind: 'packet', offset: 0, number, interfaceId: 0, linkType: 1, comments: [], ...at };
}

test('streams with holes share what they may hold; the one that asks for more gives its hole up, and gets its bytes', () => {
  const budget = new ReassemblyBudget(10_000);
  const halves = Array.from({ length: 20 }, () => new TcpHalf(budget));
  const out: string[] = [];
  halves.forEach((half, index) => {
    half.open(0);
    // The first byte never comes.
    for (const piece of half.segment(2, new Uint8Array(1000), 0, origin(index))) out.push(`${index} ${piece.kind}`);
  });
  // Ten may wait; each one after them is let go at once, with its hole before it.
  assert.deepEqual(out, Array.from({ length: 10 }, (_, i) => [`${i + 10} gap`, `${i + 10} data`]).flat());
  assert.equal(budget.shortages, 10);
  // The missing byte of the first stream comes: its bytes are given out, and there is room again.
  assert.deepEqual(
    halves[0]!.segment(1, new Uint8Array(1), 0, origin(50)).map(({ kind }) => kind),
    ['data', 'data'],
  );
  assert.equal(budget.isShort, false);
  halves[1]!.drop();
  const [late] = [new TcpHalf(budget)];
  late!.open(0);
  assert.deepEqual(late!.segment(2, new Uint8Array(1500), 0, origin(60)), []);
});

test('vehicles beyond those that are remembered are counted, and a late station is still known', () => {
  const sessions = new SessionReader({ decode: (schema, bytes) => decodeMessage(schema, bytes) });
  const request = encodeV2gtp(payloadTypes.sdpRequest, Uint8Array.of(0x10, 0x00));
  const vehicles = 5000;
  let number = 0;
  for (let i = 0; i < vehicles; i++) {
    const from = `fe80::${(i + 1).toString(16)}`;
    sessions.push(packet(++number, udpFrame(from, 'ff02::1', [50_000, 15_118], request)));
  }
  // As before the flood: the station of a response is a session as soon as its connection stands.
  const address = new Uint8Array(16);
  address.set([0xfe, 0x80]);
  address[15] = 0x05;
  const answer = encodeV2gtp(payloadTypes.sdpResponse, Uint8Array.of(...address, 0xc3, 0x50, 0x10, 0x00));
  const to = `fe80::${vehicles.toString(16)}`;
  sessions.push(packet(++number, udpFrame('fe80::5', to, [15_118, 50_000], answer)));
  const client = { from: to, to: 'fe80::5', sourcePort: 40_000, destinationPort: 50_000 };
  const server = { from: 'fe80::5', to, sourcePort: 50_000, destinationPort: 40_000 };
  sessions.push(packet(++number, tcpFrame({ ...client, sequence: 1, flags: 'S' })));
  sessions.push(packet(++number, tcpFrame({ ...server, sequence: 9, acknowledgement: 2, flags: 'SA' })));
  const events = sessions.push(packet(++number, tcpFrame({ ...client, sequence: 2, acknowledgement: 10, flags: 'A' })));
  assert.ok(events.some((event) => event.kind === 'connection' && event.what === 'established'));
  sessions.end();
  const { account } = sessions.account();
  const unanswered = account.filter((line) => /asked for a station once and got no answer/.test(line));
  assert.equal(unanswered.length, 64);
  const more = account.find((line) => /others asked for a station/.test(line));
  assert.equal(Number(/SDP: (\d+) others/.exec(more ?? '')?.[1]), vehicles - 1 - 64);
});
