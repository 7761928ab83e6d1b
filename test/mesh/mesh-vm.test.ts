/**
 * The mesh VM from end to end: it comes up, the mesh is what the manual asks for, what is set from outside is what the
 * probes read. Runs by `npm run test:mesh`, inside private namespaces that scripts/test-mesh.mjs makes.
 */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, test } from 'node:test';
import type { Bench } from '../../src/bench/bench.js';
import type { MeshControl } from '../../src/bench/capabilities.js';
import { meshVmBenchFile, openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces } from '../../src/bench/private-namespaces.js';
import { clopperPearson } from '../../src/judge/proportion.js';
import { measureLoss } from '../../src/probes/loss/measure-loss.js';
import { convergence } from '../../src/probes/mesh-link/convergence.js';
import { heardOriginators } from '../../src/probes/mesh-link/mesh-liveness.js';
import { meshMeasurements } from '../../src/probes/mesh-link/mesh-measurements.js';
import { meshTopology } from '../../src/probes/mesh-link/mesh-topology.js';
import { observeMesh } from '../../src/probes/mesh-link/observe-mesh.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';

const inside = insidePrivateNamespaces();
const skip = inside ? false : 'NOT CHECKED: run it with npm run test:mesh';
let bench: Bench;
let mesh: MeshControl;
const folder = inside ? makeTemporaryFolder() : '';

const n = (last: number) => `02:00:00:00:0${last}:00`;
const look = (node: string, scan = false) =>
  observeMesh({ node, run: (argv, options) => mesh.run(node, argv, options) }, { scan, now: () => new Date() });

/** Looks until it holds; the mesh has timers of its own and no event that says so. */
async function until<T>(what: string, found: () => Promise<T | undefined>, timeoutMs: number): Promise<T> {
  const end = process.hrtime.bigint() + BigInt(timeoutMs) * 1_000_000n;
  while (process.hrtime.bigint() < end) {
    const value = await found();
    if (value !== undefined) return value;
  }
  assert.fail(`${what}: not within ${timeoutMs / 1000} s`);
}

let ssid = 1;
function probeLoss(
  host: string,
  scope: string | undefined,
  count: number,
  ratePerSecond: number,
  onProgress: (sent: number) => void = () => undefined,
) {
  return measureLoss({
    plan: {
      path: `vehicle - station ${ssid}`,
      host,
      ...(scope === undefined ? {} : { scope }),
      ssid: ssid++,
      count,
      ratePerSecond,
      thresholdMs: 2000,
      pacing: 'relaxed',
    },
    near: (argv, options) => bench.spawn('vehicle', argv, options),
    far: (argv, options) => bench.spawn('station', argv, { readyTimeoutMs: 60_000, ...options }),
    folder,
    onProgress,
  });
}

before(async () => {
  if (!inside) return;
  bench = await openBench(meshVmBenchFile(), { folder, onStep: (title) => console.error(`  ${title}`) });
  mesh = bench.capability('mesh-control');
});

after(async () => {
  if (!inside) return;
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

test('joined, peered, with the parameters of the manual; the gateway list is read without a finding', {
  skip,
}, async () => {
  const [station, vehicle] = await Promise.all([look('station'), look('vehicle')]);
  assert.deepEqual([...station.findings, ...vehicle.findings], []);
  assert.deepEqual(station.stations.map((entry) => entry.mac).sort(), [n(1), n(2), n(3)]);
  for (const entry of station.stations) assert.equal(entry.peerLink, 'ESTAB');
  assert.deepEqual([...heardOriginators(station)].sort(), [n(1), n(2), n(3)]);
  assert.deepEqual(
    ['mesh_hwmp_rootmode', 'mesh_gate_announcements', 'mesh_fwding'].map((name) => station.parameters[name]?.value),
    [4, 1, 0],
  );
  assert.equal(vehicle.parameters['mesh_hwmp_rootmode']?.value, 0);
  assert.deepEqual(
    vehicle.batman?.gateways?.map(({ originator, downMbps, upMbps }) => ({ originator, downMbps, upMbps })),
    [{ originator: n(0), downMbps: 10, upMbps: 2 }],
  );
  const values = Object.fromEntries(meshMeasurements(station, { evidence: [] }).map((m) => [m.id, m.value]));
  assert.deepEqual(
    [values['mesh-routing'], values['wireless-band'], values['mesh-originators']],
    ['batman-adv', '2.4 GHz', 4],
  );
  assert.equal(meshTopology([station, vehicle]).clusters.length, 1);
});

test('signal-to-noise ratio is what was set', { skip }, async (t) => {
  await look('station', true);
  for (const set of [-35, -60, -75]) {
    await mesh.setSignal('vehicle', set);
    // The average follows the last frames: beacons and originator messages come once a second.
    const read = await until(
      `signal ${set} dBm`,
      async () => {
        const seen = await look('station');
        const last = seen.stations.find((entry) => entry.mac === n(1))?.signalDbm;
        return last === set ? seen : undefined;
      },
      30_000,
    );
    const average = await until(
      `average near ${set} dBm`,
      async () => {
        const snr = meshMeasurements(await look('station'), { evidence: [], signalUncertaintyDb: 0 }).find(
          (m) => m.id === 'mesh-snr' && m.labels?.['neighbour'] === n(1),
        );
        return typeof snr?.value === 'number' && Math.abs(snr.value - (set + 92)) <= 1 ? snr.value : undefined;
      },
      60_000,
    );
    t.diagnostic(`set ${set + 92} dB (signal ${set} dBm over noise -92 dBm), read ${average} dB`);
    const other = read.stations.find((entry) => entry.mac === n(2));
    assert.equal(other?.signalDbm, -30, 'a neighbour whose signal nobody changed');
  }
  await mesh.restore();
});

test('loss set by netem lies in the 99 % interval of the loss probe', { skip }, async (t) => {
  for (const set of [0, 0.05, 0.15]) {
    await mesh.damage('vehicle', { loss: set });
    const { result } = await probeLoss('fe80::1', 'mesh0', 800, 50);
    const { lost, sent } = result.forward;
    const { low, high } = clopperPearson(lost, sent, 0.99);
    t.diagnostic(
      `set ${set * 100} %: ${lost} of ${sent} lost, ${((100 * lost) / sent).toFixed(2)} % (99 %: ${(100 * low).toFixed(2)} to ${(100 * high).toFixed(2)})`,
    );
    assert.ok(low <= set && set <= high, `${set} is not in ${low}..${high}`);
    assert.equal(result.backward.lost, 0, 'the way back is whole');
  }
  await mesh.restore();
});

test('a relay dies: the route repairs over the other, and the dead one counts as gone by its last-seen', {
  skip,
}, async (t) => {
  t.after(() => mesh.restore());
  // Vehicle and station hear only the relays.
  await mesh.setGroup('station', 0b01);
  await mesh.setGroup('vehicle', 0b10);
  await mesh.setGroup('relay', 0b11);
  await mesh.setGroup('spare', 0b11);
  const relays = new Map([
    [n(2), 'relay'],
    [n(3), 'spare'],
  ]);
  const bestHop = async () => {
    const seen = await look('vehicle');
    const way = seen.batman?.originators.find((entry) => entry.originator === n(0) && entry.best);
    return way !== undefined && relays.has(way.nextHop) && way.lastSeenMs < 5000 ? way.nextHop : undefined;
  };
  await until('a way over a relay', bestHop, 90_000);
  let flowing: () => void;
  const flow = new Promise<void>((resolve) => {
    flowing = resolve;
  });
  const probing = probeLoss('fd00:15:118::1', undefined, 1200, 20, () => flowing());
  await Promise.race([flow, probing]);
  // Chosen while probes flow: the way of a second ago may not be theirs.
  const before = await until('a way of the probes', bestHop, 30_000);
  const dying = relays.get(before)!;
  const failed = await mesh.fail(dying);
  const aged = await until(
    'the dead relay ages',
    async () => {
      const seen = await look('vehicle');
      return seen.batman?.neighbours.find((entry) => entry.mac === before && entry.lastSeenMs > 12_000);
    },
    60_000,
  );
  t.diagnostic(`${dying}: last heard ${aged.lastSeenMs} ms ago and still in the list of neighbours`);
  assert.ok(!heardOriginators(await look('vehicle')).includes(before));
  const { sender, result } = await probing;
  const arrived = new Set(sender.replies.map((reply) => reply.sequence));
  const stream = sender.sent.map((probe) => ({ sentNs: probe.sent, arrived: arrived.has(probe.sequence) }));
  const repair = convergence(stream, failed);
  t.diagnostic(
    `${dying} died: ${JSON.stringify(repair)}; ${result.roundTrip.lost} of ${result.roundTrip.sent} probes lost in all`,
  );
  assert.equal(repair.kind, 'repaired');
  assert.notEqual(await until('the other relay', bestHop, 30_000), before);
  await mesh.revive(dying);
  await until(
    'it is heard again',
    async () => (heardOriginators(await look('vehicle')).includes(before) ? true : undefined),
    60_000,
  );
  await mesh.restore();
});

test('configuration applied twice, and a reboot, change nothing', { skip }, async () => {
  const state = async () => {
    const seen = await look('station');
    const { radio, parameters, device } = seen;
    const addresses = await mesh.run('station', ['ip', '-j', '-6', 'address', 'show']);
    const routes = await mesh.run('station', ['ip', '-6', 'route', 'show', 'table', 'all', 'dev', 'mesh0']);
    const shown = JSON.parse(addresses.stdout) as { ifname: string; mtu: number; addr_info: { local: string }[] }[];
    return {
      radio: { ...radio, phy: undefined },
      parameters,
      device,
      settings: seen.batman?.settings,
      addresses: shown
        .map(({ ifname, mtu, addr_info }) => ({ ifname, mtu, addresses: addr_info.map((a) => a.local).sort() }))
        .sort((a, b) => a.ifname.localeCompare(b.ifname)),
      routes: routes.stdout.split('\n').sort(),
    };
  };
  const first = await state();
  await mesh.configure('station');
  assert.deepEqual(await state(), first, 'applied twice');
  await mesh.reboot('station');
  await until(
    'it is heard again',
    async () => (heardOriginators(await look('station')).length === 3 ? true : undefined),
    90_000,
  );
  assert.deepEqual(await state(), first, 'after a reboot');
});
