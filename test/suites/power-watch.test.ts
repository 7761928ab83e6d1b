import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Clock } from '../../src/base/clock.js';
import type { InverterPower } from '../../src/bench/capabilities/inverter-power.js';
import type { Reading } from '../../src/bench/capabilities/measuring.js';
import { at, bitsAt, hexAt, numberAt, scaledAt } from '../../suites/sep2/body-values.js';
import { PowerWatch } from '../../suites/sep2/power-watch.js';
import { ManualClock } from '../support/manual-clock.js';

/** Resolves with what the promise says; the time of the clock passes meanwhile, 1 ms with each turn of the loop. */
async function passing<T>(clock: ManualClock, promise: Promise<T>): Promise<T> {
  let over = false;
  const end = promise.finally(() => {
    over = true;
  });
  for (let ms = 0; !over && ms < 5000; ms++) {
    clock.advance(1);
    await new Promise((resolve) => setImmediate(resolve));
  }
  return end;
}

/** A meter that shows what a function of time says; `undefined` is no reading. */
function meterOf(clock: Clock, watts: () => number | undefined): InverterPower {
  return {
    driver: 'test',
    description: 'test',
    instrument: 'test',
    unit: 'W',
    uncertainty: { absolute: 10, relative: 0.01 },
    samplingSeconds: 0.004,
    wire: undefined,
    close: async () => undefined,
    read: async (): Promise<Reading> => {
      const value = watts();
      const now = clock.monotonicNs();
      return value === undefined
        ? { kind: 'unavailable', detail: 'no answer' }
        : { kind: 'value', value, at: now, U: 10 };
    },
  };
}

describe('the watch of the meter', () => {
  it('finds when a condition begins to hold, and that it held', async () => {
    const clock = new ManualClock();
    clock.advance(1000);
    const began = clock.monotonicNs();
    const msSince = () => Number(clock.monotonicNs() - began) / 1e6;
    // 1000 W, a dip of 20 ms that is no stop, then none for good.
    const watch = new PowerWatch(
      meterOf(clock, () => (msSince() > 60 && msSince() < 80 ? 0 : msSince() < 120 ? 1000 : 0)),
      clock,
    );
    const wanted = watch.until((watts) => watts < 100, { holdMs: 60, timeoutMs: 1000, from: began });
    const found = await passing(clock, wanted);
    await passing(clock, watch.stop());
    assert.ok(found !== undefined);
    const after = Number(found.at - began) / 1e6;
    assert.ok(after >= 119 && after <= 124, `${after} ms`);
    assert.ok(watch.between(began, found.at).length > 5);
    const mean = watch.mean(began, began + 50_000_000n);
    assert.equal(mean, 1000);
  });

  it('gives up in time, and tells why there is no reading', async () => {
    const clock = new ManualClock();
    const watch = new PowerWatch(
      meterOf(clock, () => undefined),
      clock,
    );
    assert.equal(
      await passing(
        clock,
        watch.until(() => true, { holdMs: 0, timeoutMs: 30 }),
      ),
      undefined,
    );
    await passing(clock, watch.stop());
    assert.equal(watch.trouble, 'no answer');
    assert.equal(watch.mean(0n, clock.monotonicNs()), undefined);
    assert.equal(watch.uncertaintyAt(-1000), 20);
  });
});

describe('values of a decoded resource', () => {
  const value = {
    setMaxW: { multiplier: 2, value: 220 },
    small: { multiplier: -1, value: 2305 },
    status: { value: Uint8Array.of(0x05) },
    list: [{ lFDI: '3e4f' }],
    big: 5n,
  };

  it('are read by path, scaled, as digits and as bits', () => {
    assert.equal(scaledAt(value, 'setMaxW'), 22_000);
    assert.equal(scaledAt(value, 'small'), 230.5);
    assert.equal(hexAt(value, 'list', 0, 'lFDI'), '3E4F');
    assert.equal(bitsAt(value, 'status', 'value'), 5);
    assert.equal(numberAt(value, 'big'), 5);
  });

  it('are undefined where there is nothing', () => {
    assert.equal(at(value, 'list', 3, 'lFDI'), undefined);
    assert.equal(scaledAt(value, 'status'), undefined);
    assert.equal(bitsAt(undefined, 'x'), undefined);
  });
});
