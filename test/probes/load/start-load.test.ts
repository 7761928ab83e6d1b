import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { describe, it } from 'node:test';
import { systemClock } from '../../../src/base/clock.js';
import type { BenchProcess } from '../../../src/bench/process/bench-process.js';
import { startLoad } from '../../../src/probes/load/start-load.js';
import type { SpawnHere } from '../../../src/probes/probe-process.js';
import { spawnHere } from '../local-spawn.js';

const pause = (ms: number) => new Promise<void>((resolve) => systemClock.after(ms, resolve));

/** A port that is free now. */
async function freePort(): Promise<number> {
  const socket = createSocket('udp6');
  await new Promise<void>((resolve) => socket.bind(0, '::1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

describe('a steady load', () => {
  it('has the rate that was asked for, whole frames counted, and what arrives is counted', async () => {
    const load = await startLoad({ host: '::1', port: await freePort(), rateKbps: 1000 }, spawnHere, spawnHere);
    // The load needs its time; nothing tells when it is over.
    await pause(2000);
    const { offered, carried, refused, offeredKbps } = await load.stop();
    assert.ok(offeredKbps > 800 && offeredKbps < 1100, `${offeredKbps} kbit/s`);
    assert.ok(offered > 180, `${offered} packets`);
    // What is on its way when the source ends may come after the receiver has told.
    assert.ok(carried <= offered && carried >= 0.98 * offered, `${carried} of ${offered}`);
    assert.equal(refused, 0);
  });
  it('a source that dies is an error and not a load of nothing', async () => {
    const started: BenchProcess[] = [];
    const noted: SpawnHere = async (argv, options) => {
      const child = await spawnHere(argv, options);
      started.push(child);
      return child;
    };
    const load = await startLoad({ host: '::1', port: await freePort(), rateKbps: 1000 }, noted, spawnHere);
    process.kill(started[0]!.pid, 'SIGKILL');
    await started[0]!.ended;
    await assert.rejects(load.stop(), { code: 'PROBES-052' });
  });
  it('a source that does not start takes its receiver along', async () => {
    let stopped = false;
    const sink: SpawnHere = async (argv, options) => {
      const child = await spawnHere(argv, options);
      void child.ended.then(() => {
        stopped = true;
      });
      return child;
    };
    const broken: SpawnHere = () => Promise.reject(new Error('no such namespace'));
    const plan = { host: '::1', port: await freePort(), rateKbps: 1000 };
    await assert.rejects(startLoad(plan, broken, sink), /no such namespace/);
    assert.equal(stopped, true);
  });
  for (const over of [{ rateKbps: 0 }, { packetBytes: 2000 }, { port: 0 }]) {
    it(`is refused with ${JSON.stringify(over)}`, async () => {
      const plan = { host: '::1', port: 9, rateKbps: 100, ...over };
      await assert.rejects(startLoad(plan, spawnHere, spawnHere), { code: 'PROBES-050' });
    });
  }
});
