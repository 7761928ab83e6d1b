import type { Results } from '../../record/results.js';
import { casesText, coverageSentence, openRequirements } from '../coverage-text.js';
import { badge, section, table, text } from './markup.js';

/** Requirement, verdict, cases; empty when no case of the run names a listed requirement. */
export function coverageSection({ coverage }: Results): string {
  if (coverage === undefined) return '';
  const columns = ['Requirement', 'Verdict', 'Topic', 'Cases'].map((title) => ({ title }));
  const parts = coverage.map((one) => {
    const rows = one.requirements
      .filter(({ cases }) => cases.length > 0)
      .map((row) => [
        `<span class="mono">${text(row.id)}</span>`,
        badge(row.verdict),
        text(row.topic),
        text(casesText(row)),
      ]);
    const open = [...openRequirements(one)].map(
      ([why, ids]) => `<p class="muted">Not looked at (${text(why)}): ${text(ids.join(', '))}.</p>`,
    );
    const matrix = rows.length === 0 ? '' : table(`Requirements of ${one.standard}`, columns, rows);
    return `<details><summary><span class="title">${text(coverageSentence(one))}</span></summary><div>${matrix}${open.join('')}</div></details>`;
  });
  return section('coverage', 'Requirement coverage', parts.join(''));
}
