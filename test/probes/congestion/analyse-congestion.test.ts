import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { analyseCongestion } from '../../../src/probes/congestion/analyse-congestion.js';
import { decodeAnnouncement, encodeAnnouncement } from '../../../src/probes/congestion/announcement.js';
import { congestionMeasurements } from '../../../src/probes/congestion/congestion-measurement.js';
import { congestionPlan } from '../../../src/probes/congestion/congestion-plan.js';
import type { AnnouncerRecord, ListenerRecord } from '../../../src/probes/congestion/congestion-records.js';

const plan = congestionPlan({
  path: 'p',
  host: 'ff02::1',
  scope: 'm0',
  levels: [1, 10, 100],
  rounds: 10,
  periodMs: 100,
});

/** Every `drop(level)`-th announcement is lost; the delay grows with the place in the round. */
function records(drop: (level: number) => number, delayMs: (level: number, place: number) => number) {
  const announcements: AnnouncerRecord['announcements'][number][] = [];
  const heard: ListenerRecord['heard'][number][] = [];
  const next = new Map<number, number>();
  let number = 0;
  for (const [index, level] of plan.levels.entries())
    for (let round = 0; round < plan.rounds; round++)
      for (let vehicle = 1; vehicle <= level; vehicle++) {
        const sequence = next.get(vehicle) ?? 0;
        next.set(vehicle, sequence + 1);
        const sent = BigInt(index * 10_000_000_000 + round * 100_000_000 + vehicle * 10_000);
        announcements.push({ level, vehicle, sequence, due: String(sent), sent: String(sent) });
        if (++number % drop(level) === 0) continue;
        heard.push({ vehicle, sequence, received: String(sent + BigInt(Math.round(delayMs(level, vehicle) * 1e6))) });
      }
  const announcer: AnnouncerRecord = { kind: 'congestion-announcer', bootId: 'x', announcements };
  const listener: ListenerRecord = { kind: 'congestion-listener', bootId: 'x', heard, foreign: 0 };
  return { announcer, listener };
}
const never = Number.POSITIVE_INFINITY;

describe('many vehicles at once', () => {
  it('loss and delay against the number of senders, no knee on a link that carries all', () => {
    const { announcer, listener } = records(
      () => never,
      (_level, place) => 0.2 * place,
    );
    const result = analyseCongestion(plan, [announcer], listener);
    assert.deepEqual(
      result.levels.map(({ senders, loss }) => [senders, loss.sent, loss.lost]),
      [
        [1, 10, 0],
        [10, 100, 0],
        [100, 1000, 0],
      ],
    );
    assert.equal(result.knee, undefined);
    assert.equal(result.timing, 'process');
    assert.ok(Math.abs((result.levels[2]?.delayP95Ms ?? 0) - 19) < 0.01);
    assert.ok(Math.abs((result.levels[2]?.roundMs ?? 0) - 0.99) < 0.001);
  });
  it('the knee by loss, and what the judge gets', () => {
    const { announcer, listener } = records(
      (level) => (level === 100 ? 4 : never),
      () => 1,
    );
    const result = analyseCongestion(plan, [announcer], listener);
    assert.deepEqual(result.knee, { senders: 100, by: 'loss' });
    const context = {
      plan,
      mode: 'multicast' as const,
      nodes: 1,
      caveats: ['c'],
      evidence: ['e'],
      takenAt: '2026-01-01',
    };
    const [loss, delay] = congestionMeasurements(result, context);
    assert.deepEqual(
      [loss?.n, loss?.k, loss?.samples?.length, loss?.labels?.['knee']],
      [1000, result.levels[2]?.loss.lost, 1000, '100 by loss'],
    );
    assert.ok((loss?.k ?? 0) >= 249);
    assert.equal(delay?.censored, loss?.k);
    assert.match(loss?.caveats?.join() ?? '', /c,100 vehicles shared 1 radio/);
  });
  it('judges the largest number that really announced at once, and nothing where that was not dozens', () => {
    const { announcer, listener } = records(
      () => never,
      () => 1,
    );
    const slow = (from: number) => ({
      ...announcer,
      announcements: announcer.announcements.map((one) =>
        one.level >= from ? { ...one, sent: String(BigInt(one.due) + BigInt(one.vehicle) * 4_000_000n) } : one,
      ),
    });
    const context = { plan, mode: 'multicast', nodes: 1, caveats: [], evidence: [], takenAt: 'x' } as const;
    const told = (from: number) => congestionMeasurements(analyseCongestion(plan, [slow(from)], listener), context);
    assert.deepEqual([told(1000)[0]?.labels?.['senders'], told(1000)[0]?.value], ['100', 0]);
    for (const measured of told(100)) {
      assert.equal(measured.value, undefined);
      assert.match(measured.unavailable ?? '', /could not let 24 vehicles announce within 12 ms/);
      assert.match(measured.caveats?.join() ?? '', /needed 397 ms for a round of 100 vehicles: not at once/);
    }
  });
  it('what the listener itself lost is no loss of the link', () => {
    const { announcer, listener } = records(
      () => 50,
      () => 1,
    );
    const facts = { plan, mode: 'multicast', nodes: 1, caveats: [], evidence: [], takenAt: '' } as const;
    const told = (dropped?: number) => {
      const heard = dropped === undefined ? listener : { ...listener, dropped };
      return congestionMeasurements(analyseCongestion(plan, [announcer], heard), facts);
    };
    for (const known of [told(), told(0)]) assert.ok(known.every(({ value }) => value !== undefined));
    for (const { value, unavailable } of told(3)) {
      assert.equal(value, undefined);
      assert.match(unavailable ?? '', /listener was too slow for its own socket, which lost 3 packets/);
    }
  });
  it('the knee by delay: a round that is not through before the next', () => {
    const { announcer, listener } = records(
      () => never,
      (level) => (level >= 10 ? 150 : 1),
    );
    assert.deepEqual(analyseCongestion(plan, [announcer], listener).knee, { senders: 10, by: 'delay' });
  });
  it('later than the limit is lost; without one clock there are no delays', () => {
    const { announcer, listener } = records(
      () => never,
      () => 2000,
    );
    assert.equal(analyseCongestion(plan, [announcer], listener).levels[0]?.loss.late, 10);
    const other = analyseCongestion(plan, [announcer], { ...listener, bootId: 'y' });
    assert.deepEqual([other.timing, other.levels[0]?.delayP50Ms, other.levels[0]?.loss.lost], ['none', undefined, 0]);
  });
  it('an announcement keeps what it says', () => {
    const told = { vehicle: 300, sequence: 7, stateOfCharge: 42.5 };
    const bytes = encodeAnnouncement(told, 1_790_000_000_000_000_000n, 100);
    assert.deepEqual([decodeAnnouncement(bytes), bytes.length], [told, 100]);
    assert.equal(decodeAnnouncement(bytes.subarray(0, 50)), undefined);
    assert.equal(decodeAnnouncement(new Uint8Array(100)), undefined);
  });
  for (const wrong of [{ levels: [] }, { levels: [5, 3] }, { levels: [3000] }, { spreadMs: 200 }, { payloadBytes: 10 }])
    it(`refuses ${JSON.stringify(wrong)}`, () =>
      assert.throws(
        () => congestionPlan({ path: 'p', host: 'ff02::1', scope: 'm0', ...wrong }),
        (cause) => cause instanceof PlumblineError && cause.code === 'PROBES-050',
      ));
});
