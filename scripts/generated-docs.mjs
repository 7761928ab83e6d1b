// Writes the documentation pages that are made from tables of the code; with --check it only says whether they are current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './root.mjs';

if (!ensureBuilt()) process.exit(3);
const checkOnly = process.argv.includes('--check');
const { generatedPages } = await import('../dist/src/cli/generated-pages.js');
let stale = 0;
for (const [path, text] of Object.entries(await generatedPages())) {
  const file = join(root, path);
  if (existsSync(file) && readFileSync(file, 'utf8') === text) continue;
  stale += 1;
  if (checkOnly) console.error(`${path} is not current: type npm run docs`);
  else writeFileSync(file, text);
}
console.log(`generated pages: ${stale} ${checkOnly ? 'stale' : 'written'}`);
process.exit(checkOnly && stale > 0 ? 1 : 0);
