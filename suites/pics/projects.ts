import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { ac, dc } from '../engine/variant-pics.js';

const picsProject = projectsIn('pics', {});

/** What the station's own answers tell of its PICS: plumbline pics init and pics check run these. */
export const picsProjects: readonly SuiteProject[] = [
  picsProject('pics-dc', { not: /_AC_|_ISO20_/ }, { mode: 'DC', security: 'none', pics: dc, gateway: 'dc' }),
  picsProject('pics-ac', { only: /_AC_/ }, { mode: 'AC', security: 'none', pics: ac, gateway: 'ac' }),
  picsProject(
    'pics-iso20',
    { only: /_ISO20_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: dc, gateway: 'iso20' },
  ),
];
