import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PicsTable } from '../../judge/pics/pics-table.js';
import { withDefaults } from '../../judge/pics/pics-table.js';
import type { CaseResult } from '../../record/results.js';
import { executeRun } from '../run/execute-run.js';
import { ownSpecTable } from '../run.js';
import type { Learned } from './pics-answers.js';

/** Projects that read the PICS off the station's own answers. */
export const learningProjects = ['pics-dc', 'pics-ac', 'pics-iso20'] as const;

/** What a round of learning brought. */
export interface LearntPics {
  readonly learned: Learned;
  /** Cases that could not look: the reason is theirs. */
  readonly open: readonly Pick<CaseResult, 'caseId' | 'verdict' | 'reason'>[];
}

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
    const learned = new Map<string, { value: string | number | boolean; how: string }>();
    for (const { name, value, how } of results.picsLearned ?? []) {
      const before = learned.get(name);
      // Two forms of the station may differ (AC and DC): what one of them shows is not taken for both.
      if (before === undefined || before.value === value) learned.set(name, { value, how });
      else learned.delete(name);
    }
    const open = results.cases.filter(
      ({ verdict, applicable }) => applicable && (verdict === 'inconc' || verdict === 'error'),
    );
    return { learned, open };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
