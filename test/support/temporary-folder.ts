import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';

/** A fresh folder under the system's temporary folder; the caller takes it away. */
export function makeTemporaryFolder(): string {
  return mkdtempSync(join(tmpdir(), 'plumbline-test-'));
}

/** A fresh folder under the system's temporary folder that goes when the test ends. */
export function temporaryFolder(t: TestContext): string {
  const folder = makeTemporaryFolder();
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
