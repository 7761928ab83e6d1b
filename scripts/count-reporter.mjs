// A node:test reporter that prints failures and a line a file, and leaves the counts in the file named by the
// environment variable PLUMBLINE_TEST_COUNTS.
import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

function reasonOf(error) {
  const cause = error?.cause ?? error;
  return String(cause?.stack ?? cause?.message ?? cause);
}

export default async function* countReporter(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const event of source) {
    const data = event.data;
    if (event.type === 'test:diagnostic' && /^SKIPPED/i.test(data.message)) yield `  ${data.message}\n`;
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const isSuite = data.details?.type === 'suite';
    // A file that could not even start is reported as a failing test of its own; a passing file is only a container.
    const isFile = data.nesting === 0 && data.name.endsWith('.test.js');
    if (event.type === 'test:fail') {
      const isContainer = isSuite || (isFile && data.details?.error?.failureType === 'subtestsFailed');
      if (isContainer || data.details?.error?.failureType === 'subtestsFailed') continue;
      counts.failed += 1;
      const file = data.file === undefined ? '' : ` (${relative(process.cwd(), data.file)})`;
      yield `FAILED ${data.name}${file}\n${reasonOf(data.details?.error)}\n`;
    } else if (!isSuite && !isFile) {
      if (data.skip !== undefined && data.skip !== false) {
        counts.skipped += 1;
        yield `SKIPPED ${data.name}${typeof data.skip === 'string' && data.skip ? `: ${data.skip}` : ''}\n`;
      } else counts.passed += 1;
    }
  }
  const target = process.env.PLUMBLINE_TEST_COUNTS;
  if (target !== undefined) appendFileSync(target, `${JSON.stringify(counts)}\n`);
  yield `  ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`;
}
