import assert from 'node:assert/strict';
import { heardOriginators } from '../../../src/probes/mesh-link/mesh-liveness.js';
import { meshMeasurements } from '../../../src/probes/mesh-link/mesh-measurements.js';
import { meshTopology } from '../../../src/probes/mesh-link/mesh-topology.js';
import { look, radioMac, until, vm, vmTest } from '../mesh-vm.js';

vmTest('joined, peered, with the parameters of the manual; the gateway list is read without a finding', async () => {
  const [station, vehicle] = await Promise.all([look('station'), look('vehicle')]);
  assert.deepEqual([...station.findings, ...vehicle.findings], []);
  const others = [radioMac(1), radioMac(2), radioMac(3)];
  assert.deepEqual(station.stations.map((entry) => entry.mac).sort(), others);
  for (const entry of station.stations) assert.equal(entry.peerLink, 'ESTAB');
  assert.deepEqual([...heardOriginators(station)].sort(), others);
  assert.deepEqual(
    ['mesh_hwmp_rootmode', 'mesh_gate_announcements', 'mesh_fwding'].map((name) => station.parameters[name]?.value),
    [4, 1, 0],
  );
  assert.equal(vehicle.parameters['mesh_hwmp_rootmode']?.value, 0);
  assert.deepEqual(
    vehicle.batman?.gateways?.map(({ originator, downMbps, upMbps }) => ({ originator, downMbps, upMbps })),
    [{ originator: radioMac(0), downMbps: 10, upMbps: 2 }],
  );
  const values = Object.fromEntries(meshMeasurements(station, { evidence: [] }).map((m) => [m.id, m.value]));
  assert.deepEqual(
    [values['mesh-routing'], values['wireless-band'], values['mesh-originators']],
    ['batman-adv', '2.4 GHz', 4],
  );
  assert.equal(meshTopology([station, vehicle]).clusters.length, 1);
});

/** Noise of a simulated radio, dBm. */
const noiseDbm = -92;

vmTest('signal-to-noise ratio is what was set, within the uncertainty that is stated', async (t) => {
  await look('station', true);
  for (const set of [-35, -60, -75]) {
    await vm.mesh.setSignal('vehicle', set);
    // The average follows the last frames: beacons and originator messages come once a second.
    const read = await until(
      `signal ${set} dBm`,
      async () => {
        const seen = await look('station');
        const last = seen.stations.find((entry) => entry.mac === radioMac(1));
        return last?.signalDbm === set && Math.abs((last.signalAverageDbm ?? 0) - set) <= 1 ? seen : undefined;
      },
      60_000,
    );
    const snr = meshMeasurements(read, { evidence: [], signalUncertaintyDb: 0 }).find(
      (m) => m.id === 'mesh-snr' && m.labels?.['neighbour'] === radioMac(1),
    );
    const truth = set - noiseDbm;
    t.diagnostic(
      `set ${truth} dB (signal ${set} dBm over noise ${noiseDbm} dBm), read ${snr?.value} +- ${snr?.U?.toFixed(1)} dB`,
    );
    assert.ok(Math.abs(Number(snr?.value) - truth) <= (snr?.U ?? 0));
    const other = read.stations.find((entry) => entry.mac === radioMac(2));
    assert.equal(other?.signalDbm, -30, 'a neighbour whose signal nobody changed');
  }
  await vm.mesh.restore();
});
