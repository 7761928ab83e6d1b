import { spawn } from 'node:child_process';
import type { CaseDefinition } from '../../../suites/engine/case-definition.js';
import { timer } from '../../../suites/timers/timer.js';
import type { TimerId } from '../../../suites/timers/timer-names.js';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';
import { type SuiteSelection, suiteArguments } from './suite-process.js';

/** A timer that a case declares. */
export interface ListedTimer {
  readonly name: string;
  readonly standard: string;
  /** `60 s`, `20 to 50 s`. */
  readonly value: string;
  readonly source: string;
  /** PICS or PIXIT by which a SUT declares another value. */
  readonly pixit?: string;
}

/** A case as the test runner lists it. */
export interface ListedCase {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly kind: string;
  readonly pics: string;
  readonly requirements: readonly string[];
  /** Timers that it declares, by the standard: what counts for a SUT its PICS file tells. */
  readonly timers: readonly ListedTimer[];
  /** Projects that run it: each is one execution. */
  readonly projects: readonly string[];
}

interface JsonSuite {
  readonly suites?: readonly JsonSuite[];
  readonly specs?: readonly {
    readonly tests: readonly {
      readonly projectName: string;
      readonly annotations: readonly { readonly type: string; readonly description?: string }[];
    }[];
  }[];
}

/**
 * The cases of a selection, from the test runner; empty when none fits.
 * @throws PlumblineError CLI-001 the pattern is none, CLI-003
 */
export async function listCases(selection: SuiteSelection): Promise<readonly ListedCase[]> {
  checkPattern(selection.grep);
  const { stdout, stderr } = await list(selection);
  let report: JsonSuite & { readonly errors?: readonly { readonly message: string }[] };
  try {
    report = JSON.parse(stdout);
  } catch {
    throw new PlumblineError('CLI-003', { detail: stderr.trim() || stdout.trim() });
  }
  const cases = new Map<string, ListedCase>();
  for (const suite of report.suites ?? []) collect(suite, cases);
  const [error] = report.errors ?? [];
  if (cases.size === 0 && error !== undefined && !/No tests found/.test(error.message)) {
    throw new PlumblineError('CLI-003', { detail: error.message });
  }
  return [...cases.values()];
}

/** Patterns are regular expressions; the runner takes `/.../flags` for one, too. */
function checkPattern(grep: string | undefined): void {
  const [, inner] = /^\/(.*)\/[gi]*$/.exec(grep ?? '') ?? [];
  try {
    new RegExp(inner ?? grep ?? '');
  } catch (cause) {
    throw new PlumblineError('CLI-001', {
      detail: `--grep takes a regular expression: ${(cause as Error).message}`,
      cure: 'put a backslash before brackets and other signs that are meant as they stand',
      cause,
    });
  }
}

/** As {@link listCases}. @throws PlumblineError CLI-002 when no case fits, CLI-003 */
export async function selectCases(selection: SuiteSelection): Promise<readonly ListedCase[]> {
  const cases = await listCases(selection);
  if (cases.length > 0) return cases;
  const { projects, grep } = selection;
  throw new PlumblineError('CLI-002', { place: [...projects, grep ?? ''].join(' ').trim() });
}

/** Executions that a selection leads to: a case counts once in each project that runs it. */
export function countExecutions(cases: readonly ListedCase[]): number {
  return cases.reduce((sum, { projects }) => sum + projects.length, 0);
}

function list(selection: SuiteSelection): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [...suiteArguments(selection), '--list', '--reporter=json'], {
    cwd: projectRoot(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new PlumblineError('CLI-003', { detail: cause.message, cause })));
    child.once('close', () => resolve(said));
  });
}

function collect(suite: JsonSuite, cases: Map<string, ListedCase>): void {
  for (const inner of suite.suites ?? []) collect(inner, cases);
  for (const { tests } of suite.specs ?? []) {
    for (const { annotations, projectName } of tests) {
      const text = annotations.find(({ type }) => type === 'case')?.description;
      if (text === undefined) continue;
      const definition = JSON.parse(text) as CaseDefinition;
      const { id, title, area, kind, pics = '', requirements } = definition;
      const timers = (definition.timers ?? []).map(listedTimer);
      const known = cases.get(id);
      const projects = [...(known?.projects ?? []), projectName];
      cases.set(id, { id, title, area, kind, pics, requirements, timers, projects });
    }
  }
}

function listedTimer(id: TimerId): ListedTimer {
  const { name, standard, text, entry } = timer(id);
  const { source, pixit } = entry;
  return { name, standard, value: text, source, ...(pixit === undefined ? {} : { pixit }) };
}
