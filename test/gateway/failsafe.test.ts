import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SimulatedInverter } from '../../src/bench/devices/inverter/simulated-inverter.js';
import { SeededRandom } from '../../src/bench/devices/seeded-random.js';
import { modelLayout } from '../../src/bench/devices/sunspec/model-layout.js';
import { inverterModels, type ModelId } from '../../src/bench/devices/sunspec/model-table.js';
import { PowerPath } from '../../src/gateway/evse/power-path.js';
import type { FaultName } from '../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../src/gateway/faults/faults.js';
import { at704 } from '../../src/gateway/inverter/failsafe-points.js';
import { SunspecInverter } from '../../src/gateway/inverter/sunspec-inverter.js';
import type { ModbusClient } from '../../src/transport/modbus/modbus-client.js';
import type { ModbusOutcome } from '../../src/transport/modbus/modbus-outcome.js';
import type { RegisterAnswer } from '../../src/transport/modbus/modbus-server.js';
import { ManualClock } from '../support/manual-clock.js';
import { MemoryLog } from './support/test-gateway.js';

const newer: readonly ModelId[] = [1, 701, 702, 703, 704];
const older: readonly ModelId[] = [1, 103, 120, 121, 122, 123];
const rated = 20_000;

/** The power path of a gateway before a simulated inverter, on a clock that the test moves; a wire that can be cut. */
class Scene {
  readonly clock = new ManualClock();
  readonly device: SimulatedInverter;
  readonly log = new MemoryLog();
  readonly power: PowerPath;
  readonly lost: string[] = [];
  /** The gateway is dead: nothing of it reaches the inverter any more. */
  dead = false;

  constructor(models: readonly ModelId[], faults: readonly FaultName[] = [], required = false) {
    const physics = { ratedW: rated, rampWPerS: 10_000, deadTimeMs: 100, powerNoiseW: 0, targetW: rated };
    this.device = new SimulatedInverter(
      { ...physics, unitId: 1, base: 40_000, models },
      this.clock,
      new SeededRandom(1),
    );
    const inverter = new SunspecInverter(this.#client(), 40_000, parseFaults(faults), this.clock, 6);
    this.power = new PowerPath({
      inverter,
      clock: this.clock,
      log: this.log,
      pollMs: 200,
      stoppedBelowW: 50,
      stopWithinMs: 5000,
      startWithinMs: 1500,
      failsafeRequired: required,
      onPower: () => undefined,
      onFault: ({ detail }) => this.lost.push(detail),
    });
  }

  get watts(): number {
    return Math.round(this.device.state().trueW);
  }

  /** Moves time on in small steps, so that what waits for an answer goes on in between. */
  async pass(seconds: number): Promise<void> {
    for (let step = 0; step < seconds * 50; step++) {
      this.clock.advance(20);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /** Resolves with what the promise says, time passing meanwhile. */
  async during<T>(promise: Promise<T>): Promise<T> {
    let done = false;
    const end = promise.finally(() => {
      done = true;
    });
    for (let step = 0; !done && step < 500; step++) await this.pass(0.02);
    return end;
  }

  has(event: Parameters<MemoryLog['find']>[0]): boolean {
    return this.log.find(event) !== undefined;
  }

  #client(): ModbusClient {
    const ask = async <T>(request: () => RegisterAnswer<T>): Promise<ModbusOutcome<T>> => {
      if (this.dead) return new Promise(() => undefined);
      const answer = request();
      if (answer.kind === 'ok') return { kind: 'ok', value: answer.value, at: this.clock.monotonicNs() };
      if (answer.kind !== 'exception') return { kind: 'closed', detail: answer.kind };
      return { kind: 'exception', code: answer.code, name: `exception ${answer.code}`, at: this.clock.monotonicNs() };
    };
    return {
      readHoldingRegisters: (address, count) => ask(() => this.device.read(1, address, count)),
      writeRegisters: (address, values) => ask(() => this.device.write(1, address, values)),
      writeRegister: (address, value) => ask(() => this.device.write(1, address, [value])),
      close: () => Promise.resolve(),
    };
  }
}

/** Power flows: 12 kW as a limit, or 8 kW out of the vehicle. */
async function flowing(scene: Scene, bidirectional: boolean): Promise<void> {
  assert.equal(await scene.during(scene.power.energise(bidirectional ? -8000 : 12_000, bidirectional)), 'done');
  await scene.pass(4);
  assert.equal(scene.watts, bidirectional ? 8000 : 12_000);
}

const devices = [
  ['models 103 to 704', inverterModels],
  ['models 701 to 704', newer],
] as const;
const sessions = [
  ['limited', false],
  ['bidirectional', true],
] as const;

test('the registers of model 704 are where its definition has them', () => {
  const { points } = modelLayout(704);
  for (const [name, offset] of Object.entries(at704)) assert.equal(points.get(name)?.offset, offset, name);
});

for (const [models, ids] of devices) {
  for (const [session, bidirectional] of sessions) {
    const words = `${models}, ${session} session`;

    test(`${words}: power flows as long as the gateway lives, and ends by itself when it is dead`, async () => {
      const scene = new Scene(ids);
      await flowing(scene, bidirectional);
      const level = scene.watts;
      await scene.pass(20);
      assert.equal(scene.watts, level);
      scene.dead = true;
      // Refreshed every 2 s: from the last refresh 6 s, then dead time and ramp.
      await scene.pass(3.9);
      assert.equal(scene.watts, level);
      await scene.pass(6 - 3.9 + 0.1 + level / 10_000 + 0.1);
      assert.equal(scene.watts, 0);
      await scene.pass(60);
      assert.equal(scene.watts, 0);
    });

    test(`${words}: a stop releases the timers, and the next start arms them again`, async () => {
      const scene = new Scene(ids);
      await flowing(scene, bidirectional);
      assert.equal(await scene.during(scene.power.stop('test')), true);
      await scene.pass(1);
      assert.ok(scene.has('failsafe-released'));
      const { image } = scene.device;
      // RvrtTms and RvrtRem, as a client reads them.
      const read = scene.device.read(1, address(scene, 'WMaxLimPctRvrtTms'), 4);
      assert.deepEqual(read.kind === 'ok' && read.value, [0, 0, 0, 0]);
      assert.equal(image.raw(704, 'WSetEna'), 0);
      await scene.pass(30);
      assert.equal(scene.watts, 0);
      await flowing(scene, bidirectional);
    });

    test(`${words}: an inverter that has stopped by itself is not started again, and is told`, async () => {
      const scene = new Scene(ids);
      await flowing(scene, bidirectional);
      // As if the refreshes of a third party's proxy had been eaten: the timer runs out, the gateway lives.
      const { image } = scene.device;
      image.setRaw(704, 'WMaxLimPct', 0);
      image.setRaw(704, 'WMaxLimPctRvrtTms', 0);
      scene.device.write(1, address(scene, 'WMaxLimPctRvrtTms'), [0, 0]);
      await scene.pass(3);
      assert.ok(scene.has('failsafe-lapsed'));
      assert.match(scene.lost[0] ?? '', /stopped by itself/);
      await scene.pass(3);
      assert.deepEqual([scene.watts, scene.power.state], [0, 'off']);
    });

    test(`${words}: no-failsafe-armed: power goes on for ever`, async () => {
      const scene = new Scene(ids, ['no-failsafe-armed']);
      await flowing(scene, bidirectional);
      const level = scene.watts;
      scene.dead = true;
      await scene.pass(60);
      assert.equal(scene.watts, level);
    });

    test(`${words}: failsafe-not-refreshed: the inverter stops though the gateway lives`, async () => {
      const scene = new Scene(ids, ['failsafe-not-refreshed']);
      assert.equal(await scene.during(scene.power.energise(bidirectional ? -8000 : 12_000, bidirectional)), 'done');
      await scene.pass(9);
      assert.equal(scene.watts, 0);
    });

    for (const fault of ['failsafe-fails-open', 'revert-timer-fail-open'] as const) {
      test(`${words}: ${fault}: power does not end`, async () => {
        const scene = new Scene(ids, [fault]);
        await flowing(scene, bidirectional);
        const level = scene.watts;
        scene.dead = true;
        await scene.pass(20);
        // A limit of the older models has no reversion of its own here: it stays.
        const stays = ids === inverterModels && !bidirectional && fault === 'failsafe-fails-open';
        assert.equal(scene.watts, stays ? level : rated);
      });
    }
  }
}

for (const required of [false, true]) {
  test(`an inverter without model 704 ${required ? 'is refused' : 'is told of'}`, async () => {
    const scene = new Scene(older, [], required);
    const outcome = await scene.during(scene.power.energise(12_000));
    assert.equal(outcome, required ? 'unavailable' : 'done');
    assert.equal(scene.log.find('failsafe-missing')?.['code'], 'GATEWAY-070');
    assert.equal(scene.power.failsafe.describe().state, 'missing');
    await scene.pass(3);
    assert.equal(scene.watts, required ? 0 : 12_000);
  });
}

for (const [what, point] of [
  ['reversion value', 'WMaxLimPctRvrt'],
  ['reversion switch', 'WMaxLimPctEnaRvrt'],
  ['reversion time', 'WMaxLimPctRvrtTms'],
] as const) {
  test(`a model 704 without a ${what} is no fail-safe`, async () => {
    const scene = new Scene(inverterModels);
    scene.device.image.setBlank(704, point);
    assert.equal(await scene.during(scene.power.energise(12_000)), 'done');
    assert.equal(scene.log.find('failsafe-missing')?.['detail'], '704 without reversion registers');
  });
}

function address(scene: Scene, point: string): number {
  for (let at = 40_002; ; ) {
    const [id = 0xffff, length = 0] = scene.device.image.read(at, 2) ?? [];
    assert.notEqual(id, 0xffff);
    if (id === 704) return at + modelLayout(704).points.get(point)!.offset;
    at += 2 + length;
  }
}
