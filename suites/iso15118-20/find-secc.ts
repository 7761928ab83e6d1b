import { discoverSecc, type SdpOutcome } from '../../src/transport/sdp-client.js';
import type { CaseRun } from '../engine/case-run.js';
import type { Harness } from '../engine/harness.js';
import { doubtSilence, meshOf } from '../iso15118-2/sdp-discovery.js';

/** How often a vehicle asks that is no vehicle of the case. */
const attempts = 5;

/**
 * Finds the SECC for a connection that no vehicle of the harness makes. Silence is laid at its door only where the link shows
 * a sign of life of its host; else the case ends as inconclusive.
 */
export async function findSecc(
  harness: Harness,
  run: CaseRun,
  security: 'tls' | 'none' = 'tls',
  discover: typeof discoverSecc = discoverSecc,
): Promise<NonNullable<SdpOutcome['secc']>> {
  const outcome = await discover({ interface: meshOf(harness), security, attempts });
  await doubtSilence(harness, run, outcome);
  run.require(outcome.secc !== undefined, {
    text: 'the SECC answers discovery',
    expected: 'an answer that names an SECC',
    observed: outcome.secc !== undefined ? 'found' : outcome.answers.length === 0 ? 'silence' : 'no answer of use',
  });
  return outcome.secc!;
}
