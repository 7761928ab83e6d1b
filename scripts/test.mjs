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

/** Files that take longest, each begun before all others, so that no processor waits for them at the end. */
const longest = [
  'suites/honesty',
  'gateway/sep2/faults-client',
  'gateway/sep2/robustness',
  'gateway/sep2/faults-control',
  'gateway/sep2/power',
  'e2e/broken-secc',
  'e2e/operator',
  'e2e/slac-interop',
  'e2e/misbehaving-secc',
  'e2e/evcc',
].map((name) => join('dist', 'test', `${name}.test.js`));

function place(file) {
  const index = longest.indexOf(file);
  return index === -1 ? longest.length : index;
}

const check = (command, args) => () => {
  const status = run(command, args);
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
};

function nodeTests(files, { coverage = false, concurrency = 1 } = {}) {
  rmSync(countsFile, { force: true });
  const script = (name) => join(root, 'scripts', name);
  const nodeArgs = [
    ...['--import', script('end-of-tests.mjs'), script('run-tests.mjs'), `--concurrency=${concurrency}`],
    ...[...files].sort((a, b) => place(a) - place(b)),
  ];
  const env = { PLUMBLINE_TEST_COUNTS: countsFile };
  const status = coverage ? run(bin('c8'), [process.execPath, ...nodeArgs], env) : run(process.execPath, nodeArgs, env);
  if (!existsSync(countsFile)) return { passed: 0, failed: 1, skipped: 0 };
  const counts = JSON.parse(readFileSync(countsFile, 'utf8'));
  // A non-zero end without a failed test (a crash, a coverage threshold missed) is a failure too.
  if (status !== 0 && counts.failed === 0) counts.failed = 1;
  return counts;
}

/** End-to-end tests that mostly wait and hold nothing against the clock: two of their benches may run side by side. */
const patient = [
  ...['broken-secc', 'operator', 'slac-interop', 'misbehaving-secc', 'evcc', 'bench-keep', 'proxy', 'vehicle-gateway'],
  ...[
    'ssh-site',
    'ssh-shell',
    'host-reboot',
    'bench-doctor',
    'bench-private-namespaces',
    'firewall-kernel',
    'plc-tools',
  ],
];

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
      { coverage: true, concurrency: 3 },
    ),
  vectors: () =>
    nodeTests(
      testFiles((room) => room === 'vectors'),
      { concurrency: 2 },
    ),
  e2e: () => {
    const files = testFiles((room) => room === 'e2e');
    const isPatient = (file) => patient.some((name) => file.endsWith(`/${name}.test.js`));
    const beside = nodeTests(files.filter(isPatient), { concurrency: 2 });
    const alone = nodeTests(files.filter((file) => !isPatient(file)));
    return Object.fromEntries(Object.keys(beside).map((key) => [key, beside[key] + alone[key]]));
  },
  browser: () => nodeTests(testFiles((room) => room === 'browser')),
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
