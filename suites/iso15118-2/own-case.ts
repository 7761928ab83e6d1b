import type { CaseDefinition } from '../engine/case-definition.js';
import { declareCase } from '../engine/plumbline-test.js';
import { Evcc } from './evcc.js';

/** Declares a case of ours beside the published list of ISO 15118-2; the body tells it as given, when, then. */
export function ownCase(
  id: string,
  clause: string,
  words: Pick<CaseDefinition, 'title' | 'purpose' | 'requirements' | 'likelyCauses' | 'kind' | 'area' | 'pics'>,
  body: (evcc: Evcc) => Promise<void>,
): void {
  const definition = { id: `PL_SECC_${id}`, clause: `ISO 15118-2:2014, ${clause}`, ...words };
  declareCase(definition, async ({ harness, run }) => {
    const evcc = new Evcc(harness, run);
    try {
      await body(evcc);
    } finally {
      await evcc.leave();
    }
  });
}
