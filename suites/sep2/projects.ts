import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { dc, secured } from '../engine/variant-pics.js';

const sep2Project = projectsIn('sep2', {});

/** The cases start server and gateway themselves, in the arrangement that each of them needs. */
export const sep2Projects: readonly SuiteProject[] = [
  sep2Project(
    'sep2',
    { only: /SEP2_CLI_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured } },
  ),
  sep2Project(
    'sep2-stop',
    { only: /SEP2_STOP_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured } },
  ),
  sep2Project('sep2-server', { only: /SEP2_SRV_/ }, { mode: 'none', security: 'none', pics: { ...dc, ...secured } }),
];
