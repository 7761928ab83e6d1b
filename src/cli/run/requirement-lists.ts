import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import type { RequirementsKnown } from '../../record/events.js';
import { sourceFile } from './run-inputs.js';

/** The requirements of one standard, as the record holds them. */
export type RequirementList = Omit<RequirementsKnown, 'type' | 'at'>;

/** Where the lists lie: one file a standard. */
export const requirementsFolder = join(projectRoot(), 'suites', 'requirements');

/**
 * Reads the requirement lists: `standard`, and `topics` that hold ids, each with `untested: why` where no case bears on it.
 * @throws PlumblineError SUITES-005 for a list that has another form, or names an id twice
 */
export function loadRequirementLists(folder: string = requirementsFolder): readonly RequirementList[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => loadList(join(folder, name)));
}

/** The lists from which at least one of the requirements is taken: the others are not what a run is about. */
export function listsFor(
  lists: readonly RequirementList[],
  cases: readonly { readonly requirements: readonly string[] }[],
): readonly RequirementList[] {
  const named = new Set(cases.flatMap(({ requirements }) => requirements));
  return lists.filter(({ requirements }) => requirements.some(({ id }) => named.has(id)));
}

function loadList(file: string): RequirementList {
  const wrong = (detail: string) => new PlumblineError('SUITES-005', { place: file, detail });
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const { standard, topics } = isRecord(content) ? content : {};
  if (typeof standard !== 'string' || !isRecord(topics)) throw wrong('`standard` or `topics` is missing');
  const seen = new Set<string>();
  const requirements = Object.entries(topics).flatMap(([topic, ids]) => {
    if (!isRecord(ids)) throw wrong(`topic "${topic}" is not a map of requirement ids`);
    return Object.entries(ids).map(([id, facts]) => {
      if (seen.has(id)) throw wrong(`${id} stands there twice`);
      seen.add(id);
      const untested = isRecord(facts) ? facts['untested'] : undefined;
      if (!isRecord(facts) || (untested !== undefined && typeof untested !== 'string'))
        throw wrong(`${id}: a map with nothing in it or with \`untested: why\` expected`);
      return { id, topic, ...(untested === undefined ? {} : { untested }) };
    });
  });
  return { standard, list: sourceFile(file), requirements };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
