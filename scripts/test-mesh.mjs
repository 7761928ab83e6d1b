// npm run test:mesh [-- OPTIONS of node --test]: the tests that need the mesh VM. Skips loudly where it cannot run; that is
// no failure of the code.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ensureBuilt } from './build.mjs';
import { root } from './root.mjs';

ensureBuilt();
const given = process.argv.slice(2);
const dist = (path) => join(root, 'dist', 'src', 'bench', path);
const { reenter, insidePrivateNamespaces } = await import(dist('private-namespaces.js'));

if (insidePrivateNamespaces()) {
  const test = join(root, 'dist', 'test', 'mesh', 'mesh-vm.test.js');
  const run = spawnSync(process.execPath, ['--test', '--test-reporter=spec', ...given, test], { stdio: 'inherit' });
  process.exit(run.status ?? 1);
}

const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];
const missing = ['qemu-system-x86_64', 'iw', 'batctl', 'tc'].filter(
  (program) => !folders.some((folder) => existsSync(join(folder, program))),
);
if (missing.length > 0)
  skip(`${missing.join(', ')} not installed (apt-get install qemu-system-x86 iw batctl iproute2)`);
const { prepareBench } = await import(dist('prepare-bench.js'));
try {
  // The namespaces reach no network: the kernel is fetched before.
  await prepareBench({ driver: 'vm' }, (text) => console.error(text));
} catch (error) {
  if (error.code !== 'BENCH-030') throw error;
  skip(String(error));
}
process.exitCode = await reenter([join(root, 'scripts', 'test-mesh.mjs'), ...given]);

function skip(why) {
  console.error(`\n*** NOT CHECKED: the mesh VM cannot run here: ${why}\n`);
  process.exit(0);
}
