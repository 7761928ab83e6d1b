import type { SdpOutcome } from '../../src/transport/sdp-client.js';
import type { SdpSecurity } from '../../src/wire/sdp.js';
import type { CaseRun } from '../engine/case-run.js';
import { expectEndpoint } from '../iso15118-2/sdp-discovery.js';
import { type LearningContext, learned } from './learned.js';

/** What came of an SDP request for this security. */
export interface Asked {
  readonly security: SdpSecurity;
  readonly outcome: Pick<SdpOutcome, 'answers'>;
}

/**
 * Reads TLS off what discovery announces, each kind of request made twice or more. The announcements must be ones that a
 * vehicle can connect to, the same each time, and TLS must be there for who asks for it where there is TLS at all. Silence
 * is inconclusive.
 */
export function tellDiscovery(context: LearningContext, asked: readonly Asked[]): void {
  const { run } = context;
  const announced = new Map<SdpSecurity, string>();
  for (const { security, outcome } of asked) {
    const found = announcement(run, security, outcome);
    if (found === undefined) continue;
    const before = announced.get(security);
    if (before === undefined) announced.set(security, found);
    else
      run.observe(before === found, {
        text: `asked for ${words(security)} again it announces the same`,
        expected: words(before),
        observed: words(found),
        field: 'Security',
      });
  }
  const [plain, secured] = [announced.get('none'), announced.get('tls')];
  if (plain === undefined || secured === undefined) return;
  run.observe(!(plain === 'tls' && secured === 'none'), {
    text: 'TLS is there for who asks for it, where it is there for who does not',
    expected: 'TLS for the request for TLS',
    observed: `asked for plain TCP it announces ${words(plain)}, asked for TLS ${words(secured)}`,
    field: 'Security',
  });
  const how = `asked for plain TCP it announces ${words(plain)}, asked for TLS ${words(secured)}`;
  learned(context, 'PIXIT_SECC_CMN_TLS', secured === 'tls' || plain === 'tls', how);
}

/** The security that the first answer announces; undefined where there is none that could be read. */
function announcement(run: CaseRun, security: SdpSecurity, { answers }: Asked['outcome']): string | undefined {
  const [first] = answers;
  if (first === undefined) {
    run.inconclusive(`no answer to an SDP request for ${words(security)}`);
    return undefined;
  }
  run.observe(first.violations.length === 0, {
    text: `asked for ${words(security)} it answers with a correct SECC Discovery Response`,
    expected: 'no rule broken',
    observed: first.violations.join('; ') || 'no rule broken',
  });
  if (first.value === undefined) return undefined;
  expectEndpoint(run, first.value);
  return String(first.value.security);
}

function words(security: string): string {
  return security === 'tls' ? 'TLS' : security === 'none' ? 'plain TCP' : `security ${security}`;
}
