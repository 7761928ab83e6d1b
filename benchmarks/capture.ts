// npm run benchmark -- capture [ROUNDS] [SECONDS]: the evidence capture of a run under 500,000 packets/s of 64 bytes and
// under 1 Gbit/s of full frames, beside tcpdump and dumpcap with their own defaults, in turns on the same link. For each:
// what the link carried, what the file holds, what the capture says that it lost, and what is missing beyond that.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/base/project-root.js';
import { withinPrivateNamespaces } from '../src/bench/private-namespaces.js';
import { mustRun } from '../src/bench/process/run-command.js';
import { findProgram } from '../test/support/find-program.js';
import { type Captor, type Load, type LoadResult, runLoad, sender, watcher } from './capture/run-load.js';

const [rounds = 3, seconds = 4] = process.argv.slice(2).map(Number);
/** Frame check sequence, preamble and gap between frames, bytes: what a frame takes on the line beside itself. */
const frameOverhead = 24;
const loads: readonly Load[] = [
  { name: '500,000 x 64 B', frameBytes: 60, perSecond: 500_000, seconds },
  { name: '1 Gbit/s', frameBytes: 1514, perSecond: Math.floor(1e9 / 8 / (1514 + frameOverhead)), seconds },
];
/** Below this share of the wanted rate the machine that makes the load was the limit, and the run says nothing about it. */
const enough = 0.98;

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-benchmark-'));
  try {
    const flood = join(folder, 'flood');
    const source = join(projectRoot(), 'benchmarks', 'capture', 'flood.c');
    const built = spawnSync('cc', ['-std=c11', '-D_GNU_SOURCE', '-O2', '-Wall', '-o', flood, source], {
      encoding: 'utf8',
    });
    if (built.status !== 0) {
      console.error(`NO LOAD GENERATOR: ${built.error?.message ?? built.stderr} (apt-get install gcc libc6-dev)`);
      return 3;
    }
    await makeLink();
    return await compare(flood, join(folder, 'load.pcap'));
  } finally {
    rmSync(folder, { recursive: true });
  }
});

async function makeLink(): Promise<void> {
  for (const { namespace } of [sender, watcher]) await mustRun(['ip', 'netns', 'add', namespace]);
  const peer = ['peer', 'name', watcher.device, 'netns', watcher.namespace];
  await mustRun(['ip', '-n', sender.namespace, 'link', 'add', sender.device, 'type', 'veth', ...peer]);
  for (const { namespace, device } of [sender, watcher])
    await mustRun(['ip', '-n', namespace, 'link', 'set', device, 'up']);
}

async function compare(flood: string, file: string): Promise<number> {
  const captors: readonly Captor[] = ['product', 'tcpdump', 'dumpcap'].filter(
    (name): name is Captor => name === 'product' || findProgram(name) !== undefined,
  );
  console.log(`${rounds} rounds of ${seconds} s in turns; rate: reached / wanted`);
  console.log('load             capture    rate   carried    in the file  told lost  in silence  not carried');
  const own: { readonly load: Load; readonly result: LoadResult }[] = [];
  for (const load of loads) {
    for (let round = 0; round < rounds; round++) {
      for (const captor of captors) {
        const result = await runLoad(flood, load, captor, file);
        if (captor === 'product') own.push({ load, result });
        print(load, captor, result);
      }
    }
  }
  for (const load of loads)
    conclude(
      load,
      own.filter((one) => one.load === load).map(({ result }) => result),
    );
  const silent = own.some(({ result }) => result.unaccounted !== 0);
  const lossy = loads.some(
    (load) => !own.some((one) => one.load === load && one.result.told === 0 && one.result.rateReached >= enough),
  );
  return silent || lossy ? 1 : 0;
}

function conclude(load: Load, results: readonly LoadResult[]): void {
  const fast = results.filter(({ rateReached }) => rateReached >= enough);
  if (fast.length === 0) {
    const best = Math.max(...results.map(({ rateReached }) => rateReached));
    console.log(`${load.name}: the generator was the limit, ${best.toFixed(2)} of the wanted rate`);
  }
  const sum = (of: (result: LoadResult) => number) => results.reduce((total, result) => total + of(result), 0);
  const carried = sum(({ delivered }) => delivered);
  const silent = sum(({ unaccounted }) => unaccounted);
  const lost = sum(({ told }) => told);
  console.log(
    `${load.name}: lost ${lost} of ${carried}, ${silent} in silence; ${fast.length} of ${results.length} rounds at the wanted rate`,
  );
}

function print(load: Load, captor: Captor, result: LoadResult): void {
  const { rateReached, delivered, written, told, unaccounted, notDelivered } = result;
  const cells = [
    load.name.padEnd(17),
    captor.padEnd(11),
    rateReached.toFixed(2).padEnd(7),
    String(delivered).padEnd(11),
  ];
  const rest = [String(written).padEnd(13), String(told).padEnd(11), String(unaccounted).padEnd(12), notDelivered];
  console.log([...cells, ...rest].join(''));
}
