import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Path of a program on PATH; undefined when it is not installed. */
export function findProgram(name: string): string | undefined {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** Why a test is skipped that needs programs, in words that a reader of the log cannot miss; false when all are there. */
export function missing(...names: readonly string[]): string | false {
  const absent = names.filter((name) => findProgram(name) === undefined);
  return absent.length === 0 ? false : `NOT TESTED: ${absent.join(', ')} not installed (apt-get install)`;
}
