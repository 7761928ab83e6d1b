import type { SuiteProject } from '../engine/suite-project.js';
import { ac, dc, plain, secured } from '../engine/variant-pics.js';
import { contract, contractProjects } from './contract-projects.js';
import { declaredProjects } from './declared-projects.js';
import { iso2Project } from './iso2-project.js';
import { renegotiationProjects } from './renegotiation-projects.js';

const plugged = { PIXIT_SECC_CMN_CommunicationSetupTimeout: 2 };

/**
 * The forms of the station in which the cases of ISO 15118-2 run. Cases for both charging modes run once, with DC over plain
 * TCP; over TLS the good cases and the discovery run again.
 */
export const iso2Projects: readonly SuiteProject[] = [
  iso2Project(
    'iso15118-2-dc-tcp',
    { not: /_AC_/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain }, gateway: 'dc' },
  ),
  iso2Project(
    'iso15118-2-ac-tcp',
    { only: /_AC_/ },
    { mode: 'AC', security: 'none', pics: { ...ac, ...plain }, gateway: 'ac' },
  ),
  iso2Project(
    'iso15118-2-dc-tls',
    {
      only: /SDP_|SupportedAppProtocol|SessionSetup_00|_001|WholeSession/,
      not: /_AC_|V2GTP|_003|Reliability/,
    },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'dc' },
  ),
  iso2Project(
    'iso15118-2-ac-tls',
    { only: /AC_.*(WholeSession|_001)/, not: /Reliability/ },
    { mode: 'AC', security: 'tls', pics: { ...ac, ...secured }, gateway: 'ac' },
  ),
  ...contractProjects,
  ...renegotiationProjects,
  iso2Project(
    'iso15118-2-dc-robustness',
    { files: 'robustness', not: /_AC_/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain }, gateway: 'dc' },
  ),
  iso2Project(
    'iso15118-2-ac-robustness',
    { files: 'robustness', only: /_AC_/ },
    { mode: 'AC', security: 'none', pics: { ...ac, ...plain }, gateway: 'ac' },
  ),
  iso2Project(
    'iso15118-2-setup-timer-tcp',
    { files: 'setup-timer', only: /SDP_004/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain, ...plugged }, gateway: 'plugged' },
  ),
  iso2Project(
    'iso15118-2-setup-timer-tls',
    { files: 'setup-timer', only: /SDP_005/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured, ...plugged }, gateway: 'plugged' },
  ),
  iso2Project(
    'iso15118-2-setup-timer-pnc',
    { files: 'setup-timer', only: /SDP_006/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...contract, ...plugged }, gateway: 'pnc-plugged' },
  ),
  iso2Project(
    'iso15118-2-two-roots',
    { files: 'station-tls' },
    {
      mode: 'DC',
      security: 'tls',
      pics: { ...dc, ...secured, PICS_PLUMBLINE_SECC_OtherRoot: true },
      gateway: 'two-roots',
    },
  ),
  iso2Project(
    'iso15118-2-private-root',
    { files: 'station-tls', only: /Tls_PrivateRoot/ },
    {
      mode: 'DC',
      security: 'tls',
      pics: { ...dc, ...secured, PICS_PLUMBLINE_SECC_PrivateRoot: true },
      gateway: 'private-root',
    },
  ),
  ...declaredProjects,
];
