import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { ac, dc, plain } from '../engine/variant-pics.js';

/** The reference vehicle's pilot and data link belong to the bench; it names no departure time. */
const evcc = { PICS_CMN_CMN_CombinedTesting: true, PICS_SECC_CMN_DepartureTime: false };

const evccProject = projectsIn('evcc-iso15118-2', {});

/** The vehicle is the SUT: the cases play the SECC (docs/evcc.md). No gateway runs. */
export const evccProjects: readonly SuiteProject[] = [
  ...(['DC', 'AC'] as const).map((mode) =>
    evccProject(
      `evcc-iso15118-2-${mode.toLowerCase()}`,
      { not: mode === 'DC' ? /_AC_/ : /_DC_/ },
      {
        mode,
        security: 'none',
        pics: { ...(mode === 'DC' ? dc : ac), ...plain, ...evcc },
      },
    ),
  ),
];
