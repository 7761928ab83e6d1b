/** An object of a JSON ruleset; what it holds is looked at where it is needed. */
export type NftObject = Readonly<Record<string, unknown>>;

export interface NftRule {
  readonly statements: readonly NftObject[];
  readonly comment: string | undefined;
}

export interface NftChain {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  /** Set for base chains alone: where the kernel enters them. */
  readonly hook: string | undefined;
  readonly priority: number;
  readonly policy: 'accept' | 'drop';
  /** Interface of a chain of the family netdev. */
  readonly devices: readonly string[];
  readonly rules: readonly NftRule[];
}

/** Elements of a named set, or of a map (pairs). */
export interface NftSet {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly elements: readonly unknown[];
}

/** What `nft -j list ruleset` says, arranged for an evaluation. */
export interface NftRuleset {
  readonly chains: readonly NftChain[];
  readonly sets: readonly NftSet[];
}

export const asObject = (value: unknown): NftObject | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as NftObject) : undefined;
const objectsIn = (values: readonly unknown[]): readonly NftObject[] =>
  values.map(asObject).filter((one) => one !== undefined);
const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined ? [] : [value];

/**
 * Reads the JSON form of a ruleset (libnftables-json(5)). Objects that do not filter (counters, helpers) are left out.
 * @returns undefined when it is no ruleset at all
 */
export function parseRuleset(value: unknown): NftRuleset | undefined {
  const entries = asObject(value)?.['nftables'];
  if (!Array.isArray(entries)) return undefined;
  const objects = objectsIn(entries);
  const of = (kind: string) => objectsIn(objects.map((one) => one[kind]));
  const rules = of('rule');
  const chains = of('chain').map((chain) => chainOf(chain, rules));
  const sets = [...of('set'), ...of('map')].map((set) => ({
    family: text(set['family']) ?? '',
    table: text(set['table']) ?? '',
    name: text(set['name']) ?? '',
    elements: list(set['elem']),
  }));
  return { chains, sets };
}

function chainOf(chain: NftObject, rules: readonly NftObject[]): NftChain {
  const family = text(chain['family']) ?? '';
  const table = text(chain['table']) ?? '';
  const name = text(chain['name']) ?? '';
  const own = rules.filter((rule) => rule['family'] === family && rule['table'] === table && rule['chain'] === name);
  return {
    family,
    table,
    name,
    hook: text(chain['hook']),
    priority: typeof chain['prio'] === 'number' ? chain['prio'] : 0,
    policy: chain['policy'] === 'drop' ? 'drop' : 'accept',
    devices: list(chain['dev']).flatMap((device) => text(device) ?? []),
    rules: own.map((rule) => ({
      statements: objectsIn(list(rule['expr'])),
      comment: text(rule['comment']),
    })),
  };
}

/** Base chains in the order in which an incoming packet meets them. */
export function inputPath(ruleset: NftRuleset, interfaceName: string): readonly NftChain[] {
  const order = ['ingress', 'prerouting', 'input'];
  return ruleset.chains
    .filter(({ hook }) => hook !== undefined && order.includes(hook))
    .filter(({ family, devices, hook }) => hook !== 'ingress' || (family !== '' && devices.includes(interfaceName)))
    .filter(({ family }) => ['inet', 'ip6', 'netdev'].includes(family))
    .sort((a, b) => order.indexOf(a.hook!) - order.indexOf(b.hook!) || a.priority - b.priority);
}
