import { join } from 'node:path';
import { disputedDuties, type JudgingProfile } from '../../../suites/engine/judging-profile.js';
import { allTimers } from '../../../suites/timers/timer.js';
import { systemClock } from '../../base/clock.js';
import { systemRandom } from '../../base/random.js';
import type { LoadedBenchFile } from '../../bench/file/load-bench-file.js';
import { EvidenceRegistry } from '../../record/evidence.js';
import { type Journal, openJournal } from '../../record/journal.js';
import { createRunFolder, newRunId, runFiles } from '../../record/run-folder.js';
import { recordFailures } from '../../reporters/make-reports.js';
import { Multiplexer } from '../../reporters/multiplexer.js';
import type { Signer } from '../../reporters/signature/signer.js';
import { standardReporters } from '../../reporters/standard-reporters.js';
import { terminalReporter } from '../../reporters/terminal/terminal-reporter.js';
import { faultId } from '../faults/seeded-fault.js';
import type { LoadedExpected } from './expected-file.js';
import { machineFacts, toolFacts } from './machine-facts.js';
import type { RequirementList } from './requirement-lists.js';
import { type LoadedPics, type LoadedSpecTable, sourceFile, suiteFiles } from './run-inputs.js';
import type { RunRequest } from './run-request.js';

/** The record of a run while it is written, and the reports that listen to it. */
export interface OpenRecord {
  readonly runId: string;
  readonly folder: string;
  readonly journal: Journal;
  readonly evidence: EvidenceRegistry;
  readonly reporters: Multiplexer;
  /** Something that the reader of the report must know. */
  warn(text: string, code?: string): void;
}

export interface RecordInputs {
  readonly request: RunRequest;
  readonly benchFile: LoadedBenchFile;
  readonly specTable: LoadedSpecTable;
  readonly pics: LoadedPics;
  readonly signer: Signer;
  /** Cases that the run means to start, each project counted. */
  readonly plannedCases: number;
  /** Known requirements of the standards that the cases are about. */
  readonly requirements: readonly RequirementList[];
  readonly expected: LoadedExpected | undefined;
}

const decisionRule =
  'Guarded acceptance with U (k=2) for measured values, one-sided 95 % Clopper-Pearson bounds for proportions, order statistics for percentiles, as the spec table says row by row.';

/** Makes the run's folder and journal and writes down what is known before anything runs. @throws RECORD-001, RECORD-006 */
export function openRecord(inputs: RecordInputs): OpenRecord {
  const { request, benchFile, specTable, pics, signer, plannedCases } = inputs;
  const runId = newRunId(systemClock, systemRandom);
  const folder = createRunFolder(request.reports, runId);
  const journal = openJournal(join(folder, runFiles.events));
  const warn = (text: string, code?: string) => {
    journal.append({ type: 'warning', mark: 'anomaly', text, ...(code === undefined ? {} : { code }) });
  };
  const terminal = request.quiet ? [] : [terminalReporter({ stream: process.stdout, environment: process.env })];
  const reporters = new Multiplexer(
    [...terminal, ...standardReporters({ signer, at: () => new Date() })],
    recordFailures(journal),
  );
  journal.listen((event) => reporters.onEvent(event));
  journal.append({
    type: 'run-started',
    runId,
    title: request.title,
    level: request.level,
    tool: toolFacts(),
    host: machineFacts(),
    bench: {
      file: sourceFile(benchFile.file).name,
      sha256: benchFile.sha256,
      kind: benchFile.config.driver === 'embedded' ? 'embedded' : 'real',
      capabilities: Object.entries(benchFile.config.capabilities).map(([name, config]) => ({
        name,
        driver: config.driver,
      })),
    },
    argv: process.argv.slice(2),
    suites: suiteFiles(),
    specTable,
    plannedCases,
    demo: signer.demo,
  });
  if (request.technician !== undefined) journal.append({ type: 'party', role: 'technician', name: request.technician });
  journal.append({
    type: 'scope',
    profile: request.profile,
    decisionRule,
    samplingPlan:
      'Sample sizes are fixed by the suites before the run; nothing is looked at in between to decide whether to go on.',
    pics: { name: pics.name, sha256: pics.sha256, values: pics.values },
    deviations: [
      ...deviationsOf(pics.values),
      ...tolerancesOf(request.profile),
      ...request.faults.map((fault) => `SEEDED FAULT ${faultId(fault)}: ${fault.behaviour}`),
    ],
  });
  for (const list of inputs.requirements) journal.append({ type: 'requirements-known', ...list });
  if (inputs.expected !== undefined) journal.append({ type: 'results-expected', ...inputs.expected });
  return { runId, folder, journal, evidence: new EvidenceRegistry(folder, journal), reporters, warn };
}

/** What the tolerant profile lets pass: a reader must not have to know it by heart. */
function tolerancesOf(profile: JudgingProfile): readonly string[] {
  return profile === 'strict' ? [] : Object.values(disputedDuties).map(({ tolerated }) => `tolerated: ${tolerated}`);
}

/** Timers of the named set that the PICS file sets to something else than their standard: what a project sets, its cases tell. */
function deviationsOf(values: LoadedPics['values']): readonly string[] {
  const set = allTimers(values).filter(
    ({ setBy, seconds, low, high }) => setBy !== undefined && (seconds < low || seconds > high),
  );
  return [...new Set(set.map(({ name, text }) => `${name}: ${text}`))];
}
