// A node:test reporter that prints failures and what was skipped, and leaves the counts in the file named by the
// environment variable PLUMBLINE_TEST_COUNTS.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Lines of a file's standard error that are shown when the file itself fails. */
const shownLines = 30;

/** Files whose duration is told. */
const shownFiles = 8;

function reasonOf(error) {
  const cause = error?.cause ?? error;
  return String(cause?.stack ?? cause?.message ?? cause);
}

export default async function* countReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const said = new Map();
  const times = new Map();
  for await (const event of source) {
    const data = event.data;
    if (event.type === 'test:stderr') {
      said.set(data.file, (said.get(data.file) ?? '') + data.message);
      if (data.message.startsWith('LEFT OPEN')) yield `${relative(process.cwd(), data.file)}: ${data.message}`;
    }
    // What a test left running is told here only, when it fails after the test's end.
    if (event.type === 'test:diagnostic' && /asynchronous activity/.test(data.message)) yield `${data.message}\n`;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const isSuite = data.details?.type === 'suite';
    // A file that could not even start is reported as a failing test of its own; a passing file is only a container.
    const isFile = data.nesting === 0 && data.name.endsWith('.test.js');
    if (data.nesting === 0 && data.file !== undefined)
      times.set(data.file, (times.get(data.file) ?? 0) + (data.details?.duration_ms ?? 0) / 1000);
    if (event.type === 'test:fail') {
      // A container fails with what is in it; its own failure, of a hook for example, is told here.
      if (data.details?.error?.failureType === 'subtestsFailed') continue;
      counts.failed += 1;
      const file = data.file === undefined ? '' : ` (${relative(process.cwd(), data.file)})`;
      yield `FAILED ${data.name}${file}\n${reasonOf(data.details?.error)}\n`;
      const words = isFile ? (said.get(data.file ?? data.name) ?? said.get(data.name)) : undefined;
      if (words !== undefined) yield `${words.trim().split('\n').slice(-shownLines).join('\n')}\n`;
    } else if (data.skip !== undefined && data.skip !== false) {
      // A suite that is skipped never tells of its tests: it counts as one.
      counts.skipped += 1;
      yield `SKIPPED ${data.name}${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}\n`;
    } else if (!isSuite && !isFile) counts.passed += 1;
  }
  const slowest = [...times].sort(([, a], [, b]) => b - a).slice(0, shownFiles);
  const short = (name) => relative(process.cwd(), name).replace(/^dist\/test\/|\.test\.js$/g, '');
  if (times.size > shownFiles)
    yield `  slowest: ${slowest.map(([name, seconds]) => `${short(name)} ${seconds.toFixed(0)} s`).join(', ')}\n`;
  const target = process.env.PLUMBLINE_TEST_COUNTS;
  if (target !== undefined) appendFileSync(target, `${JSON.stringify(counts)}\n`);
  yield `  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
}
