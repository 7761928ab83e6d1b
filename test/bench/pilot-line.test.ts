import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';
import { PilotLine } from '../../src/bench/devices/pilot-line/pilot-line.js';
import { PilotLineControl } from '../../src/bench/devices/pilot-line/pilot-line-control.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { PilotBoard } from '../../src/gateway/slac/pilot-board.js';
import { oscillating } from '../../src/gateway/slac/pilot-signal.js';
import { ManualClock } from '../support/manual-clock.js';

test('both sides see changes in order; the same again is none', async () => {
  const clock = new ManualClock();
  const line = new PilotLine(clock);
  line.setVehicle('B');
  line.setVehicle('B');
  line.setStation({ kind: 'E' });
  line.setStation({ kind: 'E' });
  const changes = await line.changes(0, 1);
  assert.deepEqual(
    changes.map((one) => [one.number, one.side]),
    [
      [1, 'vehicle'],
      [2, 'station'],
    ],
  );
  assert.deepEqual(await line.changes(1, 1), [changes[1]]);
});

test('wires that are broken change what the charger measures', async () => {
  const line = new PilotLine(new ManualClock());
  const measured = async () => (await line.changes(0, 1)).flatMap((one) => (one.side === 'vehicle' ? one.vehicle : []));
  line.setVehicle('C');
  line.setWiring('cp-to-pe');
  line.setWiring('pe-open');
  line.setWiring('sound');
  assert.deepEqual(await measured(), ['C', 'E', 'A', 'C']);
});

test('a missing diode shows once the line oscillates, and counts until the vehicle is unplugged', async () => {
  const line = new PilotLine(new ManualClock());
  const measured = async () => (await line.changes(0, 1)).flatMap((one) => (one.side === 'vehicle' ? one.vehicle : []));
  line.setWiring('no-diode');
  line.setVehicle('B');
  assert.deepEqual(await measured(), ['B']);
  line.setStation({ kind: 'oscillating', dutyPercent: 5, frequencyHz: 1000 });
  line.setStation({ kind: 'steady' });
  assert.deepEqual(await measured(), ['B', 'F']);
  line.setVehicle('A');
  line.setWiring('sound');
  line.setVehicle('B');
  assert.deepEqual(await measured(), ['B', 'F', 'A', 'B']);
});

test('who asks for changes waits for one, or for the time', async () => {
  const clock = new ManualClock();
  const line = new PilotLine(clock);
  const news = line.changes(0, 1000);
  line.setVehicle('C');
  assert.equal((await news)[0]?.side, 'vehicle');
  const none = line.changes(1, 1000);
  clock.advance(1000);
  assert.deepEqual(await none, []);
});

test('the board of the gateway and the bench meet on the line', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'pilot-'));
  const socket = join(folder, 'pilot.sock');
  const main = join(projectRoot(), 'dist/src/bench/devices/pilot-line/main.js');
  const device = await spawnProcess([process.execPath, main, JSON.stringify({ socket })], {
    name: 'pilot-line',
    log: join(folder, 'log'),
    ready: /"event":"ready"/,
  });
  const bench = new PilotLineControl(socket);
  const seen: string[] = [];
  let told: () => void = () => undefined;
  const toggled = new Promise<void>((resolve) => {
    told = resolve;
  });
  const board = await PilotBoard.open(
    socket,
    (state) => {
      seen.push(state);
      if (seen.length === 4) told();
    },
    () => undefined,
  );
  try {
    for (const state of ['B', 'C', 'B'] as const) await bench.vehicle(state);
    await toggled;
    assert.deepEqual(seen, ['A', 'B', 'C', 'B']);
    board.drive(oscillating(5));
    const { last } = await bench.state();
    const [change] = last === 4 ? await bench.changes(3, 1) : await bench.changes(last, 30_000);
    assert.deepEqual(change?.side === 'station' ? change.station : undefined, oscillating(5));
    await assert.rejects(() => bench.vehicle('X' as 'A'), /no state X/);
  } finally {
    board.close();
    await bench.close();
    await device.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a board that is not there is a bench error with its path', async () => {
  await assert.rejects(
    () =>
      PilotBoard.open(
        '/nonexistent/pilot.sock',
        () => undefined,
        () => undefined,
      ),
    /GATEWAY-023/,
  );
});
