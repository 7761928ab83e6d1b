// Compiles the TypeScript sources into dist/ when they changed since the last time.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureNative } from './build-native.mjs';
import { root } from './root.mjs';

const folders = ['src', 'suites', 'test', 'benchmarks'];
const stamp = join(root, 'dist', '.built');

function newestSource() {
  let newest = statSync(join(root, 'tsconfig.json')).mtimeMs;
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ts|json)$/.test(entry.name)) continue;
      newest = Math.max(newest, statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs);
    }
  }
  return newest;
}

/** What a source that was moved or deleted once compiled to: the runner of the suites would find its cases twice. */
function removeOrphans() {
  for (const folder of folders) {
    const compiled = join(root, 'dist', folder);
    if (!existsSync(compiled)) continue;
    for (const entry of readdirSync(compiled, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(js|d\.ts)(\.map)?$/.test(entry.name)) continue;
      const file = join(entry.parentPath ?? entry.path, entry.name);
      const source = relative(join(root, 'dist'), file).replace(/(\.d\.ts|\.js)(\.map)?$/, '.ts');
      if (!existsSync(join(root, source))) rmSync(file, { force: true });
    }
  }
}

/** Message sets are loaded from one file, which belongs to one compilation. Without it all works, but starts later. */
function ensureSetCache() {
  const [cache, compilation] = ['message-sets.cache', '.tsbuildinfo'].map((name) => join(root, 'dist', name));
  if (existsSync(cache) && statSync(cache).mtimeMs >= statSync(compilation).mtimeMs) return;
  spawnSync(process.execPath, [join(root, 'scripts', 'cache-sets.mjs')]);
}

/** Builds when a source is newer than the last good build. Returns false (after printing the compiler's words) on errors. */
export function ensureBuilt() {
  if (existsSync(stamp) && statSync(stamp).mtimeMs >= newestSource()) {
    ensureSetCache();
    ensureNative();
    return true;
  }
  const started = new Date();
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const result = spawnSync(process.execPath, [compiler, '-b'], { cwd: root, encoding: 'utf8' });
  if (result.status !== 0) {
    console.error(`${result.stdout}${result.stderr}`.trim());
    return false;
  }
  removeOrphans();
  ensureSetCache();
  ensureNative();
  mkdirSync(join(root, 'dist'), { recursive: true });
  writeFileSync(stamp, `${started.toISOString()}\n`);
  return true;
}
