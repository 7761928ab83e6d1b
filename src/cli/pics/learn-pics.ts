import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOtherwiseDeclared } from '../../../suites/pics/learned.js';
import type { PicsTable } from '../../judge/pics/pics-table.js';
import { withDefaults } from '../../judge/pics/pics-table.js';
import type { CaseResult, Results } from '../../record/results.js';
import { executeRun } from '../run/execute-run.js';
import { ownSpecTable } from '../run.js';
import type { Learned } from './pics-answers.js';

/** Projects that read the PICS off the station's own answers. */
export const learningProjects = ['pics-dc', 'pics-ac', 'pics-iso20'] as const;

/** What a round of learning brought. */
export interface LearntPics {
  readonly learned: Learned;
  /** Cases that could not look: the reason is theirs. */
  readonly open: readonly LearningCase[];
  /** Cases in which the station broke a rule or contradicted itself, whatever the PICS declare. */
  readonly wrong: readonly LearningCase[];
  /** Names that the forms of the station (DC, AC, ISO 15118-20) show with different values: none of them is taken. */
  readonly differing: readonly string[];
}

type LearningCase = Pick<CaseResult, 'caseId' | 'verdict' | 'reason'>;

/**
 * Runs the learning cases on a bench that this process may open, and takes what they were told. The record of that run is
 * not kept. @throws PlumblineError where the bench does not come up
 */
export async function learnPics(bench: string, table: PicsTable): Promise<LearntPics> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-pics-'));
  try {
    const pics = join(folder, 'pics.yaml');
    writeFileSync(pics, JSON.stringify(withDefaults({}, table)));
    const { results } = await executeRun({
      title: 'PICS',
      level: 'type-test',
      bench,
      projects: learningProjects,
      grep: undefined,
      specTable: ownSpecTable,
      pics,
      reports: folder,
      signing: undefined,
      technician: undefined,
      withholdSecrets: true,
      faults: [],
      trials: undefined,
      profile: 'strict',
      expected: undefined,
      quiet: true,
    });
    return learntFrom(results);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the learning cases were told, and what they could not look at or found wrong. */
export function learntFrom({ cases, picsLearned = [] }: Pick<Results, 'cases' | 'picsLearned'>): LearntPics {
  const learned = new Map<string, { value: string | number | boolean; how: string }>();
  const differing = new Set<string>();
  for (const { name, value, how } of picsLearned) {
    const before = learned.get(name);
    if (before !== undefined && before.value !== value) differing.add(name);
    learned.set(name, { value, how });
  }
  for (const name of differing) learned.delete(name);
  const applied = cases.filter(({ applicable }) => applicable);
  return {
    learned,
    open: applied.filter(({ verdict }) => verdict === 'inconc' || verdict === 'error'),
    wrong: applied.filter(({ verdict, reason }) => verdict === 'fail' && !isOtherwiseDeclared(reason)),
    differing: [...differing],
  };
}
