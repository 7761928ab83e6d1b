import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressBits } from '../../../src/probes/host/firewall/address-bits.js';
import { withDevices } from '../../../src/probes/host/firewall/chain-devices.js';
import { fateOf } from '../../../src/probes/host/firewall/evaluate.js';
import { judgeFirewall } from '../../../src/probes/host/firewall/firewall-finding.js';
import { measureFirewall } from '../../../src/probes/host/firewall/measure-firewall.js';
import { portFates, rangesText } from '../../../src/probes/host/firewall/open-ports.js';
import { neighbourDiscovery, sdpRequest, tcpOpening } from '../../../src/probes/host/firewall/packet.js';
import { type NftRuleset, parseRuleset } from '../../../src/probes/host/firewall/ruleset.js';

const table = { family: 'inet', table: 'v2g' };
const input = { ...table, name: 'input', type: 'filter', hook: 'input', prio: 0 };
/** A ruleset as nft 1.0.6 lists it: one input chain with these rules. */
const listing = (policy: string, rules: readonly (readonly unknown[])[], more: readonly object[] = []) => ({
  nftables: [
    { metainfo: { version: '1.0.6', json_schema_version: 1 } },
    { table: { family: 'inet', name: 'v2g' } },
    ...more,
    { chain: { ...input, policy } },
    ...rules.map((expr) => ({ rule: { ...table, chain: 'input', expr } })),
  ],
});
const parsed = (...args: Parameters<typeof listing>): NftRuleset => parseRuleset(listing(...args))!;
const match = (left: unknown, right: unknown, op = '==') => ({ match: { op, left, right } });
const dport = { payload: { protocol: 'tcp', field: 'dport' } };
const accept = { accept: null };
const drop = { drop: null };
const fate = (ruleset: NftRuleset, port = 15_118) => fateOf(tcpOpening('mesh0', port), ruleset);

describe('a ruleset is followed, not read', () => {
  it('what is not evaluated is unknown only where it decides, and the rule is named', () => {
    const monday = match({ meta: { key: 'day' } }, 'Monday');
    const open = fate(
      parsed('drop', [
        [match(dport, 22), drop],
        [monday, match(dport, 15_118), accept],
      ]),
    );
    assert.equal(open.outcome, 'unknown');
    assert.match(open.by, /^rule 2 of inet v2g input asks for something that is not evaluated: .*"day"/);
    assert.equal(fate(parsed('accept', [[monday, accept]])).outcome, 'accept');
    assert.equal(fate(parsed('drop', [[monday, match(dport, 22), accept]])).outcome, 'drop');
  });

  it('a doubt in one chain is no doubt where a later one drops', () => {
    const later = { chain: { ...input, name: 'later', prio: 10, policy: 'drop' } };
    const ruleset = parsed('drop', [[match({ meta: { key: 'day' } }, 'Monday'), accept]], [later]);
    assert.deepEqual([fate(ruleset).outcome, fate(ruleset).by], ['drop', 'policy of inet v2g later']);
  });

  it('an ingress chain whose devices nft does not list leaves a drop open, and an accept not', () => {
    const edge = (policy: string) => ({
      chain: { family: 'netdev', table: 'edge', name: 'in', type: 'filter', hook: 'ingress', prio: -100, policy },
    });
    const open = fate(parsed('accept', [], [edge('drop')]));
    assert.deepEqual([open.outcome, /does not name the devices/.test(open.by)], ['unknown', true]);
    assert.equal(fate(parsed('accept', [], [edge('accept')])).outcome, 'accept');
    const named = { chain: { ...edge('drop').chain, dev: ['eth*', 'mesh*'] } };
    assert.equal(fate(parsed('accept', [], [named])).outcome, 'drop');
    const other = { chain: { ...edge('drop').chain, dev: 'eth0' } };
    assert.equal(fate(parsed('accept', [], [other])).outcome, 'accept');
  });

  it('the text form of nft tells the devices that its JSON leaves out', () => {
    const edge = {
      family: 'netdev',
      table: 'edge',
      name: 'in',
      type: 'filter',
      hook: 'ingress',
      prio: 0,
      policy: 'drop',
    };
    const ruleset = parsed('accept', [], [{ chain: edge }]);
    const text = (devices: string) =>
      `table inet v2g {\n\tchain in {\n\t}\n}\ntable netdev edge {\n\tchain in {\n\t\ttype filter hook ingress ${devices} priority filter; policy drop;\n\t}\n}\n`;
    assert.equal(fate(withDevices(ruleset, text('device "lo"'))).outcome, 'accept');
    assert.equal(fate(withDevices(ruleset, text('devices = { eth1, "mesh0" }'))).outcome, 'drop');
    assert.equal(fate(withDevices(ruleset, 'rubbish')).outcome, 'unknown');
  });

  it('chains of a dormant table are not in their hooks', () => {
    const sleeping = { table: { family: 'inet', name: 'v2g', flags: ['dormant'] } };
    assert.equal(fate(parsed('drop', [], [sleeping])).outcome, 'accept');
  });

  it('a statement that nft prints as text, and one of the future, are not passed over', () => {
    for (const odd of ['tproxy to :50080', { 'future statement': 1 }, { xt: { type: 'match', name: 'tcp' } }])
      assert.equal(fate(parsed('drop', [[odd, accept]])).outcome, 'unknown', JSON.stringify(odd));
  });

  it('rules that jump in a circle are given up', () => {
    const loop = parsed('accept', [[{ jump: { target: 'input' } }]]);
    assert.match(fate(loop).by, /the rules do not end/);
    assert.match(fate(parsed('accept', [[{ goto: { target: 'nowhere' } }]])).by, /no chain nowhere/);
  });

  it('named limits and quotas, and quotas that are used up', () => {
    const quota = (used: number) => ({ quota: { ...table, name: 'q', bytes: 1000, used, inv: true } });
    assert.equal(fate(parsed('accept', [[{ quota: 'q' }, drop]], [quota(0)])).outcome, 'accept');
    assert.equal(fate(parsed('accept', [[{ quota: 'q' }, drop]], [quota(1000)])).outcome, 'drop');
    const limit = { limit: { ...table, name: 'l', rate: 5, per: 'second', inv: true, burst: 5 } };
    assert.equal(fate(parsed('accept', [[{ limit: 'l' }, drop]], [limit])).outcome, 'accept');
    assert.equal(fate(parsed('accept', [[{ limit: 'none' }, drop]], [limit])).outcome, 'unknown');
    assert.equal(fate(parsed('accept', [[{ 'ct count': { val: 0, inv: true } }, drop]])).outcome, 'drop');
    assert.equal(fate(parsed('accept', [[{ 'ct count': { val: 20, inv: true } }, drop]])).outcome, 'accept');
  });

  it('damaged rules never throw', () => {
    const odd: readonly unknown[] = [
      null,
      3,
      'x',
      [],
      {},
      { match: null },
      { match: { op: '==' } },
      { vmap: 1 },
      { set: 1 },
    ];
    const rights: readonly unknown[] = [
      null,
      {},
      { range: [] },
      { prefix: {} },
      { set: [null] },
      '@none',
      [[]],
      { concat: [] },
    ];
    for (const statement of [...odd, ...rights.map((right) => match(dport, right)), match({ '&': [dport] }, 1)]) {
      const { outcome } = fate(parsed('drop', [[statement, accept]]));
      assert.ok(['accept', 'drop', 'unknown'].includes(outcome), JSON.stringify(statement));
    }
    for (const value of [null, [], 'x', {}, { nftables: 1 }]) assert.equal(parseRuleset(value), undefined);
    assert.ok(parseRuleset({ nftables: [null, { chain: null }, { rule: { expr: 5 } }, { set: {} }] }) !== undefined);
  });
});

describe('ports and addresses', () => {
  it('ranges of ports with one fate, also where bits of ports are compared', () => {
    const some = parsed('drop', [[match(dport, { set: [22, { range: [1024, 2047] }] }), accept]]);
    const open = portFates(some, 'mesh0', 'tcp').filter(({ fate: { outcome } }) => outcome === 'accept');
    assert.equal(rangesText('tcp', open), 'TCP 22, 1024-2047');
    const bits = parsed('drop', [[match({ '&': [dport, 0xff00] }, 0x3b00), accept]]);
    const masked = portFates(bits, 'mesh0', 'tcp').filter(({ fate: { outcome } }) => outcome === 'accept');
    assert.equal(rangesText('tcp', masked), 'TCP 15104-15359');
  });
  it('addresses as numbers', () => {
    assert.equal(addressBits('fe80::1'), (0xfe80n << 112n) | 1n);
    assert.equal(addressBits('::ffff:192.168.0.1'), 0xffff_c0a8_0001n);
    for (const text of ['', 'fe80::1%mesh0', '10.0.0.1', 'x']) assert.equal(addressBits(text), undefined);
  });
});

describe('what the mesh interface must let pass', () => {
  const counter = { counter: { packets: 0, bytes: 0 } };
  const mesh = match({ meta: { key: 'iifname' } }, 'mesh0');
  it("the manual's rule taken alone keeps every vehicle out, in one sentence", () => {
    const alone = parsed('drop', [
      [mesh, match(dport, 15_118), accept],
      [counter, drop],
    ]);
    const finding = judgeFirewall(alone, { meshInterface: 'mesh0', announcedPort: 50_001 });
    assert.equal(finding.asRequired, false);
    assert.match(finding.findings[0] ?? '', /manual's rule taken alone .* TCP 50001 that SDP announces/);
  });
  it('a station that lets through what it must, and counts the rest', () => {
    const type = { payload: { protocol: 'icmpv6', field: 'type' } };
    const hop = match({ payload: { protocol: 'ip6', field: 'hoplimit' } }, 255);
    const sound = parsed('drop', [
      [match(type, { set: ['nd-neighbor-solicit', 'nd-neighbor-advert'] }), hop, accept],
      [mesh, match({ payload: { protocol: 'udp', field: 'dport' } }, 15_118), accept],
      [mesh, match(dport, { set: [15_118, { range: [49_152, 65_535] }] }), accept],
      [counter],
    ]);
    const finding = judgeFirewall(sound, { meshInterface: 'mesh0', announcedPort: 50_001 });
    assert.deepEqual(
      [finding.asRequired, finding.open, finding.counted],
      [true, [], true],
      finding.findings.join('\n'),
    );
    for (const packet of [sdpRequest('mesh0'), ...neighbourDiscovery('mesh0')])
      assert.equal(fateOf(packet, sound).outcome, 'accept');
    assert.equal(fateOf(sdpRequest('eth1'), sound).outcome, 'drop');
  });
  it('rules that name the address of the station are asked about that address', () => {
    const daddr = { payload: { protocol: 'ip6', field: 'daddr' } };
    const asked = { set: ['fe80::abcd:1234', 'ff02::1', 'ff02::1:ffcd:1234'] };
    const own = parsed('drop', [[match(daddr, asked), accept], [counter]]);
    const outcomes = (stationAddress?: string) =>
      judgeFirewall(own, { meshInterface: 'mesh0', ...(stationAddress && { stationAddress }) }).required.map(
        ({ fate: { outcome } }) => outcome,
      );
    assert.deepEqual(outcomes('fe80::abcd:1234'), ['accept', 'accept', 'accept', 'accept']);
    assert.deepEqual(outcomes(), ['drop', 'accept', 'drop', 'drop']);
  });
  for (const [what, open, value] of [
    ['the dynamic range open', [49_152, 65_535], true],
    ['a part of it open', [49_152, 60_000], undefined],
    ['none of it open', [15_118, 15_118], undefined],
  ] as const) {
    it(`an announced port that nobody knows is no port that passes: ${what}`, async () => {
      const rule = (...expr: readonly unknown[]) => ({
        rule: { family: 'inet', table: 'v2g', chain: 'input', expr },
      });
      const chain = { family: 'inet', table: 'v2g', name: 'input', hook: 'input', prio: 0, policy: 'drop' };
      const type = { payload: { protocol: 'icmpv6', field: 'type' } };
      const nftables = [
        { chain },
        rule(match(type, { set: ['nd-neighbor-solicit', 'nd-neighbor-advert'] }), accept),
        rule(match({ payload: { protocol: 'udp', field: 'dport' } }, 15_118), accept),
        rule(match(dport, { set: [15_118, { range: open }] }), accept),
        rule(counter),
      ];
      const context = { node: 'station', evidence: [], takenAt: '2026-01-01T00:00:00Z' };
      const run = async () => ({ code: 0, stdout: JSON.stringify({ nftables }), stderr: '' });
      const asked = async (announcedPort?: number) =>
        (await measureFirewall(run, { meshInterface: 'mesh0', ...(announcedPort && { announcedPort }) }, context))
          .measurement;
      const unknown = await asked();
      assert.equal(unknown.value, value, unknown.caveats?.join('\n'));
      if (value === undefined) assert.match(unknown.unavailable ?? '', /SDP was not answered/);
      assert.equal((await asked(15_118)).value, true);
    });
  }
  for (const [what, result, words] of [
    ['nft that is not there', { code: 127, stdout: '', stderr: 'not found' }, /nft ended with 127/],
    ['nft without the right', { code: 1, stdout: '', stderr: 'Operation not permitted' }, /not permitted/],
    // What nft 1.0.6 prints of a dormant table.
    [
      'a listing that breaks off',
      { code: 0, stdout: '{"nftables": [{"table": {"flags": ', stderr: '' },
      /printed no JSON/,
    ],
    ['a listing that is none', { code: 0, stdout: '{}', stderr: '' }, /no ruleset/],
  ] as const) {
    it(`${what} leaves it unmeasured, with the reason`, async () => {
      const context = { node: 'station', evidence: [], takenAt: '2026-01-01T00:00:00Z' };
      const { measurement } = await measureFirewall(async () => result, { meshInterface: 'mesh0' }, context);
      assert.equal(measurement.value, undefined);
      assert.match(measurement.unavailable ?? '', words);
    });
  }
});
