// The main job on one machine: installs what is missing, then `plumbline demo`.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.mjs';
import { setUp } from './setup.mjs';

setUp('run');
const result = spawnSync(process.execPath, [join(root, 'bin', 'plumbline'), 'demo', ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
process.exit(result.status ?? 3);
