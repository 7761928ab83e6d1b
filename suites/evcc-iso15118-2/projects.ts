import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { ac, dc, plain, secured } from '../engine/variant-pics.js';

/** The reference vehicle's pilot and data link belong to the bench; it names no departure time. */
const evcc = {
  PICS_CMN_CMN_CombinedTesting: true,
  PICS_SECC_CMN_DepartureTime: false,
  PIXIT_EVCC_CMN_TLS: 'none_',
};

/** External payment over TLS. */
const overTls = { PIXIT_EVCC_CMN_TLS: 'tls' };

const byContract = { PICS_CMN_CMN_IdentificationMode: 'pnC', PIXIT_EVCC_CMN_TLS: 'tls' };

const evccProject = projectsIn('evcc-iso15118-2', { contract: '**/evcc-iso15118-2/plug-and-charge*.spec.js' });

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
  ...(['DC', 'AC'] as const).map((mode) =>
    evccProject(
      `evcc-iso15118-2-${mode.toLowerCase()}-tls`,
      { not: mode === 'DC' ? /_AC_/ : /_DC_/ },
      {
        mode,
        security: 'tls',
        pics: { ...(mode === 'DC' ? dc : ac), ...secured, ...evcc, ...overTls },
      },
    ),
  ),
  // It pays by contract over TLS; what it does with certificates each case sets itself.
  ...(['DC', 'AC'] as const).map((mode) =>
    evccProject(
      `evcc-iso15118-2-${mode.toLowerCase()}-pnc`,
      { files: 'contract', not: mode === 'DC' ? /_AC_/ : /_DC_/ },
      {
        mode,
        security: 'tls',
        pics: { ...(mode === 'DC' ? dc : ac), ...secured, ...evcc, ...byContract },
      },
    ),
  ),
];
