import type { NftRuleset } from './ruleset.js';

/**
 * Fills in the devices of ingress chains, which the JSON form of nft 1.0.6 leaves out, from `nft list ruleset` as text:
 * `type filter hook ingress device "mesh0" priority 0` or `devices = { eth1, mesh0 }`.
 */
export function withDevices(ruleset: NftRuleset, listing: string): NftRuleset {
  const devices = new Map<string, readonly string[]>();
  let [table, chain] = ['', ''];
  for (const line of listing.split('\n')) {
    table = /^table (\S+ \S+) \{/.exec(line)?.[1] ?? table;
    chain = /^\s+chain (\S+) \{/.exec(line)?.[1] ?? chain;
    const named = /^\s+type \S+ hook ingress (?:device "([^"]+)"|devices = \{ ([^}]+) \}) priority/.exec(line);
    const names = named?.[1] ?? named?.[2];
    if (names !== undefined) {
      devices.set(
        `${table} ${chain}`,
        names.split(',').map((name) => name.trim().replaceAll('"', '')),
      );
    }
  }
  const chains = ruleset.chains.map((one) => {
    const told = devices.get(`${one.family} ${one.table} ${one.name}`);
    return one.devices === 'not told' && told !== undefined ? { ...one, devices: told } : one;
  });
  return { ...ruleset, chains };
}
