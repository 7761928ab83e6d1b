import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { WireSegment, WireWatch } from '../../suites/engine/wire-watch.js';
import { WireTimes } from '../../suites/iso15118-2/wire-times.js';

/** A watch over segments that are all there already. */
function watchOf(segments: readonly WireSegment[]): WireWatch {
  const watch = {
    segments: () => segments,
    until: async <T>(found: () => T | undefined) => found(),
  };
  return watch as unknown as WireWatch;
}

/** Wall time of now, as the capture would stamp it. */
const wall = BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
const asked = process.hrtime.bigint();
const ms = 1_000_000n;

function segment(direction: 'sent' | 'received', afterMs: number, more: Partial<WireSegment> = {}): WireSegment {
  const ns = wall + BigInt(Math.round(afterMs * 1000)) * 1000n;
  return { ns, direction, payloadBytes: 40, fin: false, rst: false, ...more };
}

describe('times of a round trip in the capture', () => {
  const earlier = [segment('sent', -20), segment('received', -12)];

  it('from the newest request to the last segment of its answer', async () => {
    const all = [
      ...earlier,
      segment('sent', 3),
      segment('sent', 3.5, { payloadBytes: 0 }),
      segment('received', 5),
      segment('received', 6),
    ];
    const found = await new WireTimes(watchOf(all)).roundTrip(1, asked);
    assert.ok(found !== undefined);
    assert.equal(found.responseNs - found.requestNs, 3n * ms);
  });

  it('an older round trip is not taken for one that the capture has not shown yet', async () => {
    assert.equal(await new WireTimes(watchOf(earlier)).roundTrip(1, asked), undefined);
  });

  it('a request without an answer has no round trip', async () => {
    assert.equal(await new WireTimes(watchOf([...earlier, segment('sent', 3)])).roundTrip(1, asked), undefined);
  });
});

describe('all round trips of a session', () => {
  const handshake = [segment('sent', -90), segment('received', -80), segment('sent', -70), segment('received', -60)];
  const session = [
    segment('sent', 0),
    segment('received', 2),
    segment('received', 3),
    segment('sent', 10),
    segment('sent', 11),
    segment('received', 15),
  ];

  it('are the last ones of the connection; a handshake before them is left out', async () => {
    const found = await new WireTimes(watchOf([...handshake, ...session])).roundTrips(1, 2);
    assert.deepEqual(
      found?.map(({ requestNs, responseNs }) => responseNs - requestNs),
      [3n * ms, 4n * ms],
    );
  });

  it('fewer than were exchanged are no basis for a verdict', async () => {
    assert.equal(await new WireTimes(watchOf(session)).roundTrips(1, 3), undefined);
  });
});

describe('silence before the end of a connection', () => {
  it('from the last payload to FIN, whoever sent the payload', async () => {
    const all = [segment('sent', 0), segment('received', 4), segment('received', 2004, { payloadBytes: 0, fin: true })];
    assert.equal(await new WireTimes(watchOf(all)).silenceBeforeEnd(1), 2000n * ms);
  });

  it('a TLS alert that leaves with the FIN does not end the silence', async () => {
    const all = [
      segment('received', 0),
      segment('received', 1999, { payloadBytes: 53 }),
      segment('received', 2000, { payloadBytes: 0, rst: true }),
    ];
    assert.equal(await new WireTimes(watchOf(all)).silenceBeforeEnd(1), 2000n * ms);
  });

  it('an end that the vehicle made, or none, cannot be judged', async () => {
    const own = [segment('received', 0), segment('sent', 100, { payloadBytes: 0, fin: true })];
    assert.equal(await new WireTimes(watchOf(own)).silenceBeforeEnd(1), undefined);
    assert.equal(await new WireTimes(watchOf([])).silenceBeforeEnd(undefined), undefined);
  });
});
