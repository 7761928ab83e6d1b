import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { madeBy } from './folder-writer.js';

/** How a folder of definitions differs from what the importer would write. */
export interface DefinitionDifference {
  readonly file: string;
  readonly kind: 'missing' | 'changed' | 'left over';
  /** First line that differs, from 1; of changed files only. */
  readonly line?: number;
}

/** Compares a folder with freshly made definitions; files that the importer did not make are not looked at. */
export function compareDefinitions(
  folder: string,
  files: ReadonlyMap<string, string>,
): readonly DefinitionDifference[] {
  const differences: DefinitionDifference[] = [];
  for (const [file, text] of files) {
    const path = join(folder, file);
    if (!existsSync(path)) {
      differences.push({ file, kind: 'missing' });
      continue;
    }
    const found = readFileSync(path, 'utf8');
    if (found === text) continue;
    const expected = text.split('\n');
    const line = found.split('\n').findIndex((actual, index) => actual !== expected[index]) + 1;
    differences.push({ file, kind: 'changed', line: line === 0 ? found.split('\n').length : line });
  }
  return [...differences, ...leftOvers(folder, files).map((file) => ({ file, kind: 'left over' as const }))];
}

/**
 * Writes definitions and removes those of an earlier import that are no longer made. Files without the importer's first
 * line are never touched.
 *
 * @returns the files that were written because they were new or different
 * @throws {PlumblineError} MESSAGES-019 when a file of that name is somebody else's, or the folder cannot be written
 */
export function writeDefinitions(folder: string, files: ReadonlyMap<string, string>): readonly string[] {
  const foreign = [...files.keys()].filter((file) => existsSync(join(folder, file)) && !isOurs(join(folder, file)));
  if (foreign.length > 0) {
    const detail = `${foreign.join(', ')} ${foreign.length === 1 ? 'was' : 'were'} not made by the importer`;
    throw new PlumblineError('MESSAGES-019', { place: folder, detail });
  }
  const stale = compareDefinitions(folder, files);
  try {
    mkdirSync(folder, { recursive: true });
    for (const { file, kind } of stale) {
      if (kind === 'left over') rmSync(join(folder, file));
      else writeFileSync(join(folder, file), files.get(file) ?? '');
    }
  } catch (cause) {
    throw new PlumblineError('MESSAGES-019', { place: folder, detail: (cause as Error).message, cause });
  }
  return stale.filter(({ kind }) => kind !== 'left over').map(({ file }) => file);
}

function leftOvers(folder: string, files: ReadonlyMap<string, string>): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && !files.has(file) && isOurs(join(folder, file)))
    .sort();
}

function isOurs(path: string): boolean {
  return readFileSync(path, 'utf8').startsWith(madeBy);
}
