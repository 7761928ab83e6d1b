import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureItem } from '../../../src/wire/pcap/capture-item.js';
import { linkTypes, tlsKeyLogSecrets } from '../../../src/wire/pcap/capture-item.js';
import { PcapWriter } from '../../../src/wire/pcap/pcap-writer.js';
import { PcapngWriter } from '../../../src/wire/pcap/pcapng-writer.js';
import { captureItems, packetsOf } from '../../support/captures.js';
import { ascii, concat } from '../../support/packets.js';

const packets = [
  { timestampNs: 1_700_000_000_123_456_789n, data: ascii('first packet') },
  { timestampNs: 1_700_000_000_123_456_790n, data: ascii('second'), originalLength: 1500 },
  { timestampNs: 1_700_000_001_000_000_000n, data: ascii('') },
];

function pcap(options: { littleEndian: boolean; nanoseconds: boolean }): Uint8Array {
  const writer = new PcapWriter({ linkType: linkTypes.ethernet, ...options });
  return concat(writer.header(), ...packets.map((packet) => writer.record(packet)));
}

function pcapng(littleEndian: boolean): Uint8Array {
  const writer = new PcapngWriter(littleEndian);
  return concat(
    writer.sectionHeader({ application: 'plumbline test', comments: ['bench 3'] }),
    writer.interfaceBlock({ linkType: linkTypes.ethernet, name: 'mesh0', description: 'mesh side' }),
    writer.interfaceBlock({ linkType: linkTypes.raw, name: 'eth1', snapLength: 96 }),
    writer.secrets(tlsKeyLogSecrets, ascii('CLIENT_RANDOM 00 11\n')),
    ...packets.map((packet, index) =>
      writer.packet({ ...packet, interfaceId: index % 2, comments: index === 1 ? ['here'] : [] }),
    ),
    writer.statistics({ interfaceId: 1, timestampNs: packets[2]!.timestampNs, received: 3, osDropped: 7 }),
  );
}

function rulesOf(items: readonly CaptureItem[]): string[] {
  return items.flatMap((item) => (item.kind === 'finding' ? [item.rule] : []));
}

for (const littleEndian of [true, false]) {
  for (const nanoseconds of [true, false]) {
    const name = `pcap, ${littleEndian ? 'little' : 'big'}-endian, ${nanoseconds ? 'nano' : 'micro'}seconds`;
    test(`${name}: what is written is read, in chunks of any size`, () => {
      for (const chunk of [1, 7, 65536]) {
        const read = packetsOf(captureItems(pcap({ littleEndian, nanoseconds }), chunk));
        const unit = nanoseconds ? 1n : 1000n;
        assert.deepEqual(
          read.map(({ number, timestampNs, data, originalLength }) => [
            number,
            timestampNs,
            Buffer.from(data).toString(),
            originalLength,
          ]),
          packets.map((packet, index) => [
            index + 1,
            packet.timestampNs - (packet.timestampNs % unit),
            Buffer.from(packet.data).toString(),
            packet.originalLength ?? packet.data.length,
          ]),
        );
      }
    });
  }
  test(`pcapng, ${littleEndian ? 'little' : 'big'}-endian: interfaces, secrets, comments, statistics`, () => {
    for (const chunk of [1, 13, 65536]) {
      const items = captureItems(pcapng(littleEndian), chunk);
      assert.deepEqual(rulesOf(items), []);
      assert.deepEqual(
        items.map(({ kind }) => kind),
        [...['section', 'interface', 'interface', 'secrets', 'packet', 'packet', 'packet', 'statistics']],
      );
      const [section, mesh, eth, secrets] = items;
      assert.ok(section?.kind === 'section' && section.littleEndian === littleEndian);
      assert.equal(section.application, 'plumbline test');
      assert.deepEqual(section.comments, ['bench 3']);
      assert.ok(mesh?.kind === 'interface' && mesh.name === 'mesh0' && mesh.resolutionNs === 1);
      assert.ok(eth?.kind === 'interface' && eth.id === 1 && eth.snapLength === 96);
      assert.ok(secrets?.kind === 'secrets' && Buffer.from(secrets.data).toString() === 'CLIENT_RANDOM 00 11\n');
      const read = packetsOf(items);
      assert.deepEqual(
        read.map(({ timestampNs }) => timestampNs),
        packets.map(({ timestampNs }) => timestampNs),
      );
      assert.deepEqual(
        read.map(({ linkType }) => linkType),
        [linkTypes.ethernet, linkTypes.raw, linkTypes.ethernet],
      );
      assert.deepEqual(read[1]?.comments, ['here']);
      const statistics = items.at(-1);
      assert.ok(statistics?.kind === 'statistics' && statistics.received === 3 && statistics.osDropped === 7);
    }
  });
}

test('a simple packet block has no time; an old packet block carries its drop count', () => {
  const writer = new PcapngWriter();
  const simple = Buffer.alloc(20);
  simple.writeUInt32LE(3, 0);
  simple.writeUInt32LE(20, 4);
  simple.writeUInt32LE(3, 8);
  simple.write('abc', 12);
  simple.writeUInt32LE(20, 16);
  const old = Buffer.alloc(36);
  old.writeUInt32LE(2, 0);
  old.writeUInt32LE(36, 4);
  old.writeUInt16LE(0, 8);
  old.writeUInt16LE(5, 10);
  old.writeUInt32LE(0, 12);
  old.writeUInt32LE(42, 16);
  old.writeUInt32LE(3, 20);
  old.writeUInt32LE(3, 24);
  old.write('xyz', 28);
  old.writeUInt32LE(36, 32);
  const file = concat(writer.sectionHeader(), writer.interfaceBlock({ linkType: 1 }), simple, old);
  const [first, second] = packetsOf(captureItems(file));
  assert.equal(first?.timestampNs, undefined);
  assert.equal(Buffer.from(first!.data).toString(), 'abc');
  assert.equal(second?.dropCount, 5);
  assert.equal(second?.timestampNs, 42n);
});

const whole = pcap({ littleEndian: true, nanoseconds: true });
const wholeNg = pcapng(true);

function patched(file: Uint8Array, at: number, ...values: readonly number[]): Uint8Array {
  const copy = file.slice();
  copy.set(values, at);
  return copy;
}

const broken: readonly {
  readonly what: string;
  readonly file: Uint8Array;
  readonly rule: string;
  readonly offset: number;
}[] = [
  { what: 'an empty file', file: new Uint8Array(0), rule: 'capture-empty', offset: 0 },
  { what: 'three bytes', file: whole.subarray(0, 3), rule: 'capture-truncated', offset: 0 },
  { what: 'text', file: ascii('not a capture'), rule: 'capture-magic', offset: 0 },
  { what: 'gzip', file: Uint8Array.of(0x1f, 0x8b, 8, 0, 0), rule: 'capture-magic', offset: 0 },
  { what: 'a record cut short', file: whole.subarray(0, whole.length - 20), rule: 'capture-truncated', offset: 52 },
  { what: 'a record of 2 GB', file: patched(whole, 24 + 8, 0, 0, 0, 0x80), rule: 'pcap-record-length', offset: 32 },
  {
    what: 'a block of 4 GB',
    file: patched(wholeNg, 4, 0xfc, 0xff, 0xff, 0xff),
    rule: 'pcapng-block-length',
    offset: 4,
  },
  { what: 'a block of 8 bytes', file: patched(wholeNg, 4, 8, 0, 0, 0), rule: 'pcapng-block-length', offset: 4 },
  { what: 'no byte order', file: patched(wholeNg, 8, 1, 2, 3, 4), rule: 'pcapng-byte-order', offset: 8 },
  {
    what: 'a cut block',
    file: wholeNg.subarray(0, wholeNg.length - 8),
    rule: 'capture-truncated',
    offset: wholeNg.length - 52,
  },
];

for (const row of broken) {
  test(`${row.what} ends with ${row.rule} at offset ${row.offset}`, () => {
    for (const chunk of [1, 65536]) {
      const last = captureItems(row.file, chunk).at(-1);
      assert.ok(last?.kind === 'finding', JSON.stringify(last?.kind));
      assert.deepEqual([last.rule, last.offset, last.fatal], [row.rule, row.offset, true]);
    }
  });
}

test('what is wrong with one block does not hide the next', () => {
  const writer = new PcapngWriter();
  const strange = writer.packet({ timestampNs: 5n, data: ascii('x'), interfaceId: 9 });
  const badTrailer = writer.packet({ timestampNs: 6n, data: ascii('y') });
  badTrailer[badTrailer.length - 4] = 0xff;
  const good = writer.packet({ timestampNs: 7n, data: ascii('z') });
  const items = captureItems(
    concat(writer.sectionHeader(), writer.interfaceBlock({ linkType: 1 }), strange, badTrailer, good),
  );
  assert.deepEqual(rulesOf(items), ['pcapng-interface', 'pcapng-block-trailer']);
  assert.deepEqual(
    packetsOf(items).map(({ number, timestampNs }) => [number, timestampNs]),
    [
      [2, 6n],
      [3, 7n],
    ],
  );
});
