import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import type { Harness } from '../engine/harness.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from '../iso15118-2/evcc.js';
import { labOf, labVehicle } from '../iso15118-2/pnc-case.js';

/** What a spec says about a case of ours; id and standard are put to it here. */
export interface Iso20Words extends Pick<CaseDefinition, 'title' | 'purpose' | 'requirements' | 'kind'> {
  /** Message or subject, as in the report: `ISO 15118-20 ServiceSelection`. */
  readonly group: string;
  /** Clause of ISO 15118-20:2022. */
  readonly clause: string;
  readonly pics?: string;
  /** Timers that the case is about, beside those of every case. */
  readonly timers?: CaseDefinition['timers'];
  /** The case runs, and does not weigh yet. */
  readonly maturity?: 'experimental';
  readonly likelyCauses?: readonly string[];
  readonly nextStep?: string;
}

/** Definition of a case of ISO 15118-20. No list of them is published: ids `TC20_SECC_...` are ours. */
export function iso20Definition(id: string, { group, clause, timers = [], ...words }: Iso20Words): CaseDefinition {
  return {
    id,
    area: `ISO 15118-20 ${group}`,
    clause: `ISO 15118-20:2022, ${clause}`,
    ...words,
    timers: [
      ...timers,
      ...(words.kind === 'timing' ? [] : [...everyCase, ...(words.kind === 'invalid' ? refusals : [])]),
    ],
  };
}

/** Each answer is held against its message timer; after a refusal the SECC ends the connection. */
const everyCase = ['iso15118-20/V2G_EVCC_Msg_Timeout'] as const;
const refusals = ['tester/par_CMN_TCP_Connection_Termination_Timeout'] as const;

/** How a vehicle differs from the usual one; what lies in the PKI of the run is known only when the case runs. */
export type VehicleChanges = Partial<VehicleOptions> | ((harness: Harness) => Partial<VehicleOptions>);

/** Declares a case that a vehicle of ISO 15118-20 carries out over mutual TLS 1.3. */
export function iso20Case(
  id: string,
  words: Iso20Words,
  body: (evcc: Evcc) => Promise<void>,
  changes: VehicleChanges = {},
): void {
  declareCase(iso20Definition(id, words), async ({ harness, run }) => {
    const evcc = new Evcc(harness, run, typeof changes === 'function' ? changes(harness) : changes);
    try {
      await body(evcc);
    } finally {
      await evcc.leave();
    }
  });
}

export type Payment = 'EIM' | 'PnC';

/** A vehicle that pays so, with the certificates of the lab. */
export function paying(payment: Payment, changes: Partial<VehicleOptions> = {}): VehicleChanges {
  if (payment === 'EIM') return changes;
  return (harness) => ({ ...changes, identification: 'PnC', pnc: labVehicle(labOf(harness)) });
}

export const energyServices = ['AC', 'AC_BPT', 'DC', 'DC_BPT'] as const;
export type EnergyService = (typeof energyServices)[number];
export const controlModes = ['scheduled', 'dynamic'] as const;
export type ControlMode = (typeof controlModes)[number];

/** AC or DC: which project runs the case. */
export function modeOf(service: EnergyService): 'AC' | 'DC' {
  return service.startsWith('AC') ? 'AC' : 'DC';
}
