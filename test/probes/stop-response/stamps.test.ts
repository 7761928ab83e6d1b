import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { GridBody } from '../../../src/probes/session-reader/grid-body.js';
import type { GridExchangeEvent } from '../../../src/probes/session-reader/grid-event.js';
import { exchangeStamps } from '../../../src/probes/stop-response/exchange-stamps.js';
import { kernelStamp } from '../../../src/probes/stop-response/kernel-stamps.js';
import { WallAlignment } from '../../../src/probes/stop-response/wall-alignment.js';

describe('kernel stamps in place of those of a program', () => {
  const own = { ns: 0n, clock: 'monotonic', source: 'process', resolutionNs: 1_000_000 } as const;
  const segments = [
    { ns: 1_000_000_000n, direction: 'in' },
    { ns: 1_010_000_000n, direction: 'out' },
    { ns: 1_012_000_000n, direction: 'out' },
    { ns: 1_500_000_000n, direction: 'out' },
  ] as const;
  it('takes the newest segment of the direction at the stamp', () => {
    assert.equal(kernelStamp(segments, 'out', own, 1_013_000_000n, 'eth1')?.ns, 1_012_000_000n);
    assert.equal(kernelStamp(segments, 'in', own, 1_001_000_000n, 'eth1')?.ns, 1_000_000_000n);
    // The program may have noticed a little early by its own idea of the wall clock.
    assert.equal(kernelStamp(segments, 'out', own, 1_009_000_000n, 'eth1')?.ns, 1_012_000_000n);
    assert.equal(kernelStamp(segments, 'out', own, 1_013_000_000n, 'eth1')?.source, 'capture');
  });
  it('none is better than one that belongs to something else', () => {
    assert.equal(kernelStamp(segments, 'out', own, 1_300_000_000n, 'eth1'), undefined);
    assert.equal(kernelStamp(segments, 'in', own, 900_000_000n, 'eth1'), undefined);
    assert.equal(kernelStamp([], 'in', own, 1n, 'eth1'), undefined);
  });
});

describe('stamps out of decrypted exchanges', () => {
  const mRID = '000000000000000000000000000000AB';
  const id = new Uint8Array(Buffer.from(mRID, 'hex'));
  const packet = (ms: number) => ({ number: ms, timestampNs: BigInt(ms) * 1_000_000n });
  const body = (resource: string, value: unknown): GridBody => ({
    mediaType: 'application/sep+xml',
    length: 1,
    bytes: new Uint8Array(1),
    resource,
    namespace: undefined,
    value,
    violations: [],
    words: [],
  });
  const exchange = (ms: number, over: Partial<GridExchangeEvent>): GridExchangeEvent => ({
    kind: 'grid-exchange',
    connection: 1,
    index: 1,
    client: 'a',
    server: 'b',
    clientLfdi: undefined,
    serverLfdi: undefined,
    method: 'GET',
    target: '/derp/1/derc',
    status: 200,
    requestFirst: packet(ms),
    requestLast: packet(ms + 1),
    responseFirst: packet(ms + 2),
    responseLast: packet(ms + 3),
    bytes: { request: 1, response: 1 },
    pipelined: 0,
    requestBody: undefined,
    responseBody: undefined,
    findings: [],
    ...over,
  });
  const control = (currentStatus: number) => ({
    mRID: id,
    EventStatus: { currentStatus },
    DERControlBase: { opModEnergize: false },
  });
  const list = (...controls: unknown[]) => body('DERControlList', { all: controls.length, DERControl: controls });
  const response = (status: number, subject: unknown = id) =>
    body('DERControlResponse', { endDeviceLFDI: new Uint8Array(20), status, subject });
  const sought = { mRID, status: 2, afterNs: 0n, point: 'eth1' };

  it('the first answer that carries the control, and the Response that it has started', () => {
    const found = exchangeStamps(
      [
        exchange(100, { responseBody: list() }),
        exchange(200, { responseBody: list(control(0)) }),
        exchange(300, { method: 'POST', requestBody: response(1) }),
        exchange(400, { responseBody: list(control(1)) }),
        exchange(500, { method: 'POST', requestBody: response(2) }),
      ],
      sought,
    );
    assert.deepEqual([found.delivered?.ns, found.acknowledged?.ns], [203_000_000n, 501_000_000n]);
    assert.equal(found.delivered?.source, 'capture');
  });
  it('a notification delivers too, the earlier of the two counts', () => {
    const notice = body('Notification', { subscribedResource: '/derp/1/derc', Resource: { DERControl: [control(1)] } });
    const found = exchangeStamps(
      [exchange(150, { method: 'POST', requestBody: notice }), exchange(200, { responseBody: list(control(1)) })],
      sought,
    );
    assert.equal(found.delivered?.ns, 151_000_000n);
  });
  it('an mRID without its leading zeros is the same one; another control, and what came before, are not', () => {
    const stripped = exchangeStamps([exchange(300, { requestBody: response(2, new Uint8Array([0xab])) })], sought);
    assert.equal(stripped.acknowledged?.ns, 301_000_000n);
    const others = [exchange(200, { responseBody: list({ ...control(1), mRID: new Uint8Array(16).fill(7) }) })];
    assert.deepEqual(exchangeStamps(others, sought), {});
    const early = [exchange(100, { responseBody: list(control(1)) })];
    assert.deepEqual(exchangeStamps(early, { ...sought, afterNs: 200_000_000n }), {});
  });
  it('a cancellation is delivered by the answer that shows it', () => {
    const found = exchangeStamps(
      [exchange(100, { responseBody: list(control(1)) }), exchange(200, { responseBody: list(control(2)) })],
      { ...sought, status: 6, currentStatus: 2 },
    );
    assert.equal(found.delivered?.ns, 203_000_000n);
  });
});

describe('wall time of monotonic moments', () => {
  /** A machine whose looks at the clock take `lookNs` each. */
  function machine(offsetNs: bigint, lookNs = 400n) {
    let now = 1_000_000_123n;
    const state = { offsetNs };
    const clock = {
      monotonicNs: () => {
        now += lookNs;
        return now;
      },
      wallNs: () => now + state.offsetNs,
      after: () => () => undefined,
    };
    const wallMs = () => {
      now += lookNs;
      return Number((now + state.offsetNs) / 1_000_000n);
    };
    return { clock, wallMs, state, advance: (ns: bigint) => (now += ns) };
  }
  const trueOffset = 1_790_000_000_123_456_789n;
  it('is right to some microseconds although the wall clock counts milliseconds', () => {
    const { clock, wallMs } = machine(trueOffset);
    const wall = new WallAlignment(clock, wallMs);
    const moment = clock.monotonicNs();
    assert.ok(Math.abs(Number(wall.wallAt(moment) - moment - trueOffset)) < 5000);
  });
  it('follows a wall clock that is set', () => {
    const { clock, wallMs, state, advance } = machine(trueOffset);
    const wall = new WallAlignment(clock, wallMs);
    state.offsetNs += 40_000_000n;
    advance(1_000_000n);
    const moment = clock.monotonicNs();
    assert.ok(Math.abs(Number(wall.wallAt(moment) - moment - state.offsetNs)) < 5000);
  });
});
