/** A ruleset that people write, and what of it the evaluation may leave open. */
export interface NamedRuleset {
  readonly name: string;
  readonly rules: string;
  /** Expressions that a single packet does not decide; without it nothing may be `unknown`. */
  readonly open?: RegExp;
}

const input = (rules: string, head = 'policy drop') =>
  `chain input { type filter hook input priority filter; ${head};\n${rules}\n}`;
const inet = (body: string) => `table inet v2g {\n${body}\n}`;

export const namedRulesets: readonly NamedRuleset[] = [
  { name: 'nothing at all', rules: '' },
  { name: "the manual's rule alone", rules: inet(input('iifname "mesh0" tcp dport 15118 accept\ncounter drop')) },
  {
    name: 'a sound station: state, discovery, SDP, dynamic range',
    rules: inet(
      input(`ct state vmap { established : accept, related : accept, invalid : drop }
        iif lo accept
        icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit } ip6 hoplimit 255 accept
        iifname "mesh*" udp dport 15118 ip6 daddr ff02::1 accept
        iifname "mesh*" tcp dport { 15118, 49152-65535 } ct state new limit rate 500/second burst 500 packets accept
        counter`),
    ),
  },
  {
    name: 'sets with intervals, named and not',
    rules: inet(`set ports { type inet_service; flags interval; auto-merge; elements = { 22, 1024-2047, 15000-15118 } }
      set peers { type ipv6_addr; flags interval; elements = { fe80::b, 2001:db8::/64 } }
      ${input('ip6 saddr @peers udp dport @ports accept\nip6 saddr != @peers tcp dport @ports accept\ntcp dport { 80, 400-500 } accept')}`),
  },
  {
    name: 'negations, and what the packet does not have',
    rules: inet(
      input(
        `ip protocol tcp drop
        tcp dport != 22 drop
        udp dport != { 53, 15118 } drop
        icmpv6 type != echo-request drop
        oifname != "eth9" drop`,
        'policy accept',
      ),
    ),
  },
  {
    name: 'ranges, comparisons, bits, prefixes',
    rules: inet(
      input(`tcp dport & 0xff00 == 0x3b00 accept
        tcp dport > 60000 accept
        udp dport < 53 accept
        ip6 saddr fe80::b-fe80::f icmpv6 type 128-129 accept
        ip6 saddr & ffff:ffff:ffff:ffff:: == 2001:db8:0:1:: accept
        icmpv6 type 133-135 accept`),
    ),
  },
  {
    name: 'connection tracking: state lists, sets, negation, direction',
    rules: inet(
      input(`ct state established,related accept
        ct state != new ip6 hoplimit 255 icmpv6 type nd-neighbor-advert accept
        ct state { untracked } icmpv6 type nd-neighbor-solicit accept
        ct direction original tcp dport 22 accept
        ct state new udp dport 15118 accept`),
    ),
  },
  {
    name: 'jump, goto and return through chains',
    rules: inet(`chain web { tcp dport 80 return\ntcp dport 443 accept\ntcp dport 1023 goto last }
      chain last { ip6 saddr fe80::a counter return\naccept }
      chain named { jump web\ntcp dport 80 accept\nreturn\naccept }
      chain gone { tcp dport 22 return\ntcp dport 1024 accept }
      ${input('jump named\nudp dport 53 goto gone\nmeta l4proto tcp goto gone\naccept')}`),
  },
  {
    name: 'verdict maps, named and not, with a rest',
    rules:
      inet(`map services { type inet_service : verdict; flags interval; elements = { 22 : drop, 1000-1100 : accept, 15118 : jump vehicles } }
      chain vehicles { ip6 saddr fe80::b drop\naccept }
      ${input('tcp dport vmap @services\nudp dport vmap { 53 : accept, 15118 : continue, * : drop }\nmeta l4proto vmap { tcp : drop, icmpv6 : accept }\niifname . udp dport vmap { "mesh0" . 15118 : accept }')}`),
  },
  {
    name: 'concatenations, with prefixes and ranges inside',
    rules:
      inet(`set pairs { type ipv6_addr . inet_service; flags interval; elements = { fe80::/64 . 15118, 2001:db8::1-2001:db8::9 . 15000-15200, fe80::a . 443 } }
      ${input('ip6 saddr . tcp dport @pairs accept\nip6 saddr . ip6 daddr . udp dport { fe80::a . ff02::1 . 15118 } accept\nmeta l4proto . th dport { udp . 53, tcp . 80 } accept')}`),
  },
  {
    name: 'several base chains by priority, families, and an early accept that is not the last word',
    rules: `table ip6 early { chain input { type filter hook input priority -10; policy accept; tcp dport 22 accept; udp dport 53 drop; } }
      table inet late { ${input('tcp dport 22 drop\ntcp dport 80 accept\nmeta nfproto ipv6 udp dport { 53, 15118 } accept\nicmpv6 type { 128, 133-137 } accept')} }
      table inet raw { chain pre { type filter hook prerouting priority raw; policy accept; tcp dport 80 drop; ct state new drop; ct state invalid tcp dport 65535 drop; } }`,
  },
  {
    name: 'notrack before tracking, and the state after it',
    rules: `table inet raw { chain pre { type filter hook prerouting priority raw; policy accept; udp dport 15118 notrack; tcp dport 15118 notrack; ct state untracked tcp dport 15118 ip6 saddr fe80::b drop; } }
      ${inet(input('ct state new accept\nct state untracked udp dport 15118 accept'))}`,
  },
  {
    name: 'ingress of the device, and of another one',
    rules: `table netdev edge { chain in { type filter hook ingress device "mesh0" priority 0; policy accept; ip6 nexthdr tcp tcp dport 22 drop; udp dport 15118 ip6 daddr ff02::1 drop; meta protocol ip drop; } }
      table netdev other { chain in { type filter hook ingress device "lo" priority 0; policy drop; } }`,
  },
  {
    name: 'interfaces: wildcards, sets, negation, by index',
    rules: inet(
      input(`iifname "mes*" tcp dport 22 accept
        iifname { "eth0", "mesh0" } tcp dport 80 accept
        iifname != "mesh0" accept
        iif mesh0 udp dport 53 accept
        iifname "mesh" accept
        iifname { "eth*", "lo" } accept
        meta iiftype ether icmpv6 type echo-request accept`),
    ),
  },
  {
    name: 'ip6 nexthdr, extension headers, packet kinds, routes',
    rules: inet(
      input(`exthdr frag exists drop
        ip6 nexthdr { tcp, icmpv6 } meta pkttype multicast accept
        ip6 nexthdr != udp tcp dport 15118 accept
        meta pkttype host fib daddr type local udp dport 53 accept
        fib daddr type multicast udp dport 5353 accept
        exthdr frag missing icmpv6 type echo-request accept`),
    ),
  },
  {
    name: 'flags of TCP in every form',
    rules: inet(
      input(`tcp flags ! syn drop
        tcp flags == syn tcp dport 22 accept
        tcp flags & (fin | syn | rst | ack) == syn tcp dport 80 accept
        tcp flags syn,ack tcp dport 443 accept
        tcp flags { syn } tcp dport 1023 accept
        tcp flags & (syn | ack) == ack accept
        tcp flags != syn accept`),
    ),
  },
  {
    name: 'counters, quotas, limits, logs: named and not',
    rules: inet(`counter seen { }
      quota much { over 100 mbytes ; }
      limit often { rate over 5000/second burst 5000 packets ; }
      ${input(
        `counter name seen
        log prefix "mesh " group 5
        quota name much drop
        limit name often drop
        quota over 50 mbytes drop
        tcp dport 22 quota 50 mbytes counter drop
        limit rate over 5000/second burst 5000 packets drop
        limit rate 5000/second burst 5000 packets udp dport 53 drop
        ct count over 100 drop`,
        'policy accept',
      )}`),
  },
  {
    name: 'marks set by one rule and asked for by another',
    rules:
      inet(`chain marks { type filter hook prerouting priority mangle; policy accept; tcp dport { 22, 80 } meta mark set 7; udp dport 53 meta mark set 0x107; }
      ${input('meta mark 7 accept\nmeta mark & 0xff == 7 ip6 saddr fe80::a accept\nmeta mark 0 icmpv6 type echo-request accept')}`),
  },
  {
    name: 'rejects, and sets that rules fill',
    rules: inet(`set flood { type ipv6_addr; flags dynamic,timeout; timeout 1m; }
      ${input('tcp dport 22 reject with tcp reset\nudp dport 53 reject\nadd @flood { ip6 saddr limit rate over 5000/second burst 5000 packets } drop\nupdate @flood { ip6 saddr } tcp dport 80 drop', 'policy accept')}`),
    // The limit that rule 3 puts into an element is asked by rule 4 too.
    open: /rule 4 of inet v2g input/,
  },
  {
    name: 'what one packet does not decide is said to be open',
    rules: inet(
      input(
        'meta day "Monday" tcp dport 22 accept\ntcp option maxseg size 1000 tcp dport 80 drop\nudp length > 5 udp dport 53 accept\nudp dport 15118 accept',
        'policy drop',
      ),
    ),
    open: /rule [123] of inet v2g input asks for something that is not evaluated/,
  },
];
