import assert from 'node:assert/strict';
import { heardOriginators } from '../../../src/probes/mesh-link/mesh-liveness.js';
import { look, until, vm, vmTest } from '../mesh-vm.js';

/** All of the station's set-up that the manual speaks of. */
async function state() {
  const seen = await look('station');
  const { radio, parameters, device } = seen;
  const addresses = await vm.mesh.run('station', ['ip', '-j', '-6', 'address', 'show']);
  const routes = await vm.mesh.run('station', ['ip', '-6', 'route', 'show', 'table', 'all', 'dev', 'mesh0']);
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
}

vmTest('configuration applied twice, and a reboot, change nothing', async () => {
  const first = await state();
  await vm.mesh.configure('station');
  assert.deepEqual(await state(), first, 'applied twice');
  await vm.mesh.reboot('station');
  await until(
    'it is heard again',
    async () => (heardOriginators(await look('station')).length === 3 ? true : undefined),
    90_000,
  );
  assert.deepEqual(await state(), first, 'after a reboot');
});
