import { projectsIn } from '../engine/suite-project.js';

/** Groups of spec files that need a station in a form of its own. */
const specGroups = {
  contract: '**/plug-and-charge*.spec.js',
  renegotiation: '**/iso15118-2/renegotiation*.spec.js',
  'setup-timer': '**/setup-timer.spec.js',
  'setup-time': '**/setup-time.spec.js',
  robustness: '**/iso15118-2/robustness.spec.js',
  declared: '**/iso15118-2/declared-*.spec.js',
  pilot: '**/iso15118-2/pilot-*.spec.js',
  'added-services': '**/added-services.spec.js',
  stalled: '**/iso15118-2/stalled.spec.js',
  'no-tls': '**/no-tls.spec.js',
  'station-tls': '**/station-tls.spec.js',
} as const;
export type SpecGroup = keyof typeof specGroups;

/** A project of these specs. */
export const iso2Project = projectsIn<SpecGroup>('iso15118-2', specGroups);
