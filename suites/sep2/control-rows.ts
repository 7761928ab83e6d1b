import type { ControlBase } from '../../src/peers/utility/utility-config.js';

/** What a control asks for, and how it must be read in DERControlBase: booleans, or W, or hundredths of a second. */
export interface ControlRow {
  readonly title: string;
  readonly bases: readonly ControlBase[];
}

const half = 11_000;

/** Controls of the published procedures for servers, each with the bases that are issued one after the other. */
export const activeControls: readonly ControlRow[] = [
  { title: 'export limit', bases: [{ opModExpLimW: 0 }] },
  { title: 'generation limit', bases: [{ opModGenLimW: 0 }] },
  { title: 'import limit', bases: [{ opModImpLimW: 0 }] },
  { title: 'load limit', bases: [{ opModLoadLimW: 0 }] },
  {
    title: 'energise and de-energise',
    bases: [{ opModEnergize: true }, { opModEnergize: false }, { opModEnergize: true }],
  },
  { title: 'connect and disconnect', bases: [{ opModConnect: true }, { opModConnect: false }, { opModConnect: true }] },
  {
    title: 'all at once',
    bases: [
      {
        opModExpLimW: half,
        opModGenLimW: 0,
        opModImpLimW: half,
        opModLoadLimW: 0,
        opModEnergize: false,
        opModConnect: false,
      },
    ],
  },
  { title: 'ramp time', bases: [{ opModExpLimW: 0, opModImpLimW: 0, rampTms: 3000 }] },
];

export interface DefaultRow {
  readonly title: string;
  readonly base: ControlBase;
  readonly setGradW?: number;
}

export const defaultControls: readonly DefaultRow[] = [
  { title: 'export limit', base: { opModExpLimW: 6600 } },
  { title: 'generation limit', base: { opModGenLimW: 6600 } },
  { title: 'import limit', base: { opModImpLimW: 6600 } },
  { title: 'load limit', base: { opModLoadLimW: 6600 } },
  { title: 'ramp rate', base: {}, setGradW: 100 },
  { title: 'all at once', base: { opModExpLimW: half, opModGenLimW: 0, opModImpLimW: half, opModLoadLimW: 0 } },
];
