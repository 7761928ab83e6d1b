import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { askGateway, controlSocketOf } from '../site/gateway-control.js';

/** Control pilot A, then B: by the operator's way into the SECC, where the bench has no other. */
export async function plugIn({ bench }: Harness, run: CaseRun): Promise<boolean> {
  const socket = controlSocketOf(bench);
  for (const state of ['A', 'B']) {
    const reply = socket === undefined ? undefined : await askGateway(socket, { command: 'pilot', state });
    if (reply?.['ok'] === true) continue;
    run.inconclusive('nobody can plug the vehicle in and out here', String(reply?.['error'] ?? 'no control pilot'));
    return false;
  }
  return true;
}
