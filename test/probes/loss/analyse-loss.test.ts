import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { analyseLoss } from '../../../src/probes/loss/analyse-loss.js';
import { lossMeasurements } from '../../../src/probes/loss/loss-measurement.js';
import { lossPlan } from '../../../src/probes/loss/loss-plan.js';
import type { ReflectorRecord, SenderRecord } from '../../../src/probes/loss/loss-records.js';
import { burstsOf } from '../../../src/probes/loss/loss-series.js';
import { dropsIn, ownDrops } from '../../../src/probes/loss/own-drops.js';
import { duplicationOf, reorderingOf } from '../../../src/probes/loss/packet-order.js';
import { poissonSchedule } from '../../../src/probes/loss/poisson-schedule.js';
import { seededBytes } from '../seeded-bytes.js';

const plan = lossPlan({ path: 'a - b', host: '::1', ssid: 5, count: 10, thresholdMs: 100 });
const msNs = (ms: number) => BigInt(Math.round(ms * 1e6));

/** Ten probes, 10 ms apart; `there` and `back` are one-way delays in ms, undefined = lost. */
function records(there: (number | undefined)[], back: (number | undefined)[], boots = ['x', 'x']) {
  const sent = there.map((_, sequence) => ({ sequence, due: msNs(10 * sequence), sent: msNs(10 * sequence + 0.05) }));
  const reflected = there
    .flatMap((delay, sequence) =>
      delay === undefined ? [] : [{ sequence, received: sent[sequence]!.sent + msNs(delay) }],
    )
    .sort((a, b) => Number(a.received - b.received))
    .map((probe) => ({ ...probe, sent: probe.received + 20_000n }));
  const replies = reflected
    .flatMap((probe, reflectorSequence) => {
      const delay = back[probe.sequence];
      if (delay === undefined) return [];
      const { sequence } = probe;
      return [{ sequence, reflectorSequence, received: probe.sent + msNs(delay), t2: 0n, t3: 0n }];
    })
    .sort((a, b) => Number(a.received - b.received));
  const sender: SenderRecord = {
    kind: 'loss-sender',
    bootId: boots[0]!,
    plan,
    startedAt: '2026-01-01T00:00:00Z',
    sent,
    replies,
    unsent: [],
    refused: 0,
    foreign: 0,
  };
  const reflector: ReflectorRecord = {
    kind: 'loss-reflector',
    bootId: boots[1]!,
    sessions: { 5: reflected },
    foreign: 0,
  };
  return { sender, reflector };
}
const ones = (count: number): (number | undefined)[] => Array.from({ length: count }, () => 1);

describe('loss of both directions from the two records', () => {
  it('tells there from back', () => {
    const there = ones(10);
    const back = ones(10);
    there[2] = undefined;
    there[3] = undefined;
    back[7] = undefined;
    const { sender, reflector } = records(there, back);
    const result = analyseLoss(sender, reflector);
    assert.deepEqual(result.forward.indicators, [0, 0, 1, 1, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(result.backward.indicators, [0, 0, 0, 0, 0, 1, 0, 0]);
    assert.deepEqual([result.backward.sent, result.backward.lost], [8, 1]);
    assert.deepEqual([result.roundTrip.lost, result.forward.bursts?.longest], [3, 2]);
    assert.equal(result.attribution, 'reflector-record');
    assert.deepEqual(result.caveats, []);
    assert.ok(result.forward.delaysMs?.every((delay) => Math.abs(delay - 1) < 1e-9));
    const [forward, backward] = lossMeasurements(result, [], '2026-01-01');
    assert.match(forward?.caveats?.join() ?? '', /^2 losses came in one burst: .* may end too low/);
    assert.deepEqual(backward?.caveats, [], 'a single loss is no burst');
  });
  it('later than the threshold is lost, in the direction where it was late', () => {
    const there = ones(10);
    there[4] = 150;
    const { sender, reflector } = records(there, ones(10));
    const result = analyseLoss(sender, reflector);
    assert.deepEqual([result.forward.lost, result.forward.late], [1, 1]);
    assert.deepEqual([result.backward.lost, result.roundTrip.late], [0, 1]);
    // The late one overtaken by nine others is reordered on the way there, not on the way back.
    assert.equal(result.forward.reordered, 1);
    assert.equal(result.backward.reordered, 0);
  });
  it('without a shared clock lateness counts on the round trip only, and says so', () => {
    const there = ones(10);
    there[4] = 150;
    const { sender, reflector } = records(there, ones(10), ['x', 'y']);
    const result = analyseLoss(sender, reflector);
    assert.deepEqual([result.forward.lost, result.roundTrip.lost], [0, 1]);
    assert.equal(result.forward.delaysMs, undefined);
    assert.match(result.caveats.join(), /do not share a clock/);
  });
  it('with a reflector of somebody else, its sequence numbers tell the directions apart', () => {
    const there = ones(10);
    const back = ones(10);
    there[2] = undefined;
    back[5] = undefined;
    back[6] = undefined;
    const { sender } = records(there, back);
    const result = analyseLoss(sender);
    assert.deepEqual([result.forward.lost, result.backward.lost], [1, 2]);
    assert.equal(result.attribution, 'reflector-sequence');
    assert.deepEqual(result.forward.indicators, [0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    assert.deepEqual(result.backward.indicators, [0, 0, 0, 0, 1, 1, 0, 0, 0]);
  });
  it('all lost on the way there: the way back was not measured, and says so', () => {
    const { sender, reflector } = records(Array.from({ length: 10 }), ones(10));
    const [forward, backward] = lossMeasurements(analyseLoss(sender, reflector), ['e'], '2026-01-01');
    assert.deepEqual([forward?.k, forward?.n, forward?.value], [10, 10, 100]);
    assert.match(backward?.unavailable ?? '', /no probe entered/);
  });
  it('kernel times of a capture take the place of those of the process', () => {
    const { sender, reflector } = records(ones(10), ones(10));
    const times = {
      sent: new Map(sender.sent.map(({ sequence, sent }) => [sequence, sent + 1_000_000n])),
      received: new Map(sender.replies.map(({ sequence, received }) => [sequence, received])),
    };
    const result = analyseLoss(sender, reflector, times);
    assert.equal(result.timing, 'capture');
    assert.ok(Math.abs(result.roundTrip.delaysMs![0]! - 1.02) < 1e-9);
    times.sent.delete(3);
    const partial = analyseLoss(sender, reflector, times);
    assert.equal(partial.timing, 'process');
    assert.match(partial.caveats.join(), /capture misses/);
  });
  it('a probe that never arrived needs no stamp: a queue may have dropped it before the capture', () => {
    const there = ones(10);
    there[4] = undefined;
    const { sender, reflector } = records(there, ones(10));
    const sent = sender.sent.filter(({ sequence }) => sequence !== 4);
    const times = {
      sent: new Map(sent.map(({ sequence, sent: at }) => [sequence, at])),
      received: new Map(sender.replies.map(({ sequence, received }) => [sequence, received])),
    };
    const result = analyseLoss(sender, reflector, times);
    assert.equal(result.timing, 'capture');
    assert.equal(result.forward.lost, 1);
  });
  it('what an end lost in its own queue is no loss of the path: that direction is not known', () => {
    const there = ones(10);
    there[4] = undefined;
    const { sender, reflector } = records(there, ones(10));
    const full = analyseLoss(sender, { ...reflector, dropped: 1 });
    assert.match(full.forward.unknown ?? '', /reflector was too slow/);
    assert.match(full.roundTrip.unknown ?? '', /reflector was too slow/);
    assert.deepEqual([full.backward.lost, full.backward.sent], [0, 9]);
    assert.equal(full.findings.find(({ kind }) => kind === 'own-queue-full')?.count, 1);
    const [forward] = lossMeasurements(full, ['e'], '2026-01-01');
    assert.equal(forward?.value, undefined);
    const slow = analyseLoss({ ...sender, dropped: 2 }, reflector);
    assert.deepEqual([slow.forward.lost, slow.backward.unknown !== undefined], [1, true]);
    assert.equal(analyseLoss(sender, { ...reflector, dropped: 0 }).forward.lost, 1);
  });
  it('a far end that was kept waiting tells late what the kernel had in time', () => {
    // As on an emulated machine that cannot keep up: all arrive within 1 ms, the process reads half of them 300 ms later.
    const there = Array.from({ length: 10 }, (_, i) => (i < 5 ? 1 : 300));
    const { sender, reflector } = records(there, ones(10));
    assert.equal(analyseLoss(sender, reflector).forward.lost, 5);
    const arrival = new Map(sender.sent.map(({ sequence, sent: at }) => [sequence, at + 1_000_000n]));
    const times = {
      sent: new Map(sender.sent.map(({ sequence, sent: at }) => [sequence, at])),
      received: new Map([...arrival].map(([sequence, at]) => [sequence, at + 2_000_000n])),
      far: { received: arrival, sent: new Map([...arrival].map(([sequence, at]) => [sequence, at + 1_000_000n])) },
    };
    const result = analyseLoss(sender, reflector, times);
    assert.deepEqual([result.forward.lost, result.forward.late, result.timing], [0, 0, 'capture']);
  });
});

describe('drops of own sockets', () => {
  it('are the last column of the rows whose inode is ours', () => {
    const table = `   sl  local_address                         remote_address                        st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops
  381: 00000000000000000000000000000000:035E 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7001 2 0000000000000000 72
  382: 00000000000000000000000000000000:3B0E 00000000000000000000000000000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 7002 2 0000000000000000 5
`;
    assert.equal(dropsIn(table, new Set(['7001'])), 72);
    assert.equal(dropsIn(table, new Set(['7001', '7002'])), 77);
    assert.equal(dropsIn(table, new Set(['7003'])), 0);
  });
  it('a socket that nobody reads loses what its queue does not hold', async () => {
    const deaf = createSocket({ type: 'udp6', recvBufferSize: 4096 });
    await new Promise<void>((resolve) => deaf.bind(0, '::1', resolve));
    const before = ownDrops();
    const sender = createSocket('udp6');
    const { port } = deaf.address();
    // This process reads nothing while it sends: everything stays in the queue, and that has room for a few.
    const gone = Array.from(
      { length: 200 },
      () => new Promise((done) => sender.send(Buffer.alloc(512), port, '::1', done)),
    );
    await Promise.all(gone);
    assert.ok((ownDrops() ?? 0) - (before ?? 0) > 0);
    sender.close();
    deaf.close();
  });
});

describe('series', () => {
  it('bursts', () => {
    assert.deepEqual(burstsOf([1, 1, 0, 1, 0, 0, 1, 1, 1]), {
      count: 3,
      meanLength: 2,
      longest: 3,
      histogram: { 1: 1, 2: 1, 3: 1 },
    });
    assert.deepEqual(burstsOf([]), { count: 0, meanLength: 0, longest: 0, histogram: {} });
  });
  it('reordering and duplicates', () => {
    assert.equal(reorderingOf([0, 1, 2, 3]).count, 0);
    assert.equal(reorderingOf([0, 2, 1, 3]).count, 1);
    assert.equal(reorderingOf([3, 0, 1, 2]).count, 3);
    assert.equal(reorderingOf([0, 1, 1, 0]).count, 0);
    assert.deepEqual(duplicationOf([0, 1, 1, 0]), { packets: 2, extra: 2, rate: 1 });
  });
});

describe('the schedule', () => {
  it('has exponential gaps of the rate asked for', () => {
    const times = poissonSchedule(20_000, 100, seededBytes(1));
    const gaps = times.map((at, i) => Number(at - (times[i - 1] ?? 0n)) / 1e6);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    assert.ok(Math.abs(mean - 10) < 0.3, `mean ${mean} ms`);
    // Of an exponential distribution, e^-1 lies above the mean, and its deviation equals its mean.
    const above = gaps.filter((gap) => gap > 10).length / gaps.length;
    assert.ok(Math.abs(above - Math.exp(-1)) < 0.015, `above ${above}`);
    assert.ok(gaps.every((gap) => gap >= 0));
  });
});

describe('a plan out of bounds', () => {
  for (const wrong of [
    { count: 0 },
    { ratePerSecond: 0 },
    { thresholdMs: Number.NaN },
    { port: 70_000 },
    { payloadBytes: 10 },
    { count: 1.5 },
  ]) {
    it(JSON.stringify(wrong), () => {
      const name = Object.keys(wrong)[0]!;
      assert.throws(
        () => lossPlan({ path: 'p', host: '::1', ssid: 1, ...wrong }),
        (error) => error instanceof PlumblineError && error.code === 'PROBES-050' && error.message.includes(name),
      );
    });
  }
});
