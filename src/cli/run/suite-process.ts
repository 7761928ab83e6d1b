import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { projectRoot } from '../../base/project-root.js';

export interface SuiteSelection {
  readonly projects: readonly string[];
  readonly grep: string | undefined;
}

export interface SuiteProcess {
  /** Exit code of the runner, or 128 + signal. Never rejects. */
  readonly ended: Promise<number>;
  interrupt(): void;
}

/** Arguments of Playwright Test for a selection of cases. */
export function suiteArguments({ projects, grep }: SuiteSelection): readonly string[] {
  return [
    join(projectRoot(), 'node_modules', '@playwright', 'test', 'cli.js'),
    'test',
    '-c',
    join(projectRoot(), 'dist', 'suites', 'playwright.config.js'),
    ...projects.flatMap((project) => ['--project', project]),
    ...(grep === undefined ? [] : ['--grep', grep]),
  ];
}

/**
 * Starts the test runner; its workers find the run through the environment. What it prints goes to a log file: people
 * watch our own reporter. @throws PlumblineError CLI-003 when it cannot be started
 */
export function startSuites(
  selection: SuiteSelection,
  options: {
    readonly enter: readonly string[];
    readonly environment: Readonly<Record<string, string>>;
    readonly log: string;
  },
): SuiteProcess {
  const [program = process.execPath, ...rest] = [...options.enter, process.execPath, ...suiteArguments(selection)];
  const log = createWriteStream(options.log);
  const child = spawn(program, rest, {
    cwd: projectRoot(),
    env: { ...process.env, ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  const ended = new Promise<number>((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new PlumblineError('CLI-003', { place: program, detail: cause.message, cause })),
    );
    child.once('close', (code, signal) => {
      log.end();
      resolve(code ?? (signal === null ? 1 : 130));
    });
  });
  return { ended, interrupt: () => child.kill('SIGINT') };
}
