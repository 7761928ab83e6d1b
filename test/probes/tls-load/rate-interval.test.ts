import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadRounds, poissonUs, split } from '../../../src/probes/tls-load/load-rounds.js';
import { rateInterval } from '../../../src/probes/tls-load/rate-interval.js';
import { tlsLoadPlan } from '../../../src/probes/tls-load/tls-load-plan.js';
import { seededBytes } from '../seeded-bytes.js';

const plan = tlsLoadPlan({ host: '::1', port: 1, roots: [], handshakes: 100, processes: 3 });

describe('the rate of completions', () => {
  it('of a server that takes 10 ms each is 100 a second', () => {
    const rate = rateInterval(
      Array.from({ length: 200 }, (_, i) => 10 * i),
      4,
    );
    assert.ok(rate !== undefined && Math.abs(rate.perSecond - 100) < 1e-9 && rate.low > 99.99 && rate.high < 100.01);
  });
  it('leaves out the slow beginning and the end', () => {
    const times = [0, 500, 1000, ...Array.from({ length: 81 }, (_, i) => 1500 + 10 * i), 5000, 6000, 7000];
    assert.ok(Math.abs(rateInterval(times, 3)!.perSecond - 100) < 1e-9);
  });
  it('holds the truth of a random server in about 95 % of runs', () => {
    const random = seededBytes(11);
    let held = 0;
    for (let run = 0; run < 400; run++) {
      const rate = rateInterval(
        poissonUs(400, 50, random).map((us) => us / 1000),
        0,
      )!;
      if (rate.low <= 50 && 50 <= rate.high) held++;
    }
    assert.ok(held >= 368 && held <= 396, `${held} of 400`);
  });
  it('is not claimed from too few, nor from completions at one moment', () => {
    assert.equal(rateInterval([1, 2, 3], 0), undefined);
    assert.equal(
      rateInterval(
        Array.from({ length: 100 }, () => 5),
        0,
      ),
      undefined,
    );
  });
});

describe('what the processes are told', () => {
  it('shares differ by one at most and are as many as there are vehicles at most', () => {
    for (const [things, shares] of [
      [1000, 3],
      [7, 4],
      [2, 5],
    ] as const) {
      const parts = split(things, shares);
      assert.equal(
        parts.reduce((a, b) => a + b),
        things,
      );
      assert.ok(parts[0]! - parts.at(-1)! <= 1 && parts.length === Math.min(things, shares) && parts.at(-1)! > 0);
    }
  });
  it('at-once: whole rounds; closed: all handshakes shared; open: all arrivals dealt, in order', () => {
    const rounds = [...loadRounds(plan, 40, () => 5n, seededBytes(1))];
    assert.deepEqual(
      rounds.map((round) => round.map((command) => command.kind !== 'open' && command.vehicles)),
      [
        [14, 13, 13],
        [14, 13, 13],
        [14, 13, 13],
      ],
    );
    const [closed = []] = loadRounds({ ...plan, load: 'closed' }, 2, () => 5n, seededBytes(1));
    assert.deepEqual(
      closed.map((command) => command.kind === 'closed' && [command.vehicles, command.handshakes]),
      [
        [1, 50],
        [1, 50],
      ],
    );
    const [open = []] = loadRounds({ ...plan, load: 'open' }, 10, () => 5n, seededBytes(1));
    const due = open.flatMap((command) => (command.kind === 'open' ? [command.dueUs] : []));
    assert.deepEqual([due.length, due.flat().length], [3, 100]);
    for (const list of due)
      assert.deepEqual(
        [...list].sort((a, b) => a - b),
        list,
      );
  });
  it('a Poisson process has the mean asked for, and gaps as spread as their mean', () => {
    const due = poissonUs(20_000, 100, seededBytes(3));
    const gaps = due.map((at, i) => at - (due[i - 1] ?? 0));
    const mean = gaps.reduce((a, b) => a + b) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    assert.ok(Math.abs(mean - 10_000) < 250, `mean ${mean}`);
    assert.ok(Math.abs(deviation / mean - 1) < 0.03, `deviation ${deviation}`);
  });
});
