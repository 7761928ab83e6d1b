// Runs compiled test files, each in a process of its own, in the order in which they are given (`node --test` sorts them by
// name: the longest would begin last). Usage: node scripts/run-tests.mjs --concurrency=N file.test.js ...
import { run } from 'node:test';
import countReporter from './count-reporter.mjs';
import { root } from './root.mjs';

/** A test that hangs is a failed test, not a run without an end, ms. The longest takes one to two minutes. */
const timeout = 900_000;

const option = '--concurrency=';
const args = process.argv.slice(2);
const concurrency = Number(args.find((arg) => arg.startsWith(option))?.slice(option.length) ?? 1);
const files = args.filter((arg) => !arg.startsWith('--'));
process.chdir(root);
run({ files, concurrency, timeout })
  .on('test:fail', () => {
    process.exitCode = 1;
  })
  .compose(countReporter)
  .pipe(process.stdout);
