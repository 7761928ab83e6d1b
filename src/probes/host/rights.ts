import type { Measured } from '../measured.js';
import type { CapabilityNeed, GatewayProcessFacts } from './gateway-process.js';

export interface RightsContext {
  readonly node: string;
  readonly evidence: readonly string[];
  readonly takenAt: string;
  /** Further capabilities that the site knows the gateway to need, such as `net_admin`. */
  readonly declared: readonly string[];
}

/**
 * `host-rights`: the gateway runs as root, or has exactly the capabilities that it needs. What it needs is read from what
 * it does (packet and raw sockets, low ports), and from what the bench file declares.
 */
export function rightsMeasurement(facts: GatewayProcessFacts | string, context: RightsContext): Measured {
  const base = {
    id: 'host-rights',
    unit: 'bool',
    method: 'CapEff of /proc/PID/status against what its open sockets and the bench file ask for',
    evidence: context.evidence,
    takenAt: context.takenAt,
  } as const;
  if (typeof facts === 'string')
    return { ...base, value: undefined, unavailable: facts, labels: { node: context.node } };
  const needs: readonly CapabilityNeed[] = [
    ...facts.needs,
    ...context.declared
      .filter((name) => !facts.needs.some(({ capability }) => capability === name))
      .map((capability) => ({ capability, because: 'the bench file says so' })),
  ];
  const needed = needs.map(({ capability }) => capability);
  const missing = needs.filter(({ capability }) => !facts.effective.includes(capability));
  const beyond = facts.effective.filter((name) => !needed.includes(name));
  const root = facts.uid === 0 && missing.length === 0;
  const enough = needed.length === 0 ? 'none at all' : needed.join(', ');
  return {
    ...base,
    value: root || (missing.length === 0 && beyond.length === 0),
    labels: {
      node: context.node,
      pid: String(facts.pid),
      uid: String(facts.uid),
      needs: enough,
      has:
        facts.effective.length > 10 ? `${facts.effective.length} capabilities` : facts.effective.join(', ') || 'none',
    },
    caveats: [
      ...missing.map(({ capability, because }) => `lacks ${capability}, which it needs because ${because}`),
      ...(root && beyond.length > 0
        ? [
            `runs as root${facts.insideUserNamespace ? ' of a user namespace' : ''}; these capabilities would do: ${enough}`,
          ]
        : []),
      ...(!root && beyond.length > 0 ? [`has more than it needs: ${beyond.join(', ')}`] : []),
      ...needs.map(({ capability, because }) => `needs ${capability}: ${because}`),
      ...(facts.noNewPrivileges ? [] : ['may gain rights by running other programs (NoNewPrivileges is off)']),
    ],
  };
}
