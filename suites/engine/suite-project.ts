import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Variant } from './variant.js';

const suites = join(dirname(fileURLToPath(import.meta.url)), '..');

/** One form in which a SUT is tested, as the runner knows it: some cases of one folder, with a variant. */
export interface SuiteProject {
  readonly name: string;
  readonly testDir: string;
  readonly testMatch?: string;
  readonly testIgnore?: string[];
  readonly timeout?: number;
  readonly grep?: RegExp;
  readonly grepInvert?: RegExp;
  readonly use: { readonly variant: Variant };
}

/** Which cases of its folder a project runs. */
export interface ProjectCases<Group extends string> {
  /** Cases of this project, by id; everything else that does not apply is decided by PICS. */
  readonly only?: RegExp | undefined;
  readonly not?: RegExp | undefined;
  /** Which files, by what they hold; without it all that are in no group. */
  readonly files?: Group | undefined;
  /** For cases that take longer than the guard of all the others, ms. */
  readonly timeout?: number;
}

/**
 * How the projects of one folder below `suites` are declared. `groups`: patterns of the spec files that need a station in a
 * form of its own, by name.
 */
export function projectsIn<Group extends string>(
  folder: string,
  groups: Readonly<Record<Group, string>>,
): (name: string, cases: ProjectCases<Group>, variant: Variant) => SuiteProject {
  return (name, { only, not, files, timeout }, variant) => ({
    name,
    testDir: join(suites, folder),
    ...(files === undefined ? { testIgnore: Object.values<string>(groups) } : { testMatch: groups[files] }),
    ...(timeout === undefined ? {} : { timeout }),
    ...(only === undefined ? {} : { grep: only }),
    ...(not === undefined ? {} : { grepInvert: not }),
    use: { variant },
  });
}
