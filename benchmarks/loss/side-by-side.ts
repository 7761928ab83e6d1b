// Our probe, irtt and ping on one damaged link at the same time, in namespaces of their own: prints one ToolFigures a line.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedLossControl } from '../../src/bench/embedded/link-damage.js';
import { inNamespace, networkTasks } from '../../src/bench/embedded/network.js';
import { withinPrivateNamespaces } from '../../src/bench/private-namespaces.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { TaskStack } from '../../src/bench/tasks.js';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import type { SpawnHere } from '../../src/probes/probe-process.js';
import { lostBetween, mediumCount } from './medium-count.js';
import { compared, type ToolFigures } from './tool-figures.js';

/** Rate and length are the same for all three. */
const packets = 1500;
const perSecond = 300;
const gapMs = 1000 / perSecond;
const target = 'fe80::1%mesh0';

process.exitCode = await withinPrivateNamespaces(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-side-by-side-'));
  const stack = new TaskStack();
  const control = new EmbeddedLossControl(folder);
  const at =
    (namespace: string): SpawnHere =>
    (argv, options = {}) => {
      const name = options.name ?? 'program';
      return spawnProcess(inNamespace(namespace, argv), { ...options, name, log: join(folder, `${name}.log`) });
    };
  try {
    await stack.setUp(networkTasks());
    await control.set('mesh', 'to-station', compared.there);
    await control.set('mesh', 'from-station', compared.back);
    let figures: readonly ToolFigures[] = [];
    for (let attempt = 0; attempt < 3; attempt++) {
      const before = { told: await control.dropped('mesh', 'to-station'), count: await mediumCount() };
      figures = await Promise.all([ours(at, folder), irtt(at, folder), ping(folder)]);
      const told = (await control.dropped('mesh', 'to-station')) - before.told;
      // A relay without CPU loses whole stretches unseen, which hit one tool and not the other.
      if (lostBetween(before.count, await mediumCount()) === told) break;
    }
    for (const one of figures) console.log(JSON.stringify(one));
    return 0;
  } finally {
    await control.clear().catch(() => undefined);
    await stack.tearDown();
    rmSync(folder, { recursive: true });
  }
});

type At = (namespace: string) => SpawnHere;

async function installed(tool: string): Promise<boolean> {
  return (await runCommand(['sh', '-c', `command -v ${tool}`])).code === 0;
}

async function ours(at: At, folder: string): Promise<ToolFigures> {
  const { result } = await measureLoss({
    plan: {
      path: 'side by side',
      host: 'fe80::1',
      scope: 'mesh0',
      ssid: 1,
      port: 20_862,
      count: packets,
      ratePerSecond: perSecond,
      thresholdMs: 500,
      pacing: 'relaxed',
    },
    near: at('vehicle'),
    far: at('station'),
    capture: { near: 'mesh0', far: 'mesh0' },
    folder,
  });
  const { roundTrip, forward, backward } = result;
  const sorted = [...(roundTrip.delaysMs ?? [])].sort((a, b) => a - b);
  return {
    tool: 'plumbline',
    sent: roundTrip.sent,
    lost: roundTrip.lost,
    lostThere: forward.lost,
    lostBack: backward.lost,
    medianMs: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
  };
}

async function irtt(at: At, folder: string): Promise<ToolFigures> {
  if (!(await installed('irtt'))) return { tool: 'irtt', skipped: 'not installed: sudo apt-get install irtt' };
  const server = await at('station')(['irtt', 'server', '-b', '[::]:2112', '-i', '1ms', '-d', '0'], {
    name: 'irtt-server',
    ready: /listening|starting/i,
  });
  const file = join(folder, 'irtt.json');
  const client = await at('vehicle')(
    // Its handshake is lost too: it is tried more often than by default.
    [
      'irtt',
      'client',
      '-Q',
      '-i',
      `${gapMs}ms`,
      '-d',
      `${packets * gapMs}ms`,
      '--timeouts=200ms,200ms,200ms,200ms,200ms,200ms',
      '--wait=3x500ms',
      '-o',
      file,
      `[${target}]:2112`,
    ],
    { name: 'irtt-client' },
  );
  const end = await client.ended;
  await server.stop();
  if (end.code !== 0) return { tool: 'irtt', skipped: `ended with exit code ${end.code}` };
  const { stats } = JSON.parse(readFileSync(file, 'utf8')) as {
    readonly stats: {
      readonly rtt: { readonly median: number };
      readonly packets_sent: number;
      readonly packets_received: number;
      readonly server_packets_received: number;
    };
  };
  return {
    tool: 'irtt',
    sent: stats.packets_sent,
    lost: stats.packets_sent - stats.packets_received,
    lostThere: stats.packets_sent - stats.server_packets_received,
    lostBack: stats.server_packets_received - stats.packets_received,
    medianMs: stats.rtt.median / 1e6,
  };
}

async function ping(folder: string): Promise<ToolFigures> {
  if (!(await installed('ping'))) return { tool: 'ping', skipped: 'not installed: sudo apt-get install iputils-ping' };
  const seconds = String(gapMs / 1000);
  const log = join(folder, 'ping.log');
  const child = await spawnProcess(
    inNamespace('vehicle', ['ping', '-6', '-n', '-i', seconds, '-c', String(packets), '-W', '1', target]),
    { name: 'ping', log },
  );
  await child.ended;
  const text = readFileSync(log, 'utf8');
  const counts = /(\d+) packets transmitted, (\d+) received/.exec(text);
  if (counts === null) return { tool: 'ping', skipped: `no summary: ${text.trim().split('\n').at(-1) ?? ''}` };
  const times = [...text.matchAll(/time=([\d.]+) ms/g)].map(([, value]) => Number(value)).sort((a, b) => a - b);
  return {
    tool: 'ping',
    sent: Number(counts[1]),
    lost: Number(counts[1]) - Number(counts[2]),
    medianMs: times[Math.floor(times.length / 2)] ?? Number.NaN,
  };
}
