import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { type FaultTrial, trialProjects } from './engine/fault-trials.js';
import type { Variant } from './engine/variant.js';
import { iso2Files, iso2Projects } from './iso15118-2/projects.js';
import { slacProjects } from './iso15118-3/projects.js';

const here = dirname(fileURLToPath(import.meta.url));

const special = {
  ...iso2Files,
  'not-offered': '**/*not-offered.spec.js',
} as const;

interface Part {
  readonly folder: string;
  /** Cases of this project, by id; everything else that does not apply is decided by PICS. */
  readonly only?: RegExp;
  readonly not?: RegExp;
  /** Which files, by what they hold; without it all that are in none of these. */
  readonly files?: keyof typeof special;
  /** For cases that take longer than the guard of all the others, ms. */
  readonly timeout?: number;
}

function project(name: string, part: Part, variant: Variant) {
  return {
    name,
    testDir: join(here, part.folder),
    ...(part.files === undefined ? { testIgnore: Object.values(special) } : { testMatch: special[part.files] }),
    ...(part.timeout === undefined ? {} : { timeout: part.timeout }),
    ...(part.only === undefined ? {} : { grep: part.only }),
    ...(part.not === undefined ? {} : { grepInvert: part.not }),
    use: { variant },
  };
}

const ac = { PICS_CMN_CMN_ChargingMode: 'aC' };
const dc = { PICS_CMN_CMN_ChargingMode: 'dC' };
const plain = { PIXIT_SECC_CMN_TLS: false };
const secured = { PIXIT_SECC_CMN_TLS: true };
const contract = {
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

const renegotiates = {
  PICS_CMN_CMN_Renegotiation: true,
  PIXIT_CMN_CMN_Renegotiation: 'unknown',
};
// With contracts the offered schedules carry tariffs, and the vehicle names departure and entries.
const renegotiatesByContract = {
  ...contract,
  ...renegotiates,
  PICS_SECC_CMN_DepartureTime: true,
  PICS_SECC_CMN_MaxEntriesSAScheduleTuple: true,
  PIXIT_SECC_CMN_SalesTariff: 'salesTariff',
};
/** Name, number of the published case, tariffs, departure time, bound of entries. */
const offersAfterRenegotiation = [
  ['departure', '023', false, true, false],
  ['entries', '025', false, false, true],
  ['departure-entries', '028', false, true, true],
  ['tariff', '009', true, false, false],
  ['tariff-departure', '024', true, true, false],
  ['tariff-entries', '026', true, false, true],
] as const;
const stalled = { PIXIT_SECC_CMN_AuthorizationOngoing: 'ongoing', PIXIT_SECC_CMN_OngoingTimeout: 2 };
const plugged = { PIXIT_SECC_CMN_CommunicationSetupTimeout: 2 };
/** The reference vehicle's pilot and data link belong to the bench; it names no departure time. */
const evcc = { PICS_CMN_CMN_CombinedTesting: true, PICS_SECC_CMN_DepartureTime: false };
/** A station of ISO 15118-20 that has nothing but DC charging with external payment. */
const bare = {
  PICS_PLUMBLINE_SECC_Contracts: false,
  PICS_PLUMBLINE_SECC_ServiceRenegotiation: false,
  PICS_PLUMBLINE_SECC_Pause20: false,
  PICS_PLUMBLINE_SECC_Standby: false,
};

/** The forms in which a SUT is tested. Cases for both charging modes run once, with DC over plain TCP; over TLS the good cases and the discovery run again. */
const projects = [
  project(
    'iso15118-2-dc-tcp',
    { folder: 'iso15118-2', not: /_AC_/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain }, gateway: 'dc' },
  ),
  project(
    'iso15118-2-ac-tcp',
    { folder: 'iso15118-2', only: /_AC_/ },
    { mode: 'AC', security: 'none', pics: { ...ac, ...plain }, gateway: 'ac' },
  ),
  project(
    'iso15118-2-dc-tls',
    {
      folder: 'iso15118-2',
      only: /SDP_|SupportedAppProtocol|SessionSetup_00|_001|WholeSession/,
      not: /_AC_|V2GTP|_003|Reliability/,
    },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'dc' },
  ),
  project(
    'iso15118-2-ac-tls',
    { folder: 'iso15118-2', only: /AC_.*(WholeSession|_001)/, not: /Reliability/ },
    { mode: 'AC', security: 'tls', pics: { ...ac, ...secured }, gateway: 'ac' },
  ),
  project(
    'iso15118-2-dc-pnc',
    {
      folder: 'iso15118-2',
      files: 'contract',
      not: /_AC_|CertificateUpdate|PaymentDetails_00[23]|Authorization_01[235-7]/,
    },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...contract }, gateway: 'pnc' },
  ),
  project(
    'iso15118-2-dc-pnc-install',
    { folder: 'iso15118-2', files: 'contract', only: /PaymentDetails_002|Authorization_012|InstalledContract/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...contract, ...install }, gateway: 'pnc' },
  ),
  project(
    'iso15118-2-ac-pnc',
    { folder: 'iso15118-2', files: 'contract', only: /_AC_|CertificateUpdate|PaymentDetails_003|Authorization_013/ },
    { mode: 'AC', security: 'tls', pics: { ...ac, ...contract, ...update }, gateway: 'pnc' },
  ),
  ...(
    [
      ['iso15118-2-pnc-stalled', /Authorization_015/, {}],
      ['iso15118-2-pnc-stalled-install', /Authorization_016/, install],
      ['iso15118-2-pnc-stalled-update', /Authorization_017/, update],
    ] as const
  ).map(([name, only, handling]) =>
    project(
      name,
      { folder: 'iso15118-2', files: 'contract', only },
      { mode: 'DC', security: 'tls', pics: { ...dc, ...contract, ...handling, ...stalled }, gateway: 'pnc-stalled' },
    ),
  ),
  project(
    'iso15118-2-dc-renegotiation',
    { folder: 'iso15118-2', files: 'renegotiation', not: /_AC_|ChargeParameterDiscovery_0(09|2)/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain, ...renegotiates }, gateway: 'dc' },
  ),
  project(
    'iso15118-2-ac-renegotiation',
    { folder: 'iso15118-2', files: 'renegotiation', not: /_DC_|ChargeParameterDiscovery_0(09|2)/ },
    { mode: 'AC', security: 'none', pics: { ...ac, ...plain, ...renegotiates }, gateway: 'ac' },
  ),
  project(
    'iso15118-2-dc-pnc-renegotiation',
    { folder: 'iso15118-2', files: 'renegotiation', not: /_AC_|ChargeParameterDiscovery_0(0|2[3-68])/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...renegotiatesByContract }, gateway: 'pnc' },
  ),
  project(
    'iso15118-2-ac-pnc-renegotiation',
    { folder: 'iso15118-2', files: 'renegotiation', not: /_DC_|ChargeParameterDiscovery_0(0|2[3-68])/ },
    { mode: 'AC', security: 'tls', pics: { ...ac, ...renegotiatesByContract }, gateway: 'pnc' },
  ),
  // The published cases of the parameters after a renegotiation differ by what the vehicle names and what is offered.
  ...(['DC', 'AC'] as const).flatMap((mode) =>
    offersAfterRenegotiation.map(([name, number, tariff, departure, entries]) =>
      project(
        `iso15118-2-${mode.toLowerCase()}-renegotiation-${name}`,
        {
          folder: 'iso15118-2',
          files: 'renegotiation',
          only: new RegExp(`_${mode}_.*ChargeParameterDiscovery_${number}`),
        },
        {
          mode,
          security: tariff ? 'tls' : 'none',
          pics: {
            ...(mode === 'DC' ? dc : ac),
            ...(tariff ? renegotiatesByContract : { ...plain, ...renegotiates }),
            PICS_SECC_CMN_DepartureTime: departure,
            PICS_SECC_CMN_MaxEntriesSAScheduleTuple: entries,
          },
          gateway: tariff ? 'pnc' : mode === 'DC' ? 'dc' : 'ac',
        },
      ),
    ),
  ),
  project(
    'iso15118-2-dc-robustness',
    { folder: 'iso15118-2', files: 'robustness', not: /_AC_/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain }, gateway: 'dc' },
  ),
  project(
    'iso15118-2-ac-robustness',
    { folder: 'iso15118-2', files: 'robustness', only: /_AC_/ },
    { mode: 'AC', security: 'none', pics: { ...ac, ...plain }, gateway: 'ac' },
  ),
  project(
    'iso15118-2-setup-timer-tcp',
    { folder: 'iso15118-2', files: 'setup-timer', only: /SDP_004/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain, ...plugged }, gateway: 'plugged' },
  ),
  project(
    'iso15118-2-setup-timer-tls',
    { folder: 'iso15118-2', files: 'setup-timer', only: /SDP_005/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured, ...plugged }, gateway: 'plugged' },
  ),
  project(
    'iso15118-2-setup-timer-pnc',
    { folder: 'iso15118-2', files: 'setup-timer', only: /SDP_006/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...contract, ...plugged }, gateway: 'pnc-plugged' },
  ),
  ...iso2Projects.map(({ name, mode, security, gateway, pics, files, only }) =>
    project(`iso15118-2-${name}`, { folder: 'iso15118-2', files, only }, { mode, security, pics, gateway }),
  ),
  project(
    'iso15118-20-dc',
    { folder: 'iso15118-20', not: /_AC_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured }, gateway: 'iso20' },
  ),
  project(
    'iso15118-20-ac',
    { folder: 'iso15118-20', only: /_AC_/ },
    { mode: 'AC', security: 'tls', protocol: 'iso20', pics: { ...ac, ...secured }, gateway: 'iso20' },
  ),
  project(
    'iso15118-20-plain',
    { folder: 'iso15118-20', files: 'not-offered' },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured, ...bare }, gateway: 'iso20-plain' },
  ),
  // What the station's own answers tell of its PICS: plumbline pics init and pics check run these.
  project(
    'pics-dc',
    { folder: 'pics', not: /_AC_|_ISO20_/ },
    { mode: 'DC', security: 'none', pics: dc, gateway: 'dc' },
  ),
  project('pics-ac', { folder: 'pics', only: /_AC_/ }, { mode: 'AC', security: 'none', pics: ac, gateway: 'ac' }),
  project(
    'pics-iso20',
    { folder: 'pics', only: /_ISO20_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: dc, gateway: 'iso20' },
  ),
  ...slacProjects.map(({ name, mode, gateway, pics, only, not }) =>
    project(
      `iso15118-3-${name}`,
      { folder: 'iso15118-3', ...(only === undefined ? {} : { only }), ...(not === undefined ? {} : { not }) },
      { mode, security: 'none', pics: { ...plain, PICS_CMN_CMN_CombinedTesting: true, ...pics }, gateway },
    ),
  ),
  // The vehicle is the SUT: the cases play the SECC (docs/evcc.md). No gateway runs.
  ...(['DC', 'AC'] as const).map((mode) =>
    project(
      `evcc-iso15118-2-${mode.toLowerCase()}`,
      { folder: 'evcc-iso15118-2', not: mode === 'DC' ? /_AC_/ : /_DC_/ },
      {
        mode,
        security: 'none',
        pics: { ...(mode === 'DC' ? dc : ac), ...plain, ...evcc },
      },
    ),
  ),
  project(
    'din70121-dc',
    { folder: 'din70121' },
    { mode: 'DC', security: 'none', protocol: 'din', pics: { ...dc, ...plain }, gateway: 'din' },
  ),
  // The cases start server and gateway themselves, in the arrangement that each of them needs.
  project(
    'sep2',
    { folder: 'sep2', only: /SEP2_CLI_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured } },
  ),
  project(
    'sep2-stop',
    { folder: 'sep2', only: /SEP2_STOP_/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured } },
  ),
  project(
    'sep2-server',
    { folder: 'sep2', only: /SEP2_SRV_/ },
    { mode: 'none', security: 'none', pics: { ...dc, ...secured } },
  ),
  project(
    'site',
    { folder: 'site', not: /SITE_StopPath_|SITE_TlsLoad_|SITE_Iso20_|SITE_GridSignalling_|SITE_PilotLine_002/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'dc' },
  ),
  // Services of the gateway that another configuration of it, or a utility server, brings about.
  project(
    'site-services',
    { folder: 'site', only: /SITE_Iso20_|SITE_GridSignalling_|SITE_PilotLine_002/ },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured }, gateway: 'iso20' },
  ),
  // Every way to stop but those of IEEE 2030.5 (sep2-stop); trials by --trials, 30 for sign-off.
  project(
    'stop-paths',
    { folder: 'site', only: /SITE_StopPath_/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'dc' },
  ),
  // TLS handshakes for sign-off: more of them, the curve to 1,000 vehicles, resumed ones, and the mutual TLS 1.3 of -20.
  project(
    'tls-load',
    { folder: 'site', only: /SITE_TlsLoad_/, timeout: 600_000 },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...secured }, gateway: 'tls-load' },
  ),
  project(
    'tls-load-iso20',
    { folder: 'site', only: /SITE_TlsLoad_/, timeout: 600_000 },
    { mode: 'DC', security: 'tls', protocol: 'iso20', pics: { ...dc, ...secured }, gateway: 'tls-load-iso20' },
  ),
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
      ? projects
      : trialProjects(projects, JSON.parse(readFileSync(trials, 'utf8')) as readonly FaultTrial[]),
});
