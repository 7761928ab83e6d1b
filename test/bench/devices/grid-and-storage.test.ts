import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseFault } from '../../../src/bench/devices/inverter/active-faults.js';
import { Plant } from './plant.js';

describe('grid protection of the simulated inverter', () => {
  for (const [what, grid, tripMs, cause] of [
    ['an island', { islanded: true }, 500, 'island'],
    ['a deep under-voltage', { voltageV: 60 }, 160, 'under-voltage'],
    ['an under-voltage', { voltageV: 150 }, 2000, 'under-voltage'],
    ['an over-voltage', { voltageV: 258 }, 2000, 'over-voltage'],
    ['a high over-voltage', { voltageV: 290 }, 160, 'over-voltage'],
    ['an over-frequency', { frequencyHz: 52 }, 160, 'over-frequency'],
    ['an under-frequency', { frequencyHz: 47 }, 160, 'under-frequency'],
  ] as const) {
    it(`trips on ${what} after ${tripMs} ms, not before`, () => {
      const plant = new Plant().running(10_000);
      plant.inverter.set({ grid });
      assert.equal(plant.after(tripMs - 1), 10_000);
      // Looked after every 10 ms; the trip itself is placed at its exact moment.
      assert.equal(plant.after(12), 0);
      assert.equal(plant.inverter.state().tripped, cause);
      assert.equal(plant.read(701, 'ConnSt')[0], 0);
      assert.notEqual(plant.read(701, 'Alrm', 2)[1], 0);
    });
  }

  it('does not trip on a short dip', () => {
    const plant = new Plant().running(10_000);
    plant.inverter.set({ grid: { voltageV: 60 } });
    plant.clock.advance(100);
    plant.inverter.set({ grid: { voltageV: 230 } });
    assert.equal(plant.after(5000), 10_000);
  });

  it('enters service again after the delay, on the ramp of model 703', () => {
    const plant = new Plant().running(10_000);
    plant.write(703, 'ESDlyTms', 0, 60);
    plant.write(703, 'ESRmpTms', 0, 40);
    plant.inverter.set({ grid: { islanded: true } });
    plant.clock.advance(10_000);
    plant.inverter.set({ grid: { islanded: false } });
    assert.equal(plant.after(50_000), 0);
    assert.deepEqual(plant.read(703, 'ESDlyRemTms', 2), [0, 10]);
    plant.clock.advance(10_000);
    // 20 kW in 40 s: 500 W/s, 100 ms of dead time.
    assert.ok(Math.abs(plant.after(10_100) - 5000) < 20, `${plant.trueW}`);
    assert.equal(plant.inverter.state().tripped, undefined);
  });

  it('waits for the grid to come back into the window, and starts again when it leaves it', () => {
    const plant = new Plant().running(10_000);
    plant.write(703, 'ESDlyTms', 0, 10);
    plant.inverter.set({ grid: { frequencyHz: 52 } });
    plant.clock.advance(1000);
    plant.inverter.set({ grid: { frequencyHz: 50.3 } });
    assert.equal(plant.after(20_000), 0, 'in range for running, not for entering service');
    plant.inverter.set({ grid: { frequencyHz: 50 } });
    plant.clock.advance(9000);
    plant.inverter.set({ grid: { frequencyHz: 50.5 } });
    plant.clock.advance(20);
    plant.inverter.set({ grid: { frequencyHz: 50 } });
    assert.equal(plant.after(9000), 0);
    assert.equal(plant.after(3000), 10_000);
  });

  it('holds the delay when service is permitted again (ES), but not for the connect switch (Conn)', () => {
    const plant = new Plant({ enterServiceDelayS: 30 }).running(10_000);
    plant.write(123, 'Conn', 0);
    plant.clock.advance(1000);
    plant.write(123, 'Conn', 1);
    assert.equal(plant.after(5000), 10_000);
    plant.write(703, 'ES', 0);
    assert.equal(plant.after(200), 0);
    plant.write(703, 'ES', 1);
    assert.equal(plant.after(29_000), 0);
    assert.equal(plant.after(3000), 10_000);
  });

  it('sees no island when anti-islanding is switched off or broken', () => {
    const off = new Plant().running(10_000);
    off.write(704, 'AntiIslEna', 0);
    off.inverter.set({ grid: { islanded: true } });
    assert.equal(off.after(10_000), 10_000);
    const broken = new Plant().running(10_000);
    broken.inverter.set({ faults: [parseFault('ignore-island')], grid: { islanded: true } });
    assert.equal(broken.after(10_000), 10_000);
  });
});

describe('gradients and windows', () => {
  it('rises no faster than WRmp and falls at its own slope', () => {
    const plant = new Plant().running(1000);
    plant.write(704, 'WRmp', 5);
    plant.inverter.set({ targetW: 6000 });
    assert.ok(Math.abs(plant.after(1100) - 2000) < 2, `${plant.trueW}`);
    plant.clock.advance(10_000);
    plant.inverter.set({ targetW: 1000 });
    assert.equal(plant.after(600), 1000);
  });

  it('changes in both directions no faster than WGra', () => {
    const plant = new Plant().running(10_000);
    plant.write(121, 'WGra', 10);
    plant.inverter.set({ targetW: 0 });
    assert.ok(Math.abs(plant.after(1100) - 8000) < 2, `${plant.trueW}`);
  });

  it('acts within the window that it is given, not at once', () => {
    const plant = new Plant().running(10_000);
    plant.write(123, 'Conn_WinTms', 20);
    plant.write(123, 'Conn', 0);
    assert.equal(plant.after(200), 10_000);
    assert.equal(plant.after(20_100), 0);
  });

  it('limits to WMax, and takes none above the rating', () => {
    const plant = new Plant().running(20_000);
    assert.equal(plant.write(702, 'WMax', 12_000), 0);
    assert.equal(plant.after(5000), 12_000);
    assert.equal(plant.write(702, 'WMax', 25_000), 3);
    assert.equal(plant.write(704, 'WMaxLimPctEna', 1, 500), 0);
    assert.equal(plant.after(5000), 6000, 'a percentage is one of WMax');
  });
});

describe('revert timers of model 704', () => {
  it('goes back to what the reversion registers say, and shows the time that is left', () => {
    const plant = new Plant().running(20_000);
    // WMaxLimPctEna, WMaxLimPct, WMaxLimPctRvrt, WMaxLimPctEnaRvrt, WMaxLimPctRvrtTms (two registers).
    assert.equal(plant.write(704, 'WMaxLimPctEna', 1, 0, 300, 1, 0, 10), 0);
    plant.clock.advance(4000);
    assert.deepEqual(plant.read(704, 'WMaxLimPctRvrtRem', 2), [0, 6]);
    assert.equal(plant.trueW, 0);
    assert.equal(plant.after(12_000), 6000);
    assert.deepEqual(plant.read(704, 'WMaxLimPctEna', 2), [1, 300]);
    assert.deepEqual(plant.read(704, 'WMaxLimPctRvrtRem', 2), [0, 0]);
  });

  it('fails open when nothing is said of the reversion', () => {
    const plant = new Plant().running(20_000);
    plant.write(704, 'WMaxLimPctRvrtTms', 0, 5);
    plant.write(704, 'WMaxLimPctEna', 1, 0);
    plant.clock.advance(4000);
    assert.equal(plant.trueW, 0);
    assert.equal(plant.after(6000), 20_000);
  });

  it('ends the timer when the limit is switched off, and takes back a set power', () => {
    const plant = new Plant().running(10_000);
    plant.write(704, 'WMaxLimPctEna', 1, 0, 300, 1, 0, 5);
    plant.write(704, 'WMaxLimPctEna', 0);
    assert.equal(plant.after(20_000), 10_000);
    plant.write(704, 'WSetRvrtTms', 0, 5);
    plant.write(704, 'WSetEna', 1, 1, 0xffff, 0x10000 - 4000);
    assert.equal(plant.after(4000), -4000);
    assert.equal(plant.after(5000), 10_000);
  });
});

describe('stored curves (models 706, 712)', () => {
  it('limits power by voltage', () => {
    const plant = new Plant().running(20_000);
    plant.write(706, 'Ena', 1);
    plant.inverter.set({ grid: { voltageV: 230 * 1.08 } });
    assert.ok(Math.abs(plant.after(5000) - 10_000) < 100, `${plant.trueW}`);
    plant.inverter.set({ grid: { voltageV: 230 } });
    assert.equal(plant.after(5000), 20_000);
  });

  it('adopts a curve that was written, and refuses one that makes no sense', () => {
    const plant = new Plant().running(20_000);
    plant.write(706, 'Ena', 1);
    // 100 % up to 95 % of the voltage, 40 % above 99 %.
    plant.write(706, 'Crv3.ActPt', 2);
    plant.write(706, 'Crv3.Pt1.V', 950, 1000, 990, 400);
    assert.equal(plant.write(706, 'AdptCrvReq', 3), 0);
    assert.deepEqual(plant.read(706, 'AdptCrvRslt'), [1]);
    assert.equal(plant.after(5000), 8000);
    assert.deepEqual(plant.read(706, 'Crv1.Pt2.V', 2), [990, 400]);
    plant.write(706, 'Crv2.Pt1.V', 1200, 0, 1000, 0);
    plant.write(706, 'AdptCrvReq', 2);
    assert.deepEqual(plant.read(706, 'AdptCrvRslt'), [2], 'voltages go down');
    plant.write(706, 'AdptCrvReq', 9);
    assert.deepEqual(plant.read(706, 'AdptCrvRslt'), [2], 'there is no such curve');
    assert.equal(plant.after(5000), 8000, 'the curve in force stays');
  });

  it('does not let the curve in force be written', () => {
    const plant = new Plant();
    assert.equal(plant.write(706, 'Crv1.Pt1.V', 900), 2);
    assert.equal(plant.write(706, 'Crv2.DeptRef', 7), 3);
  });

  it('draws reactive power by active power', () => {
    const plant = new Plant().running(20_000);
    assert.equal(plant.signed(701, 'Var'), 0);
    plant.write(712, 'Ena', 1);
    assert.equal(plant.signed(701, 'Var'), -8800);
    plant.inverter.set({ targetW: 15_000 });
    plant.clock.advance(5000);
    assert.equal(plant.signed(701, 'Var'), -4400);
    plant.write(712, 'AdptCrvReq', 0);
    assert.equal(plant.signed(701, 'Var'), 0, 'no curve is in force');
  });
});

describe('storage (model 713)', () => {
  it('runs empty and then delivers nothing', () => {
    const plant = new Plant({ storedWh: 1000, stateOfChargePercent: 50 });
    plant.inverter.set({ connected: true, targetW: 20_000 });
    plant.clock.advance(45_000);
    assert.ok(plant.read(713, 'SoC')[0]! < 300);
    assert.equal(plant.after(60_000), 0);
    assert.deepEqual([plant.read(713, 'SoC')[0], plant.read(713, 'WHAvail')[0]], [0, 0]);
    plant.inverter.set({ targetW: -5000 });
    assert.equal(plant.after(1000), -5000, 'it can be charged');
    plant.clock.advance(36_000);
    assert.equal(plant.read(713, 'SoC')[0], 51);
  });

  it('is full and then takes nothing', () => {
    const plant = new Plant({ storedWh: 1000 });
    plant.inverter.set({ connected: true, targetW: -20_000, stateOfChargePercent: 99 });
    assert.equal(plant.after(60_000), 0);
    assert.equal(plant.inverter.state().stateOfChargePercent, 100);
  });
});
