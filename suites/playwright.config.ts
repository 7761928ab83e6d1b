import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { dinProjects } from './din70121/projects.js';
import { type FaultTrial, trialProjects } from './engine/fault-trials.js';
import type { SuiteProject } from './engine/suite-project.js';
import type { Variant } from './engine/variant.js';
import { evccProjects } from './evcc-iso15118-2/projects.js';
import { iso2Projects } from './iso15118-2/projects.js';
import { slacProjects } from './iso15118-3/projects.js';
import { iso20Projects } from './iso15118-20/projects.js';
import { picsProjects } from './pics/projects.js';
import { sep2Projects } from './sep2/projects.js';
import { siteProjects } from './site/projects.js';

const here = dirname(fileURLToPath(import.meta.url));

/** The forms in which a SUT is tested, by standard. */
const projects: readonly SuiteProject[] = [
  ...iso2Projects,
  ...iso20Projects,
  ...picsProjects,
  ...slacProjects,
  ...evccProjects,
  ...dinProjects,
  ...sep2Projects,
  ...siteProjects,
];

/** Faults that `plumbline faults` tries in one start of the runner. */
const trials = process.env.PLUMBLINE_FAULT_TRIALS;

// One worker, because one EVSE serves one vehicle at a time.
export default defineConfig<object, { variant: Variant }>({
  testMatch: '**/*.spec.js',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  // A guard against a hanging case, far above every timer of the standard; verdicts on time come from captures.
  timeout: 180_000,
  // The compiler has been here already: a second transformation of every file would cost each run seconds.
  build: { external: [join(here, '..', '**')] },
  outputDir: process.env.PLUMBLINE_OUTPUT ?? join(here, '..', '.playwright'),
  reporter: [[join(here, '..', 'src', 'reporters', 'playwright-adapter.js')]],
  projects:
    trials === undefined
      ? [...projects]
      : trialProjects(projects, JSON.parse(readFileSync(trials, 'utf8')) as readonly FaultTrial[]),
});
