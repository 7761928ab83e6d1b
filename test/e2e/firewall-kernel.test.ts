import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { insidePrivateNamespaces, reenter } from '../../src/bench/private-namespaces.js';
import { fateOf } from '../../src/probes/host/firewall/evaluate.js';
import type { NftRuleset } from '../../src/probes/host/firewall/ruleset.js';
import { missing } from '../support/find-program.js';
import { type SentPacket, startKernelFirewall } from '../support/kernel-firewall.js';
import { somePackets } from './bench-support/firewall-packets.js';
import { namedRulesets } from './bench-support/firewall-rulesets.js';
import { randomRules } from './bench-support/random-rules.js';

if (!insidePrivateNamespaces()) process.exit(await reenter(process.argv.slice(1)));

/** Rulesets made at random; PLUMBLINE_FIREWALL_RULESETS asks for more of them, PLUMBLINE_FIREWALL_SEED for others. */
const randomRulesets = Number(process.env['PLUMBLINE_FIREWALL_RULESETS'] ?? 40);
const firstSeed = Number(process.env['PLUMBLINE_FIREWALL_SEED'] ?? 1);

const tell = (packet: SentPacket) =>
  `${packet.protocol} ${packet.icmpType ?? packet.destinationPort} ${packet.source} > ${packet.destination}`;

/** Packets of which the evaluation says another thing than what the kernel did, in words; and how many it left open. */
function compare(ruleset: NftRuleset, packets: readonly SentPacket[], passed: ReadonlySet<number>) {
  const wrong: string[] = [];
  const open: string[] = [];
  for (const [index, packet] of packets.entries()) {
    const { outcome, by } = fateOf(packet, ruleset);
    if (outcome === 'unknown') open.push(by);
    else if ((outcome === 'accept') !== passed.has(index)) {
      wrong.push(`${tell(packet)}: evaluated ${outcome} by ${by}, the kernel did otherwise`);
    }
  }
  return { wrong, open };
}

describe('the firewall evaluation against the kernel', { skip: missing('nft', 'ip') }, () => {
  let kernel: Awaited<ReturnType<typeof startKernelFirewall>>;
  before(async () => {
    kernel = await startKernelFirewall();
  });
  after(() => kernel?.close());

  for (const { name, rules, open } of namedRulesets) {
    it(name, async () => {
      const ruleset = await kernel.load(rules);
      assert.ok(typeof ruleset !== 'string', String(ruleset));
      const packets = somePackets();
      const found = compare(ruleset, packets, await kernel.send(packets));
      assert.deepEqual(found.wrong, []);
      if (open === undefined) assert.deepEqual(found.open, []);
      else {
        assert.ok(found.open.length > 0);
        for (const by of found.open) assert.match(by, open);
      }
    });
  }

  it('the comparison finds an evaluation that is wrong', async () => {
    const other = await kernel.load(namedRulesets[1]!.rules);
    assert.ok(typeof other !== 'string');
    const ruleset = await kernel.load(namedRulesets[2]!.rules);
    assert.ok(typeof ruleset !== 'string');
    const packets = somePackets();
    assert.ok(compare(other, packets, await kernel.send(packets)).wrong.length > 3);
  });

  it(`${randomRulesets} rulesets made at random, from seed ${firstSeed}`, async (t) => {
    const wrong: string[] = [];
    let [decided, open, refused, dropped] = [0, 0, 0, 0];
    for (let seed = firstSeed; seed < firstSeed + randomRulesets; seed++) {
      const rules = randomRules(seed);
      const ruleset = await kernel.load(rules);
      if (typeof ruleset === 'string') {
        refused += 1;
        t.diagnostic(`seed ${seed} is no ruleset: ${ruleset.split('\n')[0]}`);
        continue;
      }
      const packets = somePackets();
      const passed = await kernel.send(packets);
      const found = compare(ruleset, packets, passed);
      open += found.open.length;
      decided += packets.length - found.open.length;
      dropped += packets.length - passed.size;
      if (found.wrong.length > 0) wrong.push(`seed ${seed}:\n${rules}\n${found.wrong.join('\n')}`);
    }
    t.diagnostic(
      `${decided} packets decided, ${open} left open, ${dropped} dropped; ${refused} rulesets refused by nft`,
    );
    assert.deepEqual(wrong, []);
    // A generator that makes nothing, or an evaluation that knows nothing, proves nothing.
    assert.ok(refused <= randomRulesets * 0.2, `${refused} refused`);
    assert.ok(open <= decided * 0.1, `${open} open`);
    assert.ok(dropped > decided * 0.2 && dropped < (decided + open) * 0.9, `${dropped} dropped`);
  });
});
