import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { projectRoot } from '../../src/base/project-root.js';

/**
 * The folder of reference data (schemas, vectors and captures that may not be copied into the project): the one that
 * PLUMBLINE_REFERENCE names, else `../shared/reference` beside the project. Undefined when there is none.
 */
export function referenceFolder(): string | undefined {
  const folder = process.env['PLUMBLINE_REFERENCE'] ?? join(projectRoot(), '..', 'shared', 'reference');
  return existsSync(folder) ? folder : undefined;
}

/** As {@link referenceFolder}; without one the test is skipped, loudly. */
export function requireReference(t: TestContext): string | undefined {
  const folder = referenceFolder();
  if (folder === undefined) {
    const message = 'NOT CHECKED: no reference data; set PLUMBLINE_REFERENCE to the folder that holds iso15118/';
    console.error(`${t.name}: ${message}`);
    t.skip(message);
  }
  return folder;
}
