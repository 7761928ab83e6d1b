import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { ac, dc, plain, secured } from '../engine/variant-pics.js';

/** The reference vehicle's pilot and data link belong to the bench; it names no departure time. */
const evcc = {
  PICS_CMN_CMN_CombinedTesting: true,
  PICS_SECC_CMN_DepartureTime: false,
  PICS_CMN_CMN_IdentificationMode: 'eIM',
  PIXIT_EVCC_CMN_TLS: 'none_',
};

/** What a vehicle may leave out. */
const lean = { PICS_PLUMBLINE_EVCC_ServiceDetail: false, PICS_PLUMBLINE_EVCC_WeldingDetection: false };
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
  // A vehicle without ServiceDetail and WeldingDetection has another order of messages: the cases that are about it.
  ...(['DC', 'AC'] as const).map((mode) =>
    evccProject(
      `evcc-iso15118-2-${mode.toLowerCase()}-lean`,
      { only: new RegExp(`(CMN|${mode})_VTB_PaymentServiceSelection_|${mode}_VTB_SessionStop_0`) },
      {
        mode,
        security: 'none',
        pics: { ...(mode === 'DC' ? dc : ac), ...plain, ...evcc, ...lean },
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
  // What the lists have for both ways to pay, with a contract.
  ...(['DC', 'AC'] as const).map((mode) =>
    evccProject(
      `evcc-iso15118-2-${mode.toLowerCase()}-pnc-common`,
      { not: mode === 'DC' ? /_AC_|Reliability/ : /_DC_|Reliability/ },
      {
        mode,
        security: 'tls',
        pics: { ...(mode === 'DC' ? dc : ac), ...secured, ...evcc, ...byContract },
      },
    ),
  ),
  ...(['DC', 'AC'] as const).map((mode) =>
    evccProject(
      `evcc-iso15118-2-${mode.toLowerCase()}-pnc-lean`,
      { files: 'contract', only: new RegExp(`(CMN|${mode})_VTB_PaymentServiceSelection_`) },
      {
        mode,
        security: 'tls',
        pics: { ...(mode === 'DC' ? dc : ac), ...secured, ...evcc, ...byContract, ...lean },
      },
    ),
  ),
];
