import { readFileSync } from 'node:fs';
import { Document } from 'yaml';
import { PlumblineError } from '../../base/errors.js';
import { placeText, readPlacedYaml } from '../../base/placed-yaml.js';
import type { ExpectedCase } from '../../judge/expected-results.js';
import type { SourceFile } from '../../record/event-facts.js';
import type { Results } from '../../record/results.js';
import { writeOutput } from '../write-output.js';
import { sourceFile } from './run-inputs.js';

/** Expected results as a run is held against them. */
export interface LoadedExpected {
  readonly list: SourceFile;
  readonly cases: readonly ExpectedCase[];
}

const verdicts: readonly string[] = ['fail', 'inconc', 'error'];
const members: readonly string[] = ['verdict', 'issue', 'reason'];

/**
 * Reads a file of expected results: a map of execution ids to `verdict`, `issue`, and where wanted `reason`.
 * @throws PlumblineError SUITES-004 naming the entry
 */
export function loadExpected(file: string): LoadedExpected {
  const wrong = (detail: string, place = file) => new PlumblineError('SUITES-004', { place, detail });
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw wrong(error instanceof Error ? error.message : String(error));
  }
  const { value, mistake, place } = readPlacedYaml(text);
  if (mistake !== undefined) throw wrong(mistake.detail, placeText(file, mistake.place));
  const entries: unknown = value ?? {};
  if (typeof entries !== 'object' || entries === null || Array.isArray(entries))
    throw wrong('it is not a map of case ids');
  const cases = Object.entries(entries).map(([caseId, entry]) =>
    expectedCase(caseId, entry, (detail) => wrong(detail, placeText(file, place([], caseId)))),
  );
  return { list: sourceFile(file), cases };
}

function expectedCase(caseId: string, entry: unknown, wrong: (detail: string) => Error): ExpectedCase {
  if (typeof entry !== 'object' || entry === null) throw wrong(`${caseId}: a map with verdict and issue expected`);
  const unknown = Object.keys(entry).find((name) => !members.includes(name));
  if (unknown !== undefined) throw wrong(`${caseId}: "${unknown}" is none of ${members.join(', ')}`);
  const { verdict, issue, reason } = entry as Record<string, unknown>;
  if (typeof verdict !== 'string' || !verdicts.includes(verdict))
    throw wrong(`${caseId}: verdict is ${JSON.stringify(verdict)}, and must be one of ${verdicts.join(', ')}`);
  // An exception that nobody can explain is an exception for ever.
  if (typeof issue !== 'string' || issue.trim() === '')
    throw wrong(`${caseId}: issue is missing: what is known about it?`);
  if (reason !== undefined && typeof reason !== 'string') throw wrong(`${caseId}: reason must be a text`);
  return {
    caseId,
    verdict: verdict as ExpectedCase['verdict'],
    issue,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** Writes what did not pass in a run as expected from now on; entries that stand keep their words. @throws CLI-023 */
export function writeExpected(file: string, results: Results, before: readonly ExpectedCase[]): number {
  const known = new Map(before.map((one) => [one.caseId, one]));
  const bad = results.cases.filter(({ applicable, verdict }) => applicable && verdict !== 'pass' && verdict !== 'none');
  const judged = new Set(results.cases.filter(({ applicable }) => applicable).map(({ caseId }) => caseId));
  const kept = before.filter(({ caseId }) => !judged.has(caseId));
  const entries = Object.fromEntries([
    ...kept.map(({ caseId, ...entry }) => [caseId, entry] as const),
    ...bad.map(({ caseId, verdict, reason }) => {
      const entry = known.get(caseId);
      const same = entry?.verdict === verdict && (entry.reason === undefined || reason.includes(entry.reason));
      const { caseId: _id, ...rest } = entry ?? { caseId };
      return [caseId, same ? rest : { verdict, issue: `found in ${results.run.id}: ${reason}` }] as const;
    }),
  ]);
  const document = new Document(entries);
  document.commentBefore =
    ' Verdicts other than pass that are known. `plumbline run --expected` reports only what is not written here.\n Replace each issue by what you know of it (a ticket, a firmware).';
  writeOutput(file, document.toString({ lineWidth: 0 }));
  return Object.keys(entries).length;
}
