import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { measureLoss } from '../../../src/probes/loss/measure-loss.js';
import { decodeSender } from '../../../src/probes/loss/stamp-packet.js';
import { spawnHere } from '../local-spawn.js';
import { seededBytes } from '../seeded-bytes.js';

/** A relay between prober and reflector that damages what passes and knows exactly what it did. */
async function relayTo(reflectorPort: number) {
  const random = seededBytes(42);
  const chance = (p: number) => random(1)[0]! < 256 * p;
  const front = createSocket('udp6').bind(0, '::1');
  const back = createSocket('udp6').bind(0, '::1');
  await Promise.all([once(front, 'listening'), once(back, 'listening')]);
  const truth = { forward: new Set<number>(), backward: 0, duplicated: 0, passed: new Set<number>() };
  let prober = 0;
  front.on('message', (bytes, from) => {
    prober = from.port;
    const { sequence } = decodeSender(bytes)!;
    if (chance(0.2)) return void truth.forward.add(sequence);
    truth.passed.add(sequence);
    back.send(bytes, reflectorPort, '::1');
    if (chance(0.05)) {
      truth.duplicated++;
      back.send(bytes, reflectorPort, '::1');
    }
  });
  const dropped = new Map<number, number>();
  const arrived = new Set<number>();
  back.on('message', (bytes) => {
    const sequence = Buffer.from(bytes).readUInt32BE(24);
    if (chance(0.1)) return void dropped.set(sequence, (dropped.get(sequence) ?? 0) + 1);
    arrived.add(sequence);
    front.send(bytes, prober, '::1');
  });
  return {
    port: front.address().port,
    truth,
    lostBack: () => [...truth.passed].filter((sequence) => !arrived.has(sequence)).length,
    close: () => {
      front.close();
      back.close();
    },
  };
}

describe('the loss probe over real sockets', () => {
  it('finds exactly what a damaging relay did, direction by direction', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-loss-'));
    // A free port for the reflector: taken and given back.
    const taken = createSocket('udp6').bind(0, '::1');
    await once(taken, 'listening');
    const reflectorPort = taken.address().port;
    await new Promise<void>((resolve) => taken.close(() => resolve()));
    const relay = await relayTo(reflectorPort);
    try {
      const plan = {
        path: 'test',
        host: '::1',
        ssid: 77,
        port: relay.port,
        count: 400,
        ratePerSecond: 400,
        thresholdMs: 1500,
      };
      const { result, measurements, files } = await measureLoss({
        plan,
        near: spawnHere,
        far: (argv, options) =>
          spawnHere(
            argv.map((arg) => (arg === String(relay.port) ? String(reflectorPort) : arg)),
            options,
          ),
        farBind: '::1',
        folder,
      });
      assert.equal(result.attribution, 'reflector-record');
      assert.equal(result.forward.sent, 400);
      assert.deepEqual(
        result.forward.indicators?.flatMap((lost, sequence) => (lost === 1 ? [sequence] : [])),
        [...relay.truth.forward],
      );
      assert.equal(result.forward.duplicated, relay.truth.duplicated);
      assert.equal(result.backward.sent, relay.truth.passed.size);
      assert.equal(result.backward.lost, relay.lostBack());
      assert.ok(relay.lostBack() > 10 && relay.truth.forward.size > 40, 'the relay did damage');
      assert.ok(result.forward.delaysMs!.every((delay) => delay >= 0 && delay < 1500));
      assert.deepEqual(
        measurements.map(({ k, n }) => [k, n]),
        [
          [result.forward.lost, result.forward.sent],
          [result.backward.lost, result.backward.sent],
        ],
      );
      assert.equal(files.length, 2);
    } finally {
      relay.close();
      rmSync(folder, { recursive: true });
    }
  });
  it('says that nothing listens when the port is unreachable', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'plumbline-loss-'));
    const taken = createSocket('udp6').bind(0, '::1');
    await once(taken, 'listening');
    const { port } = taken.address();
    await new Promise<void>((resolve) => taken.close(() => resolve()));
    try {
      const plan = { path: 'test', host: '::1', ssid: 1, port, count: 20, ratePerSecond: 500, thresholdMs: 50 };
      await assert.rejects(
        measureLoss({ plan, near: spawnHere, folder }),
        (error) => error instanceof PlumblineError && error.code === 'PROBES-051',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
