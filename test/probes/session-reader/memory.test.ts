import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decodeMessage } from '../../../src/messages/codec.js';
import { SessionReader } from '../../../src/probes/session-reader/session-reader.js';
import type { CapturePacket } from '../../../src/wire/pcap/capture-item.js';
import { CaptureReader } from '../../../src/wire/pcap/capture-reader.js';
import { PcapWriter } from '../../../src/wire/pcap/pcap-writer.js';
import { encodeV2gtp, payloadTypes } from '../../../src/wire/v2gtp.js';
import { captureItems, fixtureCapture, readSessions } from '../../support/captures.js';
import { tcpFrame } from '../../support/packets.js';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

const recorded = readSessions(captureItems(fixtureCapture('iso2-dc.pcap')));
const exiOf = (name: string): Uint8Array => recorded.messages.find(({ message }) => message === name)!.exi;
const frames = ['CurrentDemandReq', 'CurrentDemandRes'].map((name) => encodeV2gtp(payloadTypes.exi, exiOf(name)));

/** Chunks of a pcap of one connection in which requests and responses go on and on. */
function* endlessLoop(exchanges: number): Generator<Uint8Array> {
  const writer = new PcapWriter({ linkType: 1 });
  yield writer.header();
  const next = [100, 500];
  for (let index = 0; index < exchanges * 2; index++) {
    const side = index % 2;
    const [from, to] = side === 0 ? ['fe80::c', 'fe80::5'] : ['fe80::5', 'fe80::c'];
    const [sourcePort, destinationPort] = side === 0 ? [40000, 50000] : [50000, 40000];
    const payload = frames[side]!;
    const data = tcpFrame({
      ...{ from: from!, to: to!, sourcePort: sourcePort!, destinationPort: destinationPort! },
      ...{ sequence: next[side]! >>> 0, acknowledgement: next[1 - side]! >>> 0, flags: 'A', payload },
    });
    next[side] = next[side]! + payload.length;
    yield writer.record({ timestampNs: BigInt(index) * 50_000_000n, data });
  }
}

test('memory does not grow with the length of the capture', () => {
  const reader = new CaptureReader();
  const sessions = new SessionReader({ decode: (schema, bytes) => decodeMessage(schema, bytes) });
  const heaps: number[] = [];
  let messages = 0;
  let packets = 0;
  for (const chunk of endlessLoop(6000)) {
    for (const item of reader.push(chunk)) {
      messages += sessions.push(item).filter(({ kind }) => kind === 'message').length;
      if (item.kind === 'packet') packets++;
    }
    if (packets > 0 && packets % 3000 === 0 && heaps.length < packets / 3000) {
      collect();
      heaps.push(process.memoryUsage().heapUsed);
    }
  }
  assert.equal(messages, 12_000);
  const growth = heaps.at(-1)! - heaps[0]!;
  assert.ok(growth < 1_000_000, `the heap grew by ${growth} bytes over 9,000 packets`);
});

test('a flood of connections is bounded too', () => {
  const sessions = new SessionReader({ decode: (schema, bytes) => decodeMessage(schema, bytes) });
  const heaps: number[] = [];
  for (let index = 0; index < 12_000; index++) {
    const source = { from: `fe80::${(index >> 8).toString(16)}`, sourcePort: 1024 + (index % 60_000) };
    const data = tcpFrame({ ...source, to: 'fe80::5', destinationPort: 50000, sequence: index, flags: 'S' });
    const packet: CapturePacket = {
      ...{ kind: 'packet', offset: 0, number: index + 1, interfaceId: 0, linkType: 1, comments: [] },
      ...{ timestampNs: BigInt(index), originalLength: data.length, data },
    };
    sessions.push(packet);
    if (index % 4000 === 3999) {
      collect();
      heaps.push(process.memoryUsage().heapUsed);
    }
  }
  assert.ok(heaps.at(-1)! - heaps[0]! < 1_000_000, heaps.join(' '));
});
