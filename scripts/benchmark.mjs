// npm run benchmark -- SUBJECT: runs benchmarks/SUBJECT.ts; without a subject it lists them.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './root.mjs';
import { setUp } from './setup.mjs';

setUp('run');
const [subject, ...rest] = process.argv.slice(2);
const subjects = readdirSync(join(root, 'benchmarks'))
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.slice(0, -3));
if (subject === undefined || !subjects.includes(subject)) {
  console.error(`usage: npm run benchmark -- SUBJECT [options]\nsubjects: ${subjects.join(', ')}`);
  process.exit(4);
}
if (!ensureBuilt()) process.exit(3);
const result = spawnSync(process.execPath, [join(root, 'dist', 'benchmarks', `${subject}.js`), ...rest], {
  stdio: 'inherit',
  cwd: root,
});
process.exit(result.status ?? 3);
