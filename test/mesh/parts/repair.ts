import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import type { FailureTime } from '../../../src/bench/capabilities/mesh-control.js';
import { convergence } from '../../../src/probes/mesh-link/convergence.js';
import { heardOriginators } from '../../../src/probes/mesh-link/mesh-liveness.js';
import { look, probeLoss, radioMac, until, vm, vmTest } from '../mesh-vm.js';

/**
 * Longest time that a repair takes by the rules of B.A.T.M.A.N. IV, ms. A way is left when the average over the last five
 * originator messages (TQ_GLOBAL_WINDOW_SIZE) knows none that came over it. Those that still arrive come once an interval
 * of 1000 ms, each up to 20 ms off it (BATADV_JITTER), and up to 100 ms later where the relay waits for more to send
 * (BATADV_MAX_AGGREGATION_MS). The first packet on the new way may have to ask for the path of 802.11s below it, which
 * is given up after 100 ms (min_discovery_timeout) and asked for once more.
 */
const repairLimitMs = 5 * (1000 + 20) + 100 + 2 * 100;

const probesPerSecond = 20;
const relays = new Map([
  [radioMac(2), 'relay'],
  [radioMac(3), 'spare'],
]);

/** The relay that the vehicle sends over to the station now. */
async function bestHop(): Promise<string | undefined> {
  const seen = await look('vehicle');
  const way = seen.batman?.originators.find((entry) => entry.originator === radioMac(0) && entry.best);
  return way !== undefined && relays.has(way.nextHop) && way.lastSeenMs < 5000 ? way.nextHop : undefined;
}

/** Lets the relay of the moment die while probes flow. */
async function letRelayDie(t: TestContext) {
  let flowing: () => void;
  const flow = new Promise<void>((resolve) => {
    flowing = resolve;
  });
  const plan = { host: 'fd00:15:118::1', count: 60 * probesPerSecond, ratePerSecond: probesPerSecond };
  const probing = probeLoss(plan, () => flowing());
  await Promise.race([flow, probing]);
  // Chosen while probes flow: the way of a second ago may not be theirs.
  const dead = await until('a way of the probes', bestHop, 30_000);
  const failure: FailureTime = await vm.mesh.fail(relays.get(dead)!);
  const { sender, result } = await probing;
  const arrived = new Set(sender.replies.map((reply) => reply.sequence));
  const stream = sender.sent.map((probe) => ({ sentNs: probe.sent, arrived: arrived.has(probe.sequence) }));
  const repair = convergence(stream, failure);
  t.diagnostic(
    `${relays.get(dead)} died: ${JSON.stringify(repair)}; ${result.roundTrip.lost} of ${result.roundTrip.sent} probes lost in all, schedule late by ${(result.lateness.max / 1000).toFixed(0)} ms at most`,
  );
  return { dead, repair, machineMs: result.lateness.max / 1000 };
}

vmTest(
  'a relay dies: the route repairs over the other, and the dead one counts as gone by its last-seen',
  async (t) => {
    t.after(() => vm.mesh.restore());
    // Vehicle and station hear only the relays.
    await vm.mesh.setGroup('station', 0b01);
    await vm.mesh.setGroup('vehicle', 0b10);
    await vm.mesh.setGroup('relay', 0b11);
    await vm.mesh.setGroup('spare', 0b11);
    await until('a way over a relay', bestHop, 90_000);
    let died = await letRelayDie(t);
    // Both ways are equally good, so the route may have changed between the look and the failure: then nothing was seen.
    for (let attempt = 1; died.repair.kind === 'unharmed' && attempt < 3; attempt++) {
      await vm.mesh.revive(relays.get(died.dead)!);
      died = await letRelayDie(t);
    }
    const { dead, repair, machineMs } = died;
    const seen = await look('vehicle');
    const aged = seen.batman?.neighbours.find((entry) => entry.mac === dead);
    t.diagnostic(`${relays.get(dead)}: last heard ${aged?.lastSeenMs} ms ago${aged ? ' and still in the list' : ''}`);
    assert.ok(!heardOriginators(seen).includes(dead));
    assert.equal(repair.kind, 'repaired');
    // The timers of the nodes run late where the machine does; how late it was, the schedule of the probes tells.
    const limit = repairLimitMs + machineMs;
    t.diagnostic(
      `repaired after ${repair.timeMs.toFixed(0)} +- ${repair.halfWidthMs.toFixed(0)} ms; limit ${limit.toFixed(0)} ms`,
    );
    assert.ok(repair.timeMs - repair.halfWidthMs <= limit);
    assert.notEqual(await until('the other relay', bestHop, 30_000), dead);
    await vm.mesh.revive(relays.get(dead)!);
    await until(
      'it is heard again',
      async () => (heardOriginators(await look('vehicle')).includes(dead) ? true : undefined),
      60_000,
    );
  },
);
