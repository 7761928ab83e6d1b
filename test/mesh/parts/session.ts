import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openVehicle } from '../../../src/peers/vehicle/vehicle.js';
import { iso15118Part2 } from '../../../src/transport/tls-profiles.js';
import { warmUp } from '../../../suites/engine/warm-up.js';
import { look, radioMac, vm, vmTest } from '../mesh-vm.js';

/** What the station's radio heard from that of the vehicle node, and who lies behind that node. */
async function framesFromVehicle() {
  const seen = await look('station');
  const frames = seen.stations.find(({ mac }) => mac === radioMac(1))?.rxPackets ?? Number.NaN;
  const clients = seen.batman?.clients.filter(({ originator }) => originator === radioMac(1)) ?? [];
  return { frames, clients: clients.map(({ client }) => client) };
}

for (const security of ['none', 'tls'] as const) {
  vmTest(
    `a whole ISO 15118-2 session over the air, security ${security}: the gateway in one node, the vehicle plugged into another`,
    async (t) => {
      const { bench } = vm;
      const mesh = bench.interfaces['mesh']!;
      await bench.capability('gateway').start('dc');
      const root = readFileSync(join(bench.folder, 'pki', 'v2g-root.cert.pem'), 'utf8');
      const tls = security === 'tls' ? { profile: iso15118Part2, roots: [root] } : undefined;
      const warm: string[] = [];
      await warmUp(bench, { mode: 'DC', security, pics: {}, gateway: 'dc' }, { tls, log: (text) => warm.push(text) });
      t.diagnostic(warm.join('; '));
      const before = await framesFromVehicle();
      let slowest = 0;
      let answers = 0;
      const vehicle = openVehicle({
        interface: mesh.name,
        security,
        energy: 'dc',
        protocol: 'iso2',
        loops: 3,
        ...(tls === undefined ? {} : { tls }),
        observer: (event) => {
          if (event.kind !== 'exchange' || event.exchange.answer === undefined) return;
          answers++;
          slowest = Math.max(slowest, Number(event.exchange.answer.at - event.exchange.sent.at) / 1e6);
        },
      });
      try {
        const drive = await vehicle.driveTo('stopped');
        assert.equal(drive.reached, true, drive.failure?.text);
      } finally {
        await vehicle.close();
      }
      const { frames, clients } = await framesFromVehicle();
      // Each answer was asked for by at least one frame that the station's radio took from that of the vehicle node.
      assert.ok(frames - before.frames >= answers, `${frames - before.frames} frames for ${answers} answers`);
      assert.ok(clients.includes(mesh.mac), 'batman-adv knows the vehicle as a client of its node');
      t.diagnostic(`${answers} answers, the slowest after ${slowest.toFixed(0)} ms`);
    },
  );
}
