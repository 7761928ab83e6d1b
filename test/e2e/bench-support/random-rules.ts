import { RepeatableRandom } from '../../support/repeatable-random.js';

type Pick = <T>(from: readonly T[]) => T;

/** A ruleset of nft, made at random and the same for the same seed: a few base chains, chains to jump to, rules of all kinds. */
export function randomRules(seed: number): string {
  const random = new RepeatableRandom(seed);
  const below = (n: number) => random.below(n);
  const pick: Pick = (from) => from[below(from.length)]!;
  const some = <T>(most: number, make: () => T): readonly T[] => Array.from({ length: 1 + below(most) }, make);
  const ports = [1, 22, 53, 80, 443, 1023, 1024, 5353, 15_118, 15_119, 20_862, 49_152, 50_000, 65_535];
  const port = () => pick(ports);
  const range = () => {
    const [a, b] = [port(), port()];
    return a === b ? `${a}` : `${Math.min(a, b)}-${Math.max(a, b)}`;
  };
  /** Members of a set of ports that do not overlap. */
  const members = () => [...new Set(some(3, port)), ...(below(3) === 0 ? ['2000-2100', '60000-60100'] : [])].join(', ');
  const addresses = ['fe80::a', 'fe80::b', '2001:db8::5', 'fe80::/10', '2001:db8::/32', 'fe80::a-fe80::f', '::1'];
  const peers = ['{ fe80::a, 2001:db8::/64 }', '{ fe80::b }', '{ 2001:db8::/32, fe80::f }'];
  const not = () => pick(['', '', '!= ']);
  const icmp = ['echo-request', 'nd-neighbor-solicit', 'nd-neighbor-advert', 'nd-router-solicit', 'nd-redirect'];

  const portMatch = () => {
    const field = pick(['tcp dport', 'udp dport', 'tcp dport', 'meta l4proto { tcp, udp } th dport']);
    return pick([
      () => `${field} ${not()}${port()}`,
      () => `${field} ${not()}${range()}`,
      () => `${field} ${not()}{ ${members()} }`,
      () => `${field} ${pick(['<', '>', '<=', '>='])} ${pick([1024, 15_118, 443])}`,
      () => `${field} & ${pick(['0xff00', '0x1', '0x8000'])} ${pick(['==', '!='])} ${pick(['0x0', '0x3b00'])}`,
      () => `${field} ${not()}@ports`,
    ])();
  };
  const matches: readonly (() => string)[] = [
    portMatch,
    portMatch,
    portMatch,
    () => `ip6 saddr ${not()}${pick(addresses)}`,
    () => `ip6 saddr ${not()}${pick(peers)}`,
    () => `ip6 daddr ${not()}${pick(['fe80::1', 'ff02::1', 'ff00::/8', 'fe80::/10'])}`,
    () => `ip6 saddr ${not()}@peers`,
    () =>
      `ct state ${pick(['new', 'established,related', 'new,untracked', '{ new, invalid }', '!= new', 'invalid', 'untracked'])}`,
    () => `meta l4proto ${not()}${pick(['tcp', 'udp', 'icmpv6', '{ tcp, icmpv6 }'])}`,
    () => `ip6 nexthdr ${not()}${pick(['tcp', 'udp', '{ udp, icmpv6 }'])}`,
    () => `icmpv6 type ${not()}${pick(icmp)}`,
    () => `icmpv6 type ${pick(['128-133', '133-135', '{ 128, 135-136 }', '!= { 128, 133 }'])}`,
    () => `iifname ${not()}${pick(['"mesh0"', '"mesh*"', '"eth0"', '{ "mesh0", "lo" }', '{ "me*", "eth1" }', '"lo"'])}`,
    () => `oifname ${pick(['"eth9"', '!= "eth9"'])}`,
    () =>
      `tcp flags ${pick(['syn', '! syn', '== syn', '& (fin|syn|rst|ack) == syn', 'ack', '!= syn', '{ syn, ack }'])}`,
    () => `ip6 saddr . tcp dport ${not()}{ fe80::a . ${port()}, fe80::b . 22, 2001:db8::/64 . ${range()} }`,
    () => 'iifname . meta l4proto { "mesh0" . udp, "eth0" . tcp }',
    () => `meta l4proto . th dport { udp . ${port()}, tcp . ${port()} }`,
    () => `meta pkttype ${not()}${pick(['host', 'multicast'])}`,
    () => `meta mark ${pick(['0', '7', '!= 7', '& 0x1 == 1', '{ 3, 7 }'])}`,
    () => `exthdr frag ${pick(['exists', 'missing'])}`,
    () => `ip protocol ${not()}tcp`,
    () => pick(['meta nfproto ipv6', 'meta nfproto ipv4', 'meta protocol ip6', 'meta iiftype ether']),
    () => pick(['limit rate 9000/second burst 9000 packets', 'limit rate over 9000/second burst 9000 packets']),
    () => pick(['quota over 100 mbytes', 'quota 100 mbytes']),
  ];
  const verdict = (chains: readonly string[]) => {
    const jumps = chains.flatMap((chain) => [`jump ${chain}`, `goto ${chain}`]);
    return pick(['accept', 'drop', 'accept', 'drop', 'return', 'continue', '', ...jumps, ...jumps]);
  };
  const map = (chains: readonly string[]) => {
    const to = () => pick(['accept', 'drop', 'continue', 'return', ...chains.map((chain) => `jump ${chain}`)]);
    const rest = () => (below(3) === 0 ? `, * : ${to()}` : '');
    return pick([
      () => `tcp dport vmap { 22 : ${to()}, 80-1000 : ${to()}, 15118 : ${to()}${rest()} }`,
      () => `udp dport vmap { 53 : ${to()}, 15118 : ${to()}${rest()} }`,
      () => `ct state vmap { new : ${to()}, established : ${to()}, untracked : ${to()} }`,
      () => `meta l4proto vmap { tcp : ${to()}, icmpv6 : ${to()}${rest()} }`,
      () => `ip6 saddr vmap { fe80::a : ${to()}, 2001:db8::/32 : ${to()} }`,
      () => `ip6 saddr . udp dport vmap { fe80::a . 15118 : ${to()}, fe80::b . 53 : ${to()} }`,
    ])();
  };
  const rule = (chains: readonly string[]): string => {
    if (below(6) === 0) return map(chains);
    const conditions = compatible(Array.from({ length: below(4) }, () => pick(matches)()));
    const between = pick(['', '', 'counter', 'log', 'meta mark set 7', 'meta mark set 0x3']);
    const text = [...conditions, between, verdict(chains)].filter(Boolean).join(' ');
    return text === '' ? 'counter' : text;
  };
  const rules = (most: number, chains: readonly string[]) => some(most, () => rule(chains)).join('\n    ');
  const policy = () => pick(['accept', 'accept', 'drop']);
  const sub = ['deep', 'middle', 'first'];
  const bodies = sub.map((name, index) => `  chain ${name} {\n    ${rules(3, sub.slice(0, index))}\n  }`);
  const pre = below(3) === 0;
  const raw = below(3) === 0;
  const edge = below(4) === 0;
  return [
    'table inet first {',
    `  set ports { type inet_service; flags interval; auto-merge; elements = { ${members()} } }`,
    '  set peers { type ipv6_addr; flags interval; elements = { fe80::b, 2001:db8::/48 } }',
    ...bodies,
    `  chain input { type filter hook input priority ${pick([-5, 0, 10])}; policy ${policy()};\n    ${rules(7, sub)}\n  }`,
    ...(pre
      ? [
          `  chain pre { type filter hook prerouting priority ${pick([-150, -100])}; policy accept;\n    ${rules(3, sub)}\n  }`,
        ]
      : []),
    ...(raw
      ? [
          `  chain raw { type filter hook prerouting priority -300; policy accept;\n    ${portMatch().replace(/@ports/, '15118')} notrack\n    ${rules(2, [])}\n  }`,
        ]
      : []),
    '}',
    `table ip6 second {\n  chain input { type filter hook input priority ${pick([-20, 0, 50])}; policy accept;`,
    `    ${some(2, () => `tcp dport ${not()}${range()} ${pick(['accept', 'drop', 'counter'])}`).join('\n    ')}\n  }\n}`,
    ...(edge
      ? [
          'table netdev edge {\n  chain in { type filter hook ingress device "mesh0" priority 0; policy accept;',
          `    ${pick(['udp dport 15118 drop', 'ip6 saddr fe80::b drop', 'tcp dport 1-1023 drop', 'icmpv6 type echo-request drop'])}\n  }\n}`,
        ]
      : []),
  ].join('\n');
}

/** nft refuses a rule that asks for two transports, or for fields of IPv4 and IPv6: the first that is named stays. */
function compatible(conditions: readonly string[]): readonly string[] {
  const kept: string[] = [];
  const transport = (text: string) => (/tcp|udp|icmp|l4proto|nexthdr/.test(text) ? text.split(' ')[0] : undefined);
  const version = (text: string) => (/^ip protocol|ipv4/.test(text) ? 4 : /ip6|icmpv6/.test(text) ? 6 : undefined);
  for (const one of conditions) {
    const clash = kept.some(
      (other) =>
        (transport(one) !== undefined && transport(other) !== undefined && transport(one) !== transport(other)) ||
        (version(one) !== undefined && version(other) !== undefined && version(one) !== version(other)),
    );
    const twice =
      /^(meta|ip6|iifname)$/.test(transport(one) ?? '') && kept.some((other) => transport(other) !== undefined);
    if (!clash && !twice) kept.push(one);
  }
  return kept;
}
