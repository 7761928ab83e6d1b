// npm test: set-up, then lint and fences, type check, unit tests with coverage, vector tests, end-to-end tests on the
// embedded bench, browser tests. Fast stages first. `npm test -- unit vectors` runs only the stages named.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { root } from './root.mjs';
import { setUp } from './setup.mjs';

const scratch = mkdtempSync(join(tmpdir(), 'plumbline-test-'));
const countsFile = join(scratch, 'counts');
const bin = (name) => join(root, 'node_modules', '.bin', name);

function testFiles(accepts) {
  return readdirSync(join(root, 'test'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.test.ts'))
    .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)))
    .filter((file) => accepts(file.split('/')[1]))
    .sort()
    .map((file) => join('dist', file.replace(/\.ts$/, '.js')));
}

function run(command, args, env = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1;
}

const check = (command, args) => () => {
  const status = run(command, args);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
};

function nodeTests(files, { coverage = false, concurrency = 2 } = {}) {
  rmSync(countsFile, { force: true });
  const nodeArgs = [
    '--test',
    `--test-concurrency=${concurrency}`,
    `--test-reporter=${join(root, 'scripts', 'count-reporter.mjs')}`,
    '--test-reporter-destination=stdout',
    ...files,
  ];
  const env = { PLUMBLINE_TEST_COUNTS: countsFile };
  const status = coverage ? run(bin('c8'), [process.execPath, ...nodeArgs], env) : run(process.execPath, nodeArgs, env);
  if (!existsSync(countsFile)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(countsFile, 'utf8'));
  // A non-zero end without a failed test (a crash, a coverage threshold missed) is a failure too.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

const special = new Set(['vectors', 'e2e', 'browser', 'mesh', 'support']);
const stages = {
  lint: check(bin('biome'), ['check', '.']),
  fences: check(process.execPath, ['scripts/fences.mjs']),
  docs: check(process.execPath, ['scripts/generated-docs.mjs', '--check']),
  types: () => {
    const good = ensureBuilt();
    return { passed: good ? 1 : 0, failed: good ? 0 : 1, skipped: 0 };
  },
  unit: () =>
    nodeTests(
      testFiles((room) => !special.has(room)),
      { coverage: true },
    ),
  vectors: () => nodeTests(testFiles((room) => room === 'vectors')),
  e2e: () =>
    nodeTests(
      testFiles((room) => room === 'e2e'),
      { concurrency: 1 },
    ),
  browser: () =>
    nodeTests(
      testFiles((room) => room === 'browser'),
      { concurrency: 1 },
    ),
};

setUp('test');
const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => stages[name] === undefined);
if (unknown.length > 0) {
  console.error(`unknown stage ${unknown.join(', ')}; stages: ${Object.keys(stages).join(', ')}`);
  process.exit(4);
}
const total = { passed: 0, failed: 0, skipped: 0 };
if (!ensureBuilt()) console.error('the sources do not compile; later stages run on what was emitted');
for (const [name, stage] of Object.entries(stages)) {
  if (chosen.length > 0 && !chosen.includes(name)) continue;
  const started = Date.now();
  console.log(`\n== ${name}`);
  const counts = stage();
  for (const key of Object.keys(total)) total[key] += counts[key];
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(`== ${name}: ${counts.failed === 0 ? 'good' : 'FAILED'} in ${seconds} s`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(total.failed === 0 ? 0 : 1);
