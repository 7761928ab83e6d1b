import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wallNs, wallOffset } from '../../suites/engine/wall-time.js';

/** Clocks with a known offset; each reading takes `stepNs`, and the process is stopped for a while at some of them. */
function clocks(offset: bigint, stepNs: bigint, stops: Readonly<Record<number, bigint>> = {}) {
  let monotonic = 5_000_000_123n;
  let reading = 0;
  const pass = () => {
    monotonic += stepNs + (stops[++reading] ?? 0n);
    return monotonic;
  };
  return { wallMs: () => Number((pass() + offset) / 1_000_000n), monotonicNs: pass };
}

const offset = 1_700_000_000_000_000_000n + 345_678n;
const distance = (found: bigint) => (found > offset ? found - offset : offset - found);

test('the offset is found by the edges of the wall clock', () => {
  const { offset: found, width } = wallOffset(clocks(offset, 1_000n));
  assert.ok(distance(found) <= width / 2n + 1_000n, `${distance(found)} ns`);
  assert.ok(width <= 20_000n);
});

test('a process that is stopped between its readings looks for another edge', () => {
  for (let reading = 1; reading < 4000; reading += 7) {
    const { offset: found, width } = wallOffset(clocks(offset, 1_000n, { [reading]: 5_700_000n }));
    assert.ok(
      distance(found) <= width / 2n + 1_000n && width <= 20_000n,
      `stopped at ${reading}: ${distance(found)} ns`,
    );
  }
});

test('readings that are slow never lie about their width', () => {
  const { offset: found, width } = wallOffset(clocks(offset, 300_000n));
  assert.ok(width > 20_000n);
  assert.ok(distance(found) <= width, `${distance(found)} of ${width} ns`);
});

test('wall time of now is what the wall clock shows', () => {
  const before = Date.now();
  const wall = Number(wallNs(process.hrtime.bigint()) / 1_000_000n);
  assert.ok(wall >= before - 1 && wall <= Date.now() + 1);
});
