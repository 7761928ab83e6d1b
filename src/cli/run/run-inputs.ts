import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { placeText, readPlacedYaml } from '../../base/placed-yaml.js';
import { projectRoot } from '../../base/project-root.js';
import type { PicsValues } from '../../judge/pics/pics-values.js';
import type { SpecRow } from '../../judge/spec-row.js';
import { parseSpecTable } from '../../judge/spec-table.js';
import type { SourceFile } from '../../record/event-facts.js';

/** A file's name in the record and its hash. */
export function sourceFile(file: string): SourceFile {
  const inside = relative(projectRoot(), file);
  return { name: inside.startsWith('..') ? file : inside, sha256: sha256(readFileSync(file)) };
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The spec table of a run. */
export type LoadedSpecTable = SourceFile & { readonly rows: readonly SpecRow[] };

/** PICS and PIXIT of the SUT. */
export type LoadedPics = SourceFile & { readonly values: PicsValues };

/** Reads the spec table. @throws PlumblineError JUDGE-001 with every problem by line and column */
export function loadSpecTable(file: string): LoadedSpecTable {
  const table = parseSpecTable(read(file, 'JUDGE-001'));
  if (table.kind === 'problems') {
    throw new PlumblineError('JUDGE-001', { place: file, detail: `\n  ${table.problems.join('\n  ')}` });
  }
  return { ...sourceFile(file), rows: table.rows };
}

/** Reads a PICS file: a flat YAML map of names to texts, numbers and truth values. @throws PlumblineError SUITES-002 */
export function loadPics(file: string): LoadedPics {
  const { value: values, mistake, place } = readPlacedYaml(read(file, 'SUITES-002'));
  if (mistake !== undefined) {
    throw new PlumblineError('SUITES-002', { place: placeText(file, mistake.place), detail: mistake.detail });
  }
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new PlumblineError('SUITES-002', { place: file, detail: 'it is not a map of PICS names to values' });
  }
  for (const [name, value] of Object.entries(values)) {
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new PlumblineError('SUITES-002', {
        place: placeText(file, place([], name)),
        detail: `the value of ${name} is neither text, number nor truth value`,
      });
    }
  }
  return { ...sourceFile(file), values: values as PicsValues };
}

/**
 * The projects that names and patterns mean, in the order of the configuration; `*` stands for any part of a name. Empty
 * for no name: a run without a choice runs all. @throws PlumblineError CLI-002 with those that there are
 */
export async function findProjects(asked: readonly string[]): Promise<readonly string[]> {
  if (asked.length === 0) return [];
  const { default: config } = await import('../../../suites/playwright.config.js');
  const known = (config.projects ?? []).map(({ name }) => name ?? '');
  const wanted = asked.map((name) => ({ name, pattern: patternOf(name) }));
  const unknown = wanted.filter(({ pattern }) => !known.some((name) => pattern.test(name)));
  if (unknown.length > 0) {
    const place = unknown.map(({ name }) => name).join(', ');
    throw new PlumblineError('CLI-002', { place, detail: `the projects are ${known.join(', ')}` });
  }
  return known.filter((name) => wanted.some(({ pattern }) => pattern.test(name)));
}

function patternOf(name: string): RegExp {
  const parts = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`);
}

/** Every file of the suites with its hash, in the order of their names. */
export function suiteFiles(): readonly SourceFile[] {
  const folder = join(projectRoot(), 'suites');
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|yaml)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map(sourceFile);
}

function read(file: string, code: 'JUDGE-001' | 'SUITES-002'): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    const detail = missing ? 'there is no such file' : (cause as Error).message;
    throw new PlumblineError(code, { place: file, detail, cause });
  }
}
