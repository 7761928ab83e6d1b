import type { Measured } from '../../measured.js';
import { type Inspect, json, output } from '../host-text.js';
import { withDevices } from './chain-devices.js';
import { type FirewallFinding, type FirewallQuestion, judgeFirewall } from './firewall-finding.js';
import { type NftRuleset, parseRuleset } from './ruleset.js';

export interface FirewallReading {
  readonly measurement: Measured;
  /** Undefined when the rules could not be read. */
  readonly finding: FirewallFinding | undefined;
}

export interface FirewallContext {
  readonly node: string;
  readonly evidence: readonly string[];
  /** ISO 8601. */
  readonly takenAt: string;
}

/**
 * Measures `firewall-as-required`: reads the rules with `nft -j list ruleset` and asks of each packet whether it would
 * pass. Rules that cannot be read leave the quantity unmeasured with the reason.
 */
export async function measureFirewall(
  run: Inspect,
  question: FirewallQuestion,
  { node, evidence, takenAt }: FirewallContext,
): Promise<FirewallReading> {
  const base = {
    id: 'firewall-as-required',
    unit: 'bool',
    method: 'nft -j list ruleset, evaluated packet by packet',
    evidence,
    takenAt,
  } as const;
  const listed = await json(run, ['nft', '-j', 'list', 'ruleset']);
  const parsed = listed.value === undefined ? undefined : parseRuleset(listed.value);
  const ruleset = parsed === undefined ? undefined : await complete(parsed, run);
  if (ruleset === undefined) {
    const unavailable = listed.why ?? 'nft printed something that is no ruleset';
    return { measurement: { ...base, value: undefined, unavailable, labels: { node } }, finding: undefined };
  }
  const finding = judgeFirewall(ruleset, question);
  const unseen = finding.asRequired === true && question.announcedPort === undefined && !finding.dynamicOpen;
  const unavailable = unseen
    ? 'SDP was not answered, so the port that it announces is not known, and these rules may drop it'
    : finding.asRequired === undefined
      ? 'the rules hold something that decides and that is not evaluated'
      : undefined;
  const passes = finding.required.filter(({ fate }) => fate.outcome === 'accept').map(({ name }) => name);
  return {
    measurement: {
      ...base,
      value: unavailable === undefined ? finding.asRequired : undefined,
      ...(unavailable === undefined ? {} : { unavailable }),
      labels: { node, interface: question.meshInterface, passes: passes.join(', ') || 'nothing that must' },
      caveats: finding.findings,
    },
    finding,
  };
}

/** Where the JSON form does not say which devices a chain is on, the text form does. */
async function complete(ruleset: NftRuleset, run: Inspect): Promise<NftRuleset> {
  if (!ruleset.chains.some(({ devices }) => devices === 'not told')) return ruleset;
  const listed = await output(run, ['nft', 'list', 'ruleset']);
  return listed.kind === 'text' ? withDevices(ruleset, listed.text) : ruleset;
}
