import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { projectRoot } from '../../src/base/project-root.js';

interface Row {
  readonly cases: readonly string[];
  readonly requirements: readonly string[];
}

const file = join(projectRoot(), 'suites', 'evcc-iso15118-2', 'published-requirements.yaml');
const byCase = new Map(
  (parse(readFileSync(file, 'utf8')) as readonly Row[]).flatMap(({ cases, requirements }) =>
    cases.map((id) => [id, requirements] as const),
  ),
);

/** Requirement ids that the published list names at a case; none for one that is not in it. */
export function publishedRequirements(id: string): readonly string[] {
  return byCase.get(id) ?? [];
}
