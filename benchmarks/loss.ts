// npm run benchmark -- loss: the loss probe on the embedded bench against what the kernel says that it dropped. The last
// line counts in how many settings the exact 95 % interval covers the rate that was set.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkDamage, LinkDirection } from '../src/bench/capabilities.js';
import { defaultBenchFile, openBench } from '../src/bench/open-bench.js';
import { withinPrivateNamespaces } from '../src/bench/private-namespaces.js';
import { lag1Autocorrelation } from '../src/judge/dependence.js';
import { clopperPearson } from '../src/judge/proportion.js';
import { measureLoss } from '../src/probes/loss/measure-loss.js';

const settings: readonly (readonly [LinkDirection, LinkDamage])[] = [
  ['to-station', { loss: 0 }],
  ['to-station', { loss: 0.05 }],
  ['to-station', { loss: 0.15 }],
  ['to-station', { loss: 0.3 }],
  ['from-station', { loss: 0.05 }],
  ['from-station', { loss: 0.15 }],
  ['to-station', { loss: 0.15, burst: 4 }],
];
const count = Number(process.argv[2] ?? 1200);

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
  const bench = await openBench(defaultBenchFile());
  const control = bench.capability('loss-control');
  let covered = 0;
  let exact = 0;
  try {
    console.log('set                     measured  95 % interval    kernel  probe  r     late p99 (us)');
    for (const [index, [direction, damage]] of settings.entries()) {
      await control.set('mesh', direction, damage);
      const before = await control.dropped('mesh', direction);
      const { result } = await measureLoss({
        plan: {
          path: `setting ${index}`,
          host: 'fe80::1',
          scope: 'mesh0',
          ssid: index + 1,
          port: 20_862,
          count,
          ratePerSecond: 400,
          thresholdMs: 500,
        },
        near: (argv, options) => bench.spawn('vehicle', argv, options),
        far: (argv, options) => bench.spawn('station', argv, options),
        folder,
      });
      const dropped = (await control.dropped('mesh', direction)) - before;
      await control.clear();
      const part = direction === 'to-station' ? result.forward : result.backward;
      const { low, high } = clopperPearson(part.lost, part.sent);
      const rate = damage.loss ?? 0;
      const inside = low <= rate && rate <= high;
      // In bursts the plain interval is too narrow: it is printed and not counted.
      const counted = damage.burst === undefined;
      if (counted && inside) covered++;
      if (part.lost === dropped) exact++;
      const r = part.indicators === undefined ? undefined : lag1Autocorrelation(part.indicators);
      console.log(
        [
          `${(100 * rate).toFixed(0)} % ${direction}${damage.burst === undefined ? '' : `, bursts of ${damage.burst}`}`.padEnd(
            24,
          ),
          `${((100 * part.lost) / part.sent).toFixed(2)} %`.padEnd(10),
          `${(100 * low).toFixed(2)} - ${(100 * high).toFixed(2)} %`.padEnd(17),
          String(dropped).padEnd(8),
          String(part.lost).padEnd(7),
          (r === undefined ? '-' : r.toFixed(2)).padEnd(6),
          result.lateness.p99.toFixed(0),
        ].join(''),
      );
    }
  } finally {
    await bench.close();
    rmSync(folder, { recursive: true });
  }
  const counted = settings.filter(([, damage]) => damage.burst === undefined).length;
  console.log(`the probe's count is the kernel's in ${exact} of ${settings.length} settings`);
  console.log(`covered ${covered} of ${counted}`);
  return exact === settings.length ? 0 : 1;
});
