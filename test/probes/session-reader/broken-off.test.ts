import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureItem, CapturePacket } from '../../../src/wire/pcap/capture-item.js';
import { captureItems, fixtureCapture, type ReadSessions, readSessions } from '../../support/captures.js';
import { tcpFrame } from '../../support/packets.js';

const items = captureItems(fixtureCapture('iso2-ac.pcap'));
const recorded = readSessions(items);

function packetOf(message: string, nth = 0): number {
  return recorded.messages.filter((candidate) => candidate.message === message)[nth]!.last.number;
}

/** The recorded packets up to this one. */
function until(number: number): CaptureItem[] {
  return items.filter((item) => item.kind !== 'packet' || item.number <= number);
}

/** A TCP segment without data in the recorded connection, `afterMs` after the last packet given. */
function closing(
  given: readonly CaptureItem[],
  by: 'vehicle' | 'station',
  flags: string,
  afterMs: number,
): CapturePacket {
  const last = given.at(-1);
  assert.ok(last?.kind === 'packet');
  const [summary] = recorded.summaries;
  const [vehicle, station] = [summary!.vehicle, summary!.station].map((text) => {
    const [, address, port] = /^\[(.*)\]:(\d+)$/.exec(text)!;
    return { address: address!, port: Number(port) };
  });
  const [from, to] = by === 'vehicle' ? [vehicle!, station!] : [station!, vehicle!];
  const sequence = nextSequence(given, from.port);
  const frame = {
    from: from.address,
    to: to.address,
    sourcePort: from.port,
    destinationPort: to.port,
    sequence,
    flags,
  };
  return {
    ...last,
    number: last.number + 1,
    timestampNs: last.timestampNs! + BigInt(afterMs) * 1_000_000n,
    data: tcpFrame(frame),
  };
}

/** Sequence number after the newest segment of a port (the recorded packets are plain IPv6 over Ethernet). */
function nextSequence(given: readonly CaptureItem[], port: number): number {
  const own = given.filter((item): item is CapturePacket => {
    return item.kind === 'packet' && item.data[20] === 6 && ((item.data[54]! << 8) | item.data[55]!) === port;
  });
  const { data } = own.at(-1)!;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return view.getUint32(58) + view.getUint16(18) - (data[66]! >> 4) * 4;
}

interface Story {
  readonly what: string;
  readonly capture: () => CaptureItem[];
  readonly ending: string;
  readonly endedBy: string | undefined;
  readonly says: RegExp;
}

const cutBefore = (number: number, by: 'vehicle' | 'station', flags: string, afterMs: number) => (): CaptureItem[] => {
  const given = until(number);
  return [...given, closing(given, by, flags, afterMs)];
};

const stories: readonly Story[] = [
  {
    what: 'the whole session',
    capture: () => items,
    ending: 'session-stop',
    endedBy: 'vehicle',
    says: /^Session ended with SessionStop \(Terminate\)\. .*The vehicle closed the connection \(FIN\) 5\.005 s after SessionStopRes/,
  },
  {
    what: 'the station does not answer and the vehicle gives up at its timeout',
    capture: cutBefore(packetOf('AuthorizationReq'), 'vehicle', 'FA', 2010),
    ending: 'station-broke-off',
    endedBy: 'station',
    says: /The station stopped answering: AuthorizationReq \(packet \d+\) got no response within 2\.010 s\..*\(FIN\) 2\.010 s after AuthorizationReq, which fits its message timeout of 2 s/,
  },
  {
    what: 'the station resets the connection in place of an answer',
    capture: cutBefore(packetOf('PowerDeliveryReq'), 'station', 'R', 3),
    ending: 'station-broke-off',
    endedBy: 'station',
    says: /The station did not answer PowerDeliveryReq \(packet \d+\); the station reset the connection \(RST\) 3\.0 ms after it/,
  },
  {
    what: 'the vehicle leaves after a response',
    capture: cutBefore(packetOf('ChargingStatusRes', 2), 'vehicle', 'R', 40),
    ending: 'vehicle-broke-off',
    endedBy: 'vehicle',
    says: /The vehicle broke off: it reset the connection \(RST\) 40\.0 ms after ChargingStatusRes/,
  },
  {
    what: 'the vehicle falls silent and the sequence timeout of the station ends the session',
    capture: cutBefore(packetOf('ChargingStatusRes', 2), 'station', 'FA', 60_020),
    ending: 'vehicle-broke-off',
    endedBy: 'vehicle',
    says: /The vehicle stopped sending; the station closed the connection \(FIN\) 60\.0 s after ChargingStatusRes, which fits its sequence timeout/,
  },
  {
    what: 'the station closes after its own response',
    capture: cutBefore(packetOf('ServiceDiscoveryRes'), 'station', 'FA', 5),
    ending: 'station-broke-off',
    endedBy: 'station',
    says: /The station broke off: it closed the connection \(FIN\) 5\.0 ms after ServiceDiscoveryRes without waiting/,
  },
  {
    what: 'the capture ends before the answer could be there',
    capture: () => until(packetOf('SessionSetupReq')),
    ending: 'still-open',
    endedBy: undefined,
    says: /The capture ends 0\.000 ms after SessionSetupReq \(packet \d+\): what came next is not in it/,
  },
];

function storyOf({ summaries }: ReadSessions): string {
  return summaries[0]!.account.join(' ');
}

for (const { what, capture, ending, endedBy, says } of stories) {
  test(what, () => {
    const read = readSessions(capture());
    assert.match(storyOf(read), says);
    assert.deepEqual([read.summaries[0]?.ending, read.summaries[0]?.endedBy], [ending, endedBy]);
  });
}

test('a capture that starts in mid-stream is decoded by a guess, which it says', () => {
  const start = packetOf('ServiceDiscoveryRes');
  const read = readSessions(items.filter((item) => item.kind !== 'packet' || item.number >= start));
  assert.equal(read.messages[0]?.message, 'ServiceDiscoveryRes');
  assert.equal(read.messages[0]?.from, 'station');
  assert.ok(read.messages.every(({ schemaSource, schema }) => schemaSource === 'guess' && schema === 'iso2'));
  assert.equal(read.summaries[0]?.fromStart, false);
  assert.match(storyOf(read), /the schema was guessed/);
});

test('a packet that the capture lost is a gap, and the session goes on behind it', () => {
  const lost = packetOf('AuthorizationReq');
  const read = readSessions(items.filter((item) => item.kind !== 'packet' || item.number !== lost));
  assert.equal(read.messages.length, recorded.messages.length - 1);
  assert.equal(read.messages.at(-1)?.message, 'SessionStopRes');
  assert.equal(read.summaries[0]?.streams.vehicle.gaps, 1);
  assert.match(storyOf(read), /1 stretch of the vehicle's bytes is missing from the capture/);
});

test('packets out of order and doubled give the same messages', () => {
  const packets = items.filter((item) => item.kind === 'packet');
  const shuffled = packets.flatMap((packet, index) => (index % 5 === 0 ? [packet, packet] : [packet]));
  const read = readSessions(shuffled);
  assert.deepEqual(
    read.messages.map(({ message }) => message),
    recorded.messages.map(({ message }) => message),
  );
});

test('SDP requests that nobody answers are told', () => {
  const request = items.find((item) => item.kind === 'packet' && item.data[20] === 17);
  const { account } = readSessions([request!, request!]);
  assert.match(account.account.join(' '), /asked for a station 2 times and got no answer\. No charging session/);
});
