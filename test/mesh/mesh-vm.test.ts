/**
 * The mesh VM from end to end: it comes up, the mesh is what the manual asks for, what is set from outside is what the
 * probes read. Runs by `npm run test:mesh`, inside private namespaces that scripts/test-mesh.mjs makes.
 */
import { rmSync } from 'node:fs';
import { after, before } from 'node:test';
import { meshVmBenchFile, openBench } from '../../src/bench/open-bench.js';
import { insidePrivateNamespaces } from '../../src/bench/private-namespaces.js';
import { makeTemporaryFolder } from '../support/temporary-folder.js';
import { vm } from './mesh-vm.js';

// In this order.
import './parts/mesh.js';
import './parts/loss.js';
import './parts/session.js';
import './parts/other-radio.js';
import './parts/repair.js';
import './parts/again.js';

before(async () => {
  if (!insidePrivateNamespaces()) return;
  vm.folder = makeTemporaryFolder();
  vm.bench = await openBench(meshVmBenchFile(), {
    folder: vm.folder,
    onStep: (title) => console.error(`  ${title}`),
  });
  vm.mesh = vm.bench.capability('mesh-control');
});

after(async () => {
  if (!insidePrivateNamespaces()) return;
  await vm.bench?.close();
  rmSync(vm.folder, { recursive: true, force: true });
});
