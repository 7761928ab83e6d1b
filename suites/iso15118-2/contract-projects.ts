import type { SuiteProject } from '../engine/suite-project.js';
import { ac, dc, secured } from '../engine/variant-pics.js';
import { iso2Project } from './iso2-project.js';

/** What a station with Plug & Charge declares. */
export const contract = {
  ...secured,
  PICS_CMN_CMN_IdentificationMode: 'pnC',
  PICS_CMN_CMN_PkiName: 'PKI_1',
  PIXIT_CMN_CMN_PkiName: 'PKI_1',
  PICS_CertificateHandling: 'certInstall',
  PIXIT_SECC_CMN_CertificateHandling: 'none_',
  PIXIT_SECC_CMN_PaymentOption: 'contract',
  PIXIT_SECC_CMN_VAS: 'serviceDetail',
  PIXIT_SECC_CMN_InternetAccess: 'internetAccess',
  PIXIT_SECC_CMN_ReceiptRequired: 'receiptRequired',
  PIXIT_SECC_CMN_MeterInfo: 'meterInfo',
  PIXIT_CMN_CMN_MeterReading: 'meterReading',
  PIXIT_SECC_CMN_SequenceTimeout: 1,
};
// Three forms of one station, because a case names one way of certificate handling: none, installation, update.
const install = { PIXIT_SECC_CMN_CertificateHandling: 'certInstall' };
const update = {
  PICS_CertificateHandling: 'certUpdate',
  PIXIT_SECC_CMN_CertificateHandling: 'certUpdate',
  PIXIT_CMN_CMN_MeterReading: 'unknown',
};
const stalled = { PIXIT_SECC_CMN_AuthorizationOngoing: 'ongoing', PIXIT_SECC_CMN_OngoingTimeout: 2 };

/** Plug & Charge. */
export const contractProjects: readonly SuiteProject[] = [
  iso2Project(
    'iso15118-2-dc-pnc',
    {
      files: 'contract',
      not: /_AC_|CertificateUpdate|PaymentDetails_00[23]|Authorization_01[235-7]/,
    },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...contract }, gateway: 'pnc' },
  ),
  iso2Project(
    'iso15118-2-dc-pnc-install',
    { files: 'contract', only: /PaymentDetails_002|Authorization_012|InstalledContract/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...contract, ...install }, gateway: 'pnc' },
  ),
  iso2Project(
    'iso15118-2-ac-pnc',
    { files: 'contract', only: /_AC_|CertificateUpdate|PaymentDetails_003|Authorization_013/ },
    { mode: 'AC', security: 'tls', pics: { ...ac, ...contract, ...update }, gateway: 'pnc' },
  ),
  ...(
    [
      ['iso15118-2-pnc-stalled', /Authorization_015/, {}],
      ['iso15118-2-pnc-stalled-install', /Authorization_016/, install],
      ['iso15118-2-pnc-stalled-update', /Authorization_017/, update],
    ] as const
  ).map(([name, only, handling]) =>
    iso2Project(
      name,
      { files: 'contract', only },
      { mode: 'DC', security: 'tls', pics: { ...dc, ...contract, ...handling, ...stalled }, gateway: 'pnc-stalled' },
    ),
  ),
];
