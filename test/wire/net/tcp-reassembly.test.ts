import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dissectPacket } from '../../../src/wire/net/dissect-packet.js';
import { IpReassembly } from '../../../src/wire/net/ip-reassembly.js';
import type { TcpConnection, TcpEvent } from '../../../src/wire/net/tcp-connection.js';
import { TcpTracker } from '../../../src/wire/net/tcp-tracker.js';
import { linkTypes } from '../../../src/wire/pcap/capture-item.js';
import { seeded } from '../../support/captures.js';
import { ascii, type TcpParts, tcpFrame } from '../../support/packets.js';

interface Watched {
  /** `>12:abc@4`: client, offset 12, bytes, packet 4; `<8:gap 5@9`: server. */
  readonly log: string[];
  readonly connections: TcpConnection[];
  readonly ended: TcpConnection[];
}

const client = { from: 'fe80::c', to: 'fe80::5', sourcePort: 40000, destinationPort: 50000 };
const server = { from: 'fe80::5', to: 'fe80::c', sourcePort: 50000, destinationPort: 40000 };

type Sent = readonly [who: 'c' | 's', flags: string, sequence: number, acknowledgement: number, text?: string];

function play(segments: readonly Sent[], gapMs = 10): Watched {
  const watched: Watched = { log: [], connections: [], ended: [] };
  const note = (events: readonly TcpEvent[]): void => {
    for (const event of events) {
      if (event.kind === 'established') watched.log.push(`established@${event.origin.number}`);
      else if (!('piece' in event)) watched.log.push(`${event.kind} ${event.side}@${event.origin.number}`);
      else {
        const { piece } = event;
        const what = piece.kind === 'data' ? Buffer.from(piece.bytes).toString() : `gap ${piece.length}`;
        watched.log.push(`${event.side === 'client' ? '>' : '<'}${piece.offset}:${what}@${piece.origin.number}`);
      }
    }
  };
  const tracker = new TcpTracker((connection, events) => {
    note(events);
    watched.ended.push(connection);
  });
  const reassembly = new IpReassembly();
  for (const [index, [who, flags, sequence, acknowledgement, text]] of segments.entries()) {
    const parts: TcpParts = {
      ...(who === 'c' ? client : server),
      flags,
      sequence: sequence >>> 0,
      acknowledgement: acknowledgement >>> 0,
      payload: ascii(text ?? ''),
    };
    const timestampNs = BigInt(index * gapMs) * 1_000_000n;
    const { ip, transport } = dissectPacket(linkTypes.ethernet, tcpFrame(parts), reassembly, timestampNs);
    assert.ok(ip !== undefined && transport?.kind === 'tcp');
    const step = tracker.add(ip, transport, { number: index + 1, timestampNs });
    if (step.isNew) watched.connections.push(step.connection);
    note(step.events);
  }
  tracker.end();
  return watched;
}

const open: readonly Sent[] = [
  ['c', 'S', 99, 0],
  ['s', 'SA', 499, 100],
  ['c', 'A', 100, 500],
];

const cases: readonly { readonly what: string; readonly segments: readonly Sent[]; readonly log: readonly string[] }[] =
  [
    {
      what: 'in order, with the packet of each piece',
      segments: [...open, ['c', 'A', 100, 500, 'abc'], ['s', 'A', 500, 103, 'XY'], ['c', 'A', 103, 502, 'de']],
      log: ['established@3', '>0:abc@4', '<0:XY@5', '>3:de@6'],
    },
    {
      what: 'out of order: given out when the hole is filled',
      segments: [...open, ['c', 'A', 106, 500, 'ghi'], ['c', 'A', 103, 500, 'def'], ['c', 'A', 100, 500, 'abc']],
      log: ['established@3', '>0:abc@6', '>3:def@5', '>6:ghi@4'],
    },
    {
      what: 'a retransmission, and one that carries new bytes too',
      segments: [...open, ['c', 'A', 100, 500, 'abc'], ['c', 'A', 100, 500, 'abc'], ['c', 'A', 101, 500, 'bcde']],
      log: ['established@3', '>0:abc@4', '>3:de@6'],
    },
    {
      what: 'overlapping segments that waited',
      segments: [...open, ['c', 'A', 104, 500, 'ef'], ['c', 'A', 102, 500, 'cdefgh'], ['c', 'A', 100, 500, 'ab']],
      log: ['established@3', '>0:ab@6', '>2:cdefgh@5'],
    },
    {
      what: 'bytes that were acknowledged and are not in the capture are a gap',
      segments: [
        ...open,
        ['c', 'A', 100, 500, 'abc'],
        ['c', 'A', 108, 500, 'ijk'],
        ['s', 'A', 500, 111],
        ['s', 'A', 500, 111],
        ['s', 'A', 500, 111],
        ['s', 'A', 500, 111],
      ],
      log: ['established@3', '>0:abc@4', '>3:gap 5@9', '>8:ijk@5'],
    },
    {
      what: 'a capture that shows the acknowledgement first has no gap',
      segments: [...open, ['s', 'A', 500, 103], ['c', 'A', 100, 500, 'abc']],
      log: ['established@3', '>0:abc@5'],
    },
    {
      what: 'a hole that is never acknowledged is a gap at the end',
      segments: [...open, ['c', 'A', 105, 500, 'fgh']],
      log: ['established@3', '>0:gap 5@4', '>5:fgh@4'],
    },
    {
      what: 'sequence numbers that wrap',
      segments: [
        ['c', 'S', 0xfffffffd, 0],
        ['s', 'SA', 0xffffffff, 0xfffffffe],
        ['c', 'A', 0xfffffffe, 0, 'abcd'],
        ['s', 'A', 0, 2, 'X'],
        ['c', 'A', 2, 1, 'ef'],
      ],
      log: ['established@3', '>0:abcd@3', '<0:X@4', '>4:ef@5'],
    },
    {
      what: 'keep-alives are no data',
      segments: [
        ...open,
        ['c', 'A', 100, 500, 'a'],
        ['s', 'A', 500, 101],
        ['c', 'A', 100, 500, 'a'],
        ['c', 'A', 100, 500],
      ],
      log: ['established@3', '>0:a@4'],
    },
    {
      what: 'both sides close; the last one is told once',
      segments: [...open, ['c', 'FA', 100, 500], ['s', 'FA', 500, 101], ['s', 'FA', 500, 101], ['c', 'A', 101, 501]],
      log: ['established@3', 'fin client@4', 'fin server@5'],
    },
    {
      what: 'a refused connection',
      segments: [
        ['c', 'S', 99, 0],
        ['s', 'RA', 0, 100],
      ],
      log: ['reset server@2'],
    },
    {
      what: 'an ACK of an older connection does not count as acknowledgement',
      segments: [
        ['c', 'S', 99, 0],
        ['s', 'A', 7000, 5000],
        ['c', 'R', 5000, 0],
      ],
      log: ['reset client@3'],
    },
    {
      what: 'a stream without its start',
      segments: [
        ['s', 'A', 900, 77, 'mid'],
        ['c', 'A', 77, 903, 'dle'],
      ],
      log: ['>0:mid@1', '<0:dle@2'],
    },
  ];

for (const { what, segments, log } of cases) test(what, () => assert.deepEqual(play(segments).log, log));

test('the same ports used again are another connection', () => {
  const again: readonly Sent[] = [
    ['c', 'S', 90000, 0],
    ['s', 'SA', 70000, 90001],
    ['c', 'A', 90001, 70001, 'new'],
  ];
  const closed = play([...open, ['c', 'R', 100, 0], ...again]);
  assert.equal(closed.connections.length, 2);
  assert.deepEqual(closed.log, ['established@3', 'reset client@4', 'established@7', '>0:new@7']);
});

test('counters tell retransmissions, duplicates of a mirror port, and what was never acknowledged', () => {
  const lost: readonly Sent[] = [
    ...open,
    ['c', 'A', 100, 500, 'abc'],
    ['c', 'A', 100, 500, 'abc'],
    ['c', 'A', 100, 500, 'abc'],
  ];
  const slow = play(lost, 300).connections[0]!.streams.client;
  assert.deepEqual([slow.counters.retransmissions, slow.counters.duplicates], [2, 0]);
  assert.deepEqual([slow.unacknowledged, slow.unansweredRetransmissions], [3, 2]);
  const twice = play(lost, 0).connections[0]!.streams.client;
  assert.deepEqual([twice.counters.retransmissions, twice.counters.duplicates], [0, 2]);
});

test('any order, loss of copies and doubling of segments give the stream that was sent (seeded)', () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed);
    const text = Array.from({ length: 400 }, () => String.fromCharCode(97 + Math.floor(random() * 26))).join('');
    const sent: Sent[] = [];
    for (let at = 0; at < text.length; ) {
      const length = 1 + Math.floor(random() * 40);
      sent.push(['c', 'A', 100 + at, 500, text.slice(at, at + length)]);
      // Some segments come again, cut differently.
      if (random() < 0.3)
        sent.push(['c', 'A', 100 + Math.max(0, at - 5), 500, text.slice(Math.max(0, at - 5), at + 3)]);
      at += length;
    }
    const order = sent.map((segment) => ({ segment, key: random() })).sort((x, y) => x.key - y.key);
    const { log } = play([...open, ...order.map(({ segment }) => segment)]);
    const pieces = log.filter((line) => line.startsWith('>')).map((line) => /^>(\d+):(.*)@/.exec(line)!);
    assert.equal(pieces.map((piece) => piece[2]).join(''), text, `seed ${seed}`);
    for (const [, offset, bytes] of pieces)
      assert.equal(text.slice(Number(offset), Number(offset) + bytes!.length), bytes);
  }
});
