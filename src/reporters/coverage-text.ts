import type { CoveredRequirement, RequirementCoverage } from '../record/requirement-coverage.js';
import { verdictStyles } from './verdict-style.js';

/** Ids of passed cases that are printed one by one; more are counted, and all are in results.json. */
const mostIds = 3;

/** Which cases bore on a requirement: those that did not pass by id and verdict, passed ones by id as long as they are few. */
export function casesText({ cases }: CoveredRequirement): string {
  const open = cases
    .filter(({ verdict }) => verdict !== 'pass')
    .map(({ caseId, verdict }) => `${caseId}: ${word(verdict)}`);
  const passed = cases.filter(({ verdict }) => verdict === 'pass').map(({ caseId }) => caseId);
  const more = passed.length - mostIds;
  const shown = more > 0 ? [...passed.slice(0, mostIds), `and ${more} more that passed`] : passed;
  return [...open, ...shown].join(', ');
}

/** One sentence on how far a standard was looked at. */
export function coverageSentence({ standard, known, covered, list }: RequirementCoverage): string {
  return `${standard}: cases of this run came to a conclusion on ${covered} of the ${known} requirements in ${list.name}.`;
}

/** Requirements that no applicable case of this run bore on, by the reason. */
export function openRequirements({ requirements }: RequirementCoverage): ReadonlyMap<string, readonly string[]> {
  const open = new Map<string, string[]>();
  for (const { id, cases, untested } of requirements) {
    if (cases.length > 0) continue;
    const why = untested === undefined ? 'cases exist, but none that applies was part of this run' : untested;
    open.set(why, [...(open.get(why) ?? []), id]);
  }
  return open;
}

function word(verdict: keyof typeof verdictStyles): string {
  return verdictStyles[verdict].word.toLowerCase();
}
