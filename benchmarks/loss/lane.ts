// One lane of the truth benchmark: namespaces and links of its own, and one run after the other. Reads the indexes of its
// runs from the command line and prints one LossOutcome a line. In a user-space relay bursts and delay are made by the
// bench's own relay; independent losses by the kernel.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedLossControl } from '../../src/bench/embedded/link-damage.js';
import { inNamespace, networkTasks } from '../../src/bench/embedded/network.js';
import { wireDevices } from '../../src/bench/embedded/topology.js';
import { withinPrivateNamespaces } from '../../src/bench/private-namespaces.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { TaskStack } from '../../src/bench/tasks.js';
import { dependentProportion } from '../../src/judge/dependent-proportion.js';
import { percentileOf } from '../../src/judge/order-statistic.js';
import { captureTimes } from '../../src/probes/loss/capture-times.js';
import { startKernelCapture } from '../../src/probes/loss/kernel-capture.js';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import type { SpawnHere } from '../../src/probes/probe-process.js';
import { type LossOutcome, type LossRun, lossRuns, probesPerRun } from './loss-run.js';
import { lostBetween, mediumCount } from './medium-count.js';

const port = 20_862;
/** How often a run whose medium did not do as it was told is repeated. */
const mostSpoilt = 4;
const wanted = new Set(process.argv.slice(2).map(Number));

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-lane-'));
  const stack = new TaskStack();
  const control = new EmbeddedLossControl(folder);
  const at =
    (namespace: string): SpawnHere =>
    (argv, options = {}) => {
      const name = options.name ?? 'program';
      return spawnProcess(inNamespace(namespace, argv), { ...options, name, log: join(folder, `${name}.log`) });
    };
  const measure = async ({ index, damage }: LossRun, spoilt = 0): Promise<LossOutcome> => {
    await control.set('mesh', 'to-station', damage);
    const before = await control.dropped('mesh', 'to-station');
    const countBefore = await mediumCount();
    const wire = wireDevices('mesh');
    const delayed = damage.delayMs !== undefined;
    const beside = (which: string, device: string) =>
      startKernelCapture({
        spawn: at('wire'),
        interface: device,
        port,
        file: join(folder, `${which}.pcap`),
        name: which,
      });
    // What really is the delay of the relay, timers and all: the time between its two ports.
    const captures = delayed ? await Promise.all([beside('in', wire.other), beside('out', wire.station)]) : [];
    const { result, sender } = await measureLoss({
      plan: {
        path: `run ${index}`,
        host: 'fe80::1',
        scope: 'mesh0',
        ssid: index + 1,
        port,
        count: probesPerRun,
        ratePerSecond: 1000,
        thresholdMs: 500,
        pacing: 'relaxed',
      },
      near: at('vehicle'),
      far: at('station'),
      ...(delayed ? { capture: { near: 'mesh0', far: 'mesh0' } } : {}),
      folder,
    });
    await Promise.all(captures.map((capture) => capture.stop()));
    const dropped = (await control.dropped('mesh', 'to-station')) - before;
    const mediumLost = lostBetween(countBefore, await mediumCount());
    // Without CPU the relay loses frames unseen: then the loss is not the one that was set, and the run shows nothing.
    if (mediumLost !== dropped && spoilt < mostSpoilt) {
      await control.clear();
      return measure({ index, damage }, spoilt + 1);
    }
    const { forward } = result;
    const { interval, lag1 } = dependentProportion(forward.indicators ?? []);
    const delay = delayed ? await delayOf(forward.delaysMs ?? [], folder, sender.plan.ssid) : undefined;
    await control.clear();
    return {
      index,
      probes: forward.sent,
      lost: forward.lost,
      late: forward.late,
      dropped,
      mediumLost,
      spoilt,
      low: interval.low,
      high: interval.high,
      lag1,
      lateP99Us: result.lateness.p99,
      ...(delay === undefined ? {} : { delay }),
    };
  };
  try {
    await stack.setUp(networkTasks());
    for (const run of lossRuns().filter(({ index }) => wanted.has(index)))
      console.log(JSON.stringify(await measure(run)));
    return 0;
  } finally {
    await control.clear().catch(() => undefined);
    await stack.tearDown();
    rmSync(folder, { recursive: true });
  }
});

/** Median with its two one-sided 97.5 % bounds, and the median between the relay's ports. */
async function delayOf(delays: readonly number[], folder: string, ssid: number): Promise<LossOutcome['delay']> {
  const p50 = percentileOf(delays, 50, 0.975);
  if (!p50.claimable) return undefined;
  const into = await captureTimes(join(folder, 'in.pcap'), { port, ssid });
  const outOf = await captureTimes(join(folder, 'out.pcap'), { port, ssid });
  const held = [...into.sent].flatMap(([sequence, ns]) => {
    const left = outOf.sent.get(sequence);
    return left === undefined ? [] : [Number(left - ns) / 1e6];
  });
  const wire = percentileOf(held, 50, 0.975);
  return {
    p50: p50.estimate,
    low: p50.lower ?? Number.NaN,
    high: p50.upper,
    wire: wire.claimable ? wire.estimate : Number.NaN,
  };
}
