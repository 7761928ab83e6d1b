import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import type { CaseDefinition } from '../engine/case-definition.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from '../iso15118-2/evcc.js';

/** What a spec says about a case of ours; id and standard are put to it here. */
export interface Iso20Words extends Pick<CaseDefinition, 'title' | 'purpose' | 'requirements' | 'kind'> {
  /** Message or subject, as in the report: `ISO 15118-20 ServiceSelection`. */
  readonly group: string;
  /** Clause of ISO 15118-20:2022. */
  readonly clause: string;
  readonly likelyCauses?: readonly string[];
  readonly nextStep?: string;
}

/** Definition of a case of ISO 15118-20. No list of them is published: ids `TC20_SECC_...` are ours. */
export function iso20Definition(id: string, { group, clause, ...words }: Iso20Words): CaseDefinition {
  return { id, area: `ISO 15118-20 ${group}`, clause: `ISO 15118-20:2022, ${clause}`, ...words };
}

/** Declares a case that a vehicle of ISO 15118-20 carries out over mutual TLS 1.3. */
export function iso20Case(
  id: string,
  words: Iso20Words,
  body: (evcc: Evcc) => Promise<void>,
  changes: Partial<VehicleOptions> = {},
): void {
  declareCase(iso20Definition(id, words), async ({ harness, run }) => {
    const evcc = new Evcc(harness, run, changes);
    try {
      await body(evcc);
    } finally {
      await evcc.leave();
    }
  });
}
