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
  /** Interfaces of an ingress chain. The JSON of nft 1.0.6 leaves them out (`withDevices` knows them). */
  readonly devices: readonly string[] | 'not told';
  readonly rules: readonly NftRule[];
}

/** Elements of a named set, or of a map (pairs). */
export interface NftSet {
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly elements: readonly unknown[];
}

/** A limit or quota that rules share by its name. */
export interface NftNamedObject {
  readonly kind: 'limit' | 'quota';
  readonly family: string;
  readonly table: string;
  readonly name: string;
  readonly value: NftObject;
}

/** What `nft -j list ruleset` says, arranged for an evaluation. */
export interface NftRuleset {
  readonly chains: readonly NftChain[];
  readonly sets: readonly NftSet[];
  readonly objects: readonly NftNamedObject[];
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
  // The kernel takes the chains of a dormant table out of their hooks.
  const dormant = of('table').filter(({ flags }) => list(flags).includes('dormant'));
  const sleeps = (chain: NftObject) =>
    dormant.some(({ family, name }) => family === chain['family'] && name === chain['table']);
  const chains = of('chain')
    .filter((chain) => !sleeps(chain))
    .map((chain) => chainOf(chain, rules));
  const sets = [...of('set'), ...of('map')].map((set) => ({ ...nameOf(set), elements: list(set['elem']) }));
  const named = (['limit', 'quota'] as const).flatMap((kind) =>
    of(kind).map((value) => ({ kind, ...nameOf(value), value })),
  );
  return { chains, sets, objects: named };
}

const nameOf = (value: NftObject) => ({
  family: text(value['family']) ?? '',
  table: text(value['table']) ?? '',
  name: text(value['name']) ?? '',
});

/** A statement that nft cannot put into JSON is printed as text: it is kept, so that nobody takes its rule for another. */
const statementOf = (value: unknown): NftObject => asObject(value) ?? { 'a statement without JSON': value };

function devicesOf(chain: NftObject): NftChain['devices'] {
  const devices = list(chain['dev']).flatMap((device) => text(device) ?? []);
  return devices.length === 0 && chain['hook'] === 'ingress' ? 'not told' : devices;
}

function chainOf(chain: NftObject, rules: readonly NftObject[]): NftChain {
  const { family, table, name } = nameOf(chain);
  const own = rules.filter((rule) => rule['family'] === family && rule['table'] === table && rule['chain'] === name);
  return {
    family,
    table,
    name,
    hook: text(chain['hook']),
    priority: typeof chain['prio'] === 'number' ? chain['prio'] : 0,
    policy: chain['policy'] === 'drop' ? 'drop' : 'accept',
    devices: devicesOf(chain),
    rules: own.map((rule) => ({
      statements: list(rule['expr']).map(statementOf),
      comment: text(rule['comment']),
    })),
  };
}

/** Base chains in the order in which an incoming packet meets them. */
export function inputPath(ruleset: NftRuleset, interfaceName: string): readonly NftChain[] {
  const order = ['ingress', 'prerouting', 'input'];
  return ruleset.chains
    .filter(({ hook }) => hook !== undefined && order.includes(hook))
    .filter(({ devices, hook }) => hook !== 'ingress' || devices === 'not told' || devices.some(isOn(interfaceName)))
    .filter(({ family }) => ['inet', 'ip6', 'netdev'].includes(family))
    .sort((a, b) => order.indexOf(a.hook!) - order.indexOf(b.hook!) || a.priority - b.priority);
}

const isOn = (interfaceName: string) => (device: string) =>
  device.endsWith('*') ? interfaceName.startsWith(device.slice(0, -1)) : device === interfaceName;
