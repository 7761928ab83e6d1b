import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type BottleneckInput, bottleneckOf, type Limit } from '../../../src/probes/tls-load/bottleneck.js';
import { machineUse, parseMachineCpu } from '../../../src/probes/tls-load/machine-cpu.js';
import { listenersOn, parseServerCpu, readServerCpu, serverUse } from '../../../src/probes/tls-load/server-cpu.js';

const generator = { load: 0.3, waiting: 0.1, loopDelayP99Ms: 1, lateP99Ms: 0, ownFailures: 0 };
const server = { cpuSeconds: 1, cores: 2, threadCpuSeconds: 1, threadWaitSeconds: 0 };
const base: BottleneckInput = { generator, wallSeconds: 10, p95Ms: 10, open: false, server };
const busyServer = { ...server, cpuSeconds: 9, threadCpuSeconds: 9 };

describe('who limited the rate', () => {
  const cases: readonly (readonly [string, Limit, Partial<BottleneckInput>])[] = [
    ['both have time to spare', 'neither', {}],
    ['the server is full', 'gateway', { server: busyServer }],
    ['the server waits for a core that others have', 'gateway', { server: { ...server, threadWaitSeconds: 8 } }],
    ['many threads of the server fill all cores', 'gateway', { server: { ...server, cpuSeconds: 18 } }],
    ['the generator is full', 'generator', { generator: { ...generator, load: 0.9 } }],
    ['the generator waits for a core', 'generator', { generator: { ...generator, waiting: 0.6 } }],
    ['both are full', 'shared', { generator: { ...generator, load: 0.9 }, server: busyServer }],
    ['the server cannot be seen', 'not-generator', { server: undefined }],
    ['nor can it, and the generator is full', 'generator', { generator: { ...generator, load: 1 }, server: undefined }],
    ['it ran out of ports', 'generator', { generator: { ...generator, ownFailures: 1 }, server: busyServer }],
    ['the hypervisor takes the time', 'generator', { machine: { busy: 1, steal: 0.4 }, server: busyServer }],
    ['vehicles come too late', 'generator', { open: true, generator: { ...generator, lateP99Ms: 5 } }],
    [
      'late below a millisecond is not late',
      'neither',
      { open: true, p95Ms: 1, generator: { ...generator, lateP99Ms: 0.5 } },
    ],
  ];
  for (const [name, limit, over] of cases) {
    it(`${name}: ${limit}`, () => assert.equal(bottleneckOf({ ...base, ...over }).limit, limit));
  }
});

describe('CPU of the machine', () => {
  const before = 'cpu  100 0 50 800 50 0 0 0 30 0\ncpu0 1 2 3';
  const after = 'cpu  150 0 60 820 60 0 0 10 60 0\n';
  it('is told in shares; guests are not counted twice', () => {
    assert.deepEqual(machineUse(parseMachineCpu(before), parseMachineCpu(after)), { busy: 0.7, steal: 0.1 });
  });
  for (const text of ['', 'cpu 1 2', 'intr 5 5 5 5 5 5 5 5'])
    it(`"${text}" tells nothing`, () => assert.equal(parseMachineCpu(text), undefined));
});

describe('CPU of the server', () => {
  const at = (ran: number, waited: number) =>
    parseServerCpu(`4\n/proc/7/task/7 ${ran} ${waited} 12\n/proc/7/task/9 1000 0 1\n/proc/7/task/x broken`);
  it('is that of its busiest thread and of all', () => {
    assert.deepEqual(serverUse(at(1e9, 0), at(3e9, 5e8)), {
      cpuSeconds: 2,
      cores: 4,
      threadCpuSeconds: 2,
      threadWaitSeconds: 0.5,
    });
  });
  it('is unknown where the host does not tell', () => {
    assert.equal(parseServerCpu(''), undefined);
    assert.equal(parseServerCpu('4'), undefined);
    assert.equal(serverUse(undefined, at(1, 1)), undefined);
  });
  it('is read from its listeners', async () => {
    const line = 'LISTEN 0 511 *:1234 *:* users:(("node",pid=41,fd=22),("node",pid=42,fd=22))';
    assert.deepEqual(await listenersOn(async () => ({ code: 0, stdout: line }), 1234), [41, 42]);
    assert.deepEqual(await listenersOn(async () => ({ code: 127, stdout: line }), 1234), []);
    assert.deepEqual(await listenersOn(() => Promise.reject(new Error('no ss')), 1234), []);
    assert.equal(await readServerCpu(() => Promise.reject(new Error('gone')), [1]), undefined);
    assert.equal(await readServerCpu(async () => ({ code: 0, stdout: '' }), []), undefined);
  });
});
