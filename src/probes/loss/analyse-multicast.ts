import { analyseLoss, type LossResult } from './analyse-loss.js';
import type { LossFinding } from './loss-finding.js';
import type { ReflectorRecord, SenderRecord } from './loss-records.js';

export interface ResponderLoss {
  /** Address of the member, without zone. */
  readonly address: string;
  readonly result: LossResult;
}

/** What a probe to a group found, member by member. */
export interface MulticastLoss {
  readonly group: string;
  /** Sorted by address: all that answered, and all that were expected to. */
  readonly responders: readonly ResponderLoss[];
  readonly findings: readonly LossFinding[];
}

/**
 * Sets the answers to a group against the probes, for each member by itself: the way there is multicast, which a mesh
 * carries without acknowledgements and at its lowest rate, the way back is unicast. Pure.
 * @param reflector the record of a member; it tells the directions of that member apart if only one was expected
 */
export function analyseMulticast(sender: SenderRecord, reflector?: ReflectorRecord): MulticastLoss {
  const { plan } = sender;
  const expected = plan.expected ?? [];
  const seen = sender.replies.flatMap(({ from }) => (from === undefined ? [] : [from]));
  const addresses = [...new Set([...expected, ...seen])].sort();
  const responders = addresses.map((address): ResponderLoss => {
    const own: SenderRecord = {
      ...sender,
      plan: { ...plan, path: `${plan.path} (${address})` },
      replies: sender.replies.filter(({ from }) => from === address),
    };
    return { address, result: analyseLoss(own, addresses.length === 1 ? reflector : undefined) };
  });
  const findings = expected
    .filter((address) => !seen.includes(address))
    .map(
      (address): LossFinding => ({
        kind: 'silent-responder',
        text: `${address} never answered probes to ${plan.host}: it is no member of the group, or the way there or back is broken`,
        count: sender.sent.length,
      }),
    );
  return { group: plan.host, responders, findings };
}
