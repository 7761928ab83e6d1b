import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { ac, dc, secured } from '../engine/variant-pics.js';

/** A station of ISO 15118-20 that has nothing but DC charging with external payment. */
const bare = {
  PICS_PLUMBLINE_SECC_Contracts: false,
  PICS_PLUMBLINE_SECC_ServiceRenegotiation: false,
  PICS_PLUMBLINE_SECC_Pause20: false,
  PICS_PLUMBLINE_SECC_Standby: false,
};

const iso20Project = projectsIn('iso15118-20', {
  'not-offered': '**/*not-offered.spec.js',
  'two-roots': '**/named-roots.spec.js',
});

/** The forms of the station in which the cases of ISO 15118-20 run. */
export const iso20Projects: readonly SuiteProject[] = [
  iso20Project(
    'iso15118-20-dc',
    { not: /_AC_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured }, gateway: 'iso20' },
  ),
  iso20Project(
    'iso15118-20-ac',
    { only: /_AC_/ },
    { mode: 'AC', security: 'tls', protocol: 'iso20', pics: { ...ac, ...secured }, gateway: 'iso20' },
  ),
  iso20Project(
    'iso15118-20-two-roots',
    { files: 'two-roots' },
    {
      mode: 'DC',
      security: 'tls',
      protocol: 'iso20',
      pics: { ...dc, ...secured, ...bare, PICS_PLUMBLINE_SECC_OtherRoot: true },
      gateway: 'iso20-two-roots',
    },
  ),
  iso20Project(
    'iso15118-20-plain',
    { files: 'not-offered' },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured, ...bare }, gateway: 'iso20-plain' },
  ),
  // The second kind of credentials, to which a station is set by its configuration.
  iso20Project(
    'iso15118-20-ed448',
    { only: /_Tls_Ed448/ },
    {
      mode: 'DC',
      security: 'tls',
      protocol: 'iso20',
      pics: { ...dc, ...secured, ...bare, PICS_PLUMBLINE_SECC_Ed448: true },
      gateway: 'iso20-ed448',
    },
  ),
];
