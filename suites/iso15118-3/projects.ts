import type { PicsValues } from '../../src/judge/pics/pics-values.js';
import { projectsIn, type SuiteProject } from '../engine/suite-project.js';
import { ac, dc, plain } from '../engine/variant-pics.js';

/** One form of the charger that the cases of ISO 15118-3 need. */
export interface SlacForm {
  readonly name: string;
  readonly mode: 'AC' | 'DC';
  readonly gateway: string;
  readonly pics: PicsValues;
  readonly only?: RegExp;
  readonly not?: RegExp;
}

const afterPlugin = { PICS_SECC_CMN_EIMDone: 'afterPlugin' };
const from100 = { PIXIT_SECC_AC_InitialDutyCyle: 'dc100' };
/** Seconds after which the vehicle wakes a paused charger, or the charger the vehicle. */
const vehicleWakes = { PICS_CMN_CMN_WakeUp: 4, PIXIT_CMN_CMN_WakeUp: 300 };
const wakesEarly = { PICS_CMN_CMN_WakeUp: 1, PIXIT_CMN_CMN_WakeUp: 300 };
const chargerWakes = { PICS_CMN_CMN_WakeUp: 300, PIXIT_CMN_CMN_WakeUp: 4 };

/**
 * Cases that name a validation, an authorization, a duty cycle or who wakes whom need a charger set up for it; every case of
 * the list is in one of these. Cases for both charging modes run with DC.
 */
export const slacForms: readonly SlacForm[] = [
  {
    name: 'dc',
    mode: 'DC',
    gateway: 'slac',
    pics: { ...dc, ...vehicleWakes },
    not: /_AC_|CmValidate_(00|011|012|013)|CmAmpMap_00[234]|CmSlacMatch_0(0[2468]|1[02468]|2[024])|DC_VTB_PLCLinkStatus_00[27]/,
  },
  {
    name: 'dc-validate',
    mode: 'DC',
    gateway: 'slac-validate',
    pics: { ...dc, PIXIT_SECC_CMN_CmValidate: 'cmValidate', PICS_CMN_CMN_InitiateCmAmpMap: false },
    only: /CmValidate_(00|013)|CmSlacMatch_0(0[2468]|1[02468]|2[024])|CmAmpMap_00[234]|CMN_VTB_PLCLinkStatus_00[14]/,
  },
  {
    name: 'dc-not-required',
    mode: 'DC',
    gateway: 'slac-not-required',
    pics: { ...dc, PIXIT_SECC_CMN_CmValidate: 'cmValidate', PIXIT_SECC_CMN_ArchitectureValidationNotRequired: true },
    only: /CmValidate_01[12]/,
  },
  {
    name: 'dc-short-pause',
    mode: 'DC',
    gateway: 'slac',
    pics: { ...dc, ...wakesEarly },
    only: /DC_VTB_PLCLinkStatus_007/,
  },
  {
    name: 'dc-wakes',
    mode: 'DC',
    gateway: 'slac-wake',
    pics: { ...dc, ...chargerWakes },
    only: /DC_VTB_PLCLinkStatus_002/,
  },
  {
    name: 'ac',
    mode: 'AC',
    gateway: 'slac-ac',
    pics: { ...ac, ...afterPlugin, ...vehicleWakes },
    only: /_AC_VTB_(CmSlacParm_00[12]|PLCLinkStatus_(00[24568]|010))/,
  },
  {
    name: 'ac-100',
    mode: 'AC',
    gateway: 'slac-ac-100',
    pics: { ...ac, ...afterPlugin, ...from100 },
    only: /_AC_VTB_(CmSlacParm_003|PLCLinkStatus_011)/,
  },
  {
    name: 'ac-authorised-before',
    mode: 'AC',
    gateway: 'slac-ac',
    pics: { ...ac, PICS_SECC_CMN_EIMDone: 'beforePlugin' },
    only: /_AC_VTB_CmSlacParm_004/,
  },
  {
    name: 'ac-authorised-during',
    mode: 'AC',
    gateway: 'slac-ac',
    pics: { ...ac, PICS_SECC_CMN_EIMDone: 'duringSlac' },
    only: /_AC_VTB_PLCLinkStatus_001/,
  },
  {
    name: 'ac-100-authorised-during',
    mode: 'AC',
    gateway: 'slac-ac-100',
    pics: { ...ac, ...from100, PICS_SECC_CMN_EIMDone: 'duringSlac' },
    only: /_AC_VTB_PLCLinkStatus_009/,
  },
  {
    name: 'ac-short-pause',
    mode: 'AC',
    gateway: 'slac-ac',
    pics: { ...ac, ...wakesEarly },
    only: /_AC_VTB_PLCLinkStatus_012/,
  },
  {
    name: 'ac-option-b',
    mode: 'AC',
    gateway: 'slac-ac-b',
    pics: { ...ac, ...afterPlugin, ...chargerWakes, PIXIT_SECC_AC_ConnectionLossHandling: 'optionB' },
    only: /_AC_VTB_PLCLinkStatus_00[37]/,
  },
];

const slacProject = projectsIn('iso15118-3', {});

export const slacProjects: readonly SuiteProject[] = slacForms.map(({ name, mode, gateway, pics, only, not }) =>
  slacProject(
    `iso15118-3-${name}`,
    { only, not },
    { mode, security: 'none', pics: { ...plain, PICS_CMN_CMN_CombinedTesting: true, ...pics }, gateway },
  ),
);
