import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import { onDynamicPort } from '../../src/transport/dynamic-port.js';
import { listenV2g } from '../../src/transport/v2g-connection.js';

/** A source that gives these 32-bit numbers, one after the other. */
function numbers(...values: number[]): () => Uint8Array {
  return () => {
    const value = values.shift() ?? assert.fail('asked for more numbers than the test has');
    return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
  };
}

const taken = new PlumblineError('TRANSPORT-008', { place: 'here', detail: 'in use (EADDRINUSE)' });

describe('a port of the dynamic range', () => {
  it('keeps to 49152..65535', async () => {
    const ports: number[] = [];
    for (const value of [0, 16_383, 16_384, 0xffff_ffff])
      ports.push(await onDynamicPort(numbers(value), async (port) => port));
    assert.deepEqual(ports, [49_152, 65_535, 49_152, 65_535]);
  });

  it('takes the next number where a port has an owner', async () => {
    const tried: number[] = [];
    await onDynamicPort(
      numbers(5, 9),
      async (port) => {
        tried.push(port);
        if (tried.length < 3) throw taken;
      },
      50_000,
    );
    assert.deepEqual(tried, [50_000, 49_157, 49_161]);
  });

  it('gives up on another error at once, and on a full range after a while', async () => {
    let count = 0;
    const other = new PlumblineError('TRANSPORT-008', { place: 'here', detail: 'may not (EACCES)' });
    const fail = (error: Error) => async () => {
      count++;
      throw error;
    };
    await assert.rejects(onDynamicPort(numbers(1, 2), fail(other)), other);
    assert.equal(count, 1);
    await assert.rejects(
      onDynamicPort(() => Uint8Array.of(0, 0, 0, 1), fail(taken)),
      taken,
    );
    assert.equal(count, 33);
  });

  it('knows what the kernel says of a port in use', async () => {
    const common = { host: '::1', onConnection: () => undefined };
    const value = process.pid % 16_384;
    const one = await onDynamicPort(numbers(value, value + 7), (port) => listenV2g({ ...common, port }));
    const offset = one.port - 49_152;
    const two = await onDynamicPort(numbers(offset, offset + 11, offset + 23), (port) =>
      listenV2g({ ...common, port }),
    );
    assert.notEqual(two.port, one.port);
    await one.close();
    await two.close();
  });
});
