import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '../../src/base/clock.js';
import { PowerPath } from '../../src/gateway/evse/power-path.js';
import type { Inverter, InverterOutcome } from '../../src/gateway/inverter/inverter.js';
import { MemoryLog } from './support/test-gateway.js';

/** An inverter whose commands end when the test says so. */
class HeldInverter implements Inverter {
  readonly calls: string[] = [];
  readonly ratedW = 10_000;
  connected = false;
  powerW = 0;
  #release: (() => void) | undefined;

  /** Ends the start that is under way. */
  release(): void {
    this.#release?.();
  }

  async start(limitW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>> {
    this.calls.push('start');
    await new Promise<void>((resolve) => {
      this.#release = resolve;
    });
    if (!wanted()) return { kind: 'fault', fault: { kind: 'abandoned', detail: '' } };
    this.connected = true;
    this.powerW = limitW;
    return ok(undefined);
  }

  async stop(): Promise<InverterOutcome<undefined>> {
    this.calls.push('stop');
    this.connected = false;
    this.powerW = 0;
    return ok(undefined);
  }

  readBack = (): ReturnType<Inverter['readBack']> =>
    Promise.resolve(ok({ connected: this.connected, limitW: this.powerW, setW: undefined }));

  startBidirectional = (powerW: number, wanted: () => boolean): Promise<InverterOutcome<undefined>> =>
    this.start(powerW, wanted);

  setPower = async (powerW: number): Promise<InverterOutcome<undefined>> => {
    this.calls.push(`set ${powerW}`);
    this.powerW = powerW;
    return ok(undefined);
  };

  limit = async (limitW: number): Promise<InverterOutcome<undefined>> => {
    this.calls.push(`limit ${limitW}`);
    this.powerW = limitW;
    return ok(undefined);
  };

  readPower = async (): Promise<InverterOutcome<number>> => ok(this.powerW);
  isConnected = async (): Promise<InverterOutcome<boolean>> => ok(this.connected);
  close = async (): Promise<void> => undefined;
}

function ok<T>(value: T): InverterOutcome<T> {
  return { kind: 'ok', value, atNs: 1n };
}

function path(inverter: Inverter): { readonly path: PowerPath; readonly log: MemoryLog } {
  const log = new MemoryLog();
  const options = { pollMs: 10_000, stoppedBelowW: 50, stopWithinMs: 200, startWithinMs: 200 };
  const handlers = { onPower: () => undefined, onFault: () => undefined };
  return { path: new PowerPath({ inverter, clock: systemClock, log, ...options, ...handlers }), log };
}

test('a stop overtakes a start that is under way: the start is abandoned, power is off', async () => {
  const inverter = new HeldInverter();
  const { path: power } = path(inverter);
  const starting = power.energise(5000);
  const stopping = power.stop('stop');
  inverter.release();
  assert.equal(await starting, 'unavailable');
  assert.equal(await stopping, true);
  assert.deepEqual([power.state, inverter.connected, inverter.powerW], ['off', false, 0]);
});

test('stops that are asked for together are one stop', async () => {
  const inverter = new HeldInverter();
  const { path: power, log } = path(inverter);
  assert.deepEqual(await Promise.all([power.stop('a'), power.stop('b'), power.stop('c')]), [true, true, true]);
  assert.deepEqual(inverter.calls, ['stop']);
  assert.equal(log.lines.filter((line) => line.event === 'stop-verified').length, 1);
});

test('limits are written one at a time, the newest wins, and none after a stop', async () => {
  const inverter = new HeldInverter();
  const { path: power } = path(inverter);
  const starting = power.energise(0);
  inverter.release();
  assert.equal(await starting, 'done');
  let finish: (() => void) | undefined;
  const slow = inverter.limit;
  inverter.limit = async (limitW) => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return slow(limitW);
  };
  for (const limitW of [1000, 2000, 3000]) power.limit(limitW);
  finish?.();
  await new Promise((resolve) => setImmediate(resolve));
  finish?.();
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(inverter.calls, ['start', 'limit 1000', 'limit 3000']);
  power.limit(4000);
  power.limit(5000);
  const stopping = power.stop('stop');
  finish?.();
  assert.equal(await stopping, true);
  assert.ok(!inverter.calls.includes('limit 5000'));
});

test('a limit is ignored while power is not on', () => {
  const inverter = new HeldInverter();
  path(inverter).path.limit(1000);
  assert.deepEqual(inverter.calls, []);
});

test('a start that fails is told before the stop that follows is done, and nothing starts meanwhile', async () => {
  const inverter = new HeldInverter();
  const { path: power } = path(inverter);
  let stop: (() => void) | undefined;
  const quick = inverter.stop.bind(inverter);
  inverter.stop = async () => {
    await new Promise<void>((resolve) => {
      stop = resolve;
    });
    return quick();
  };
  inverter.start = async () => ({ kind: 'fault', fault: { kind: 'exception', detail: 'refused' } });
  assert.equal(await power.energise(5000), 'unavailable');
  assert.equal(power.state, 'stopping');
  assert.equal(await power.energise(5000), 'unavailable');
  const stopped = power.stop('again');
  stop?.();
  assert.equal(await stopped, true);
  assert.deepEqual([power.state, inverter.calls], ['off', ['stop']]);
});
