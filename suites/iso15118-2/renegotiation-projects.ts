import type { SuiteProject } from '../engine/suite-project.js';
import { ac, dc, plain } from '../engine/variant-pics.js';
import { contract } from './contract-projects.js';
import { iso2Project } from './iso2-project.js';

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

/** Renegotiation by the station, without and with contracts. */
export const renegotiationProjects: readonly SuiteProject[] = [
  iso2Project(
    'iso15118-2-dc-renegotiation',
    { files: 'renegotiation', not: /_AC_|ChargeParameterDiscovery_0(09|2)/ },
    { mode: 'DC', security: 'none', pics: { ...dc, ...plain, ...renegotiates }, gateway: 'dc' },
  ),
  iso2Project(
    'iso15118-2-ac-renegotiation',
    { files: 'renegotiation', not: /_DC_|ChargeParameterDiscovery_0(09|2)/ },
    { mode: 'AC', security: 'none', pics: { ...ac, ...plain, ...renegotiates }, gateway: 'ac' },
  ),
  iso2Project(
    'iso15118-2-dc-pnc-renegotiation',
    { files: 'renegotiation', not: /_AC_|ChargeParameterDiscovery_0(0|2[3-68])/ },
    { mode: 'DC', security: 'tls', pics: { ...dc, ...renegotiatesByContract }, gateway: 'pnc' },
  ),
  iso2Project(
    'iso15118-2-ac-pnc-renegotiation',
    { files: 'renegotiation', not: /_DC_|ChargeParameterDiscovery_0(0|2[3-68])/ },
    { mode: 'AC', security: 'tls', pics: { ...ac, ...renegotiatesByContract }, gateway: 'pnc' },
  ),
  // The published cases of the parameters after a renegotiation differ by what the vehicle names and what is offered.
  ...(['DC', 'AC'] as const).flatMap((mode) =>
    offersAfterRenegotiation.map(([name, number, tariff, departure, entries]) =>
      iso2Project(
        `iso15118-2-${mode.toLowerCase()}-renegotiation-${name}`,
        {
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
];
