import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { discoverSecc, SdpOutcome } from '../../src/transport/sdp-client.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';
import type { Harness } from '../../suites/engine/harness.js';
import type { Blame } from '../../suites/engine/link-witness.js';
import { findSecc } from '../../suites/iso15118-20/find-secc.js';

const silence: SdpOutcome = { interface: 'eth9', requests: [{ at: 17n, raw: new Uint8Array() }], answers: [] };
const useless = { ...silence, answers: [{}] } as unknown as SdpOutcome;
const secc = { address: 'fe80::1', port: 50_000, security: 'tls' };
const found = { ...useless, secc } as unknown as SdpOutcome;

async function look(outcome: SdpOutcome, blame: Blame) {
  const recorder = { record: () => undefined, flush: async () => {}, close: async () => {} };
  const definition = {
    ...{ id: 'T_SDP', title: 'discovery', purpose: 'to be seen', area: 'test', clause: 'none' },
    ...{ requirements: [], kind: 'valid' as const },
  };
  const run = new CaseRun('T_SDP@test', definition, recorder, []);
  run.step('test', 'When a vehicle comes');
  const harness = {
    bench: { interfaces: { mesh: { name: 'eth9' } } },
    link: { blame: async () => blame },
  } as unknown as Harness;
  const discover: typeof discoverSecc = async () => outcome;
  return { run, finding: findSecc(harness, run, 'tls', discover) };
}

describe('an SECC that a connection of its own is made to', () => {
  it('is found by what it answers', async () => {
    const { run, finding } = await look(found, { kind: 'link', text: 'the link: unasked' });
    assert.deepEqual(await finding, secc);
    assert.equal(run.verdict, 'pass');
  });

  for (const [what, outcome, blame, verdict, reason] of [
    ['is not blamed for a silent link', silence, 'link', 'inconc', /^the link: nothing is heard$/],
    ['is blamed for its silence where its host is there', silence, 'station', 'fail', /silence; its host is there$/],
    ['is blamed for an answer of no use', useless, 'link', 'fail', /observed no answer of use$/],
  ] as const)
    it(what, async () => {
      const text = blame === 'link' ? 'the link: nothing is heard' : 'its host is there';
      const { run, finding } = await look(outcome, { kind: blame, text });
      await assert.rejects(() => finding, CaseStopped);
      assert.equal(run.verdict, verdict);
      assert.match(run.reason, reason);
    });
});
