import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { SdpOutcome } from '../../src/transport/sdp-client.js';
import { CaseRun, CaseStopped } from '../../suites/engine/case-run.js';
import type { Blame } from '../../suites/engine/link-witness.js';
import { doubtSilence, expectNothingUnasked, requireSent } from '../../suites/iso15118-2/sdp-discovery.js';

function newRun(): CaseRun {
  const recorder = { record: () => undefined, flush: async () => {} };
  const definition = {
    ...{ id: 'T_SDP', title: 'discovery', purpose: 'to be seen', area: 'test', clause: 'none' },
    ...{ requirements: [], kind: 'valid' as const },
  };
  const run = new CaseRun('T_SDP@test', definition, recorder, []);
  run.step('test', 'When the vehicle asks');
  return run;
}

const request = { at: 17n, raw: new Uint8Array() };
const silence: SdpOutcome = { interface: 'eth9', requests: [request], answers: [] };
const answered = { ...silence, answers: [{}] } as unknown as SdpOutcome;

/** A witness that says this, and how often it was asked since when. */
function witness(blame: Blame) {
  const asked: bigint[] = [];
  const link = {
    blame: async ({ since }: { readonly since: bigint }) => {
      asked.push(since);
      return blame;
    },
  };
  return { harness: { link } as unknown as Parameters<typeof doubtSilence>[0], asked };
}

describe('discovery without an answer', () => {
  it('is inconclusive where the link can be the cause', async () => {
    const run = newRun();
    const { harness, asked } = witness({ kind: 'link', text: 'the link: nothing is heard' });
    await assert.rejects(() => doubtSilence(harness, run, silence), CaseStopped);
    assert.equal(run.verdict, 'inconc');
    assert.match(run.reason, /nothing is heard/);
    assert.deepEqual(asked, [17n]);
  });

  it('is laid at the door of a station that is there, and the cause says what shows it', async () => {
    const run = newRun();
    const { harness } = witness({ kind: 'station', text: 'the link is there' });
    await doubtSilence(harness, run, silence);
    assert.equal(run.verdict, 'none');
    run.observe(false, { text: 'the SECC answers' });
    assert.equal(run.verdict, 'fail');
    assert.match(run.reason, /the link is there/);
  });

  it('asks nobody where there was an answer', async () => {
    const { harness, asked } = witness({ kind: 'link', text: 'the link' });
    await doubtSilence(harness, newRun(), answered);
    assert.deepEqual(asked, []);
  });
});

describe('a datagram that must not be answered', () => {
  for (const [what, requests] of [
    ['that the kernel did not take', [request, { ...request, error: 'ENETUNREACH' }]],
    ['that was never sent', []],
  ] as const)
    it(`${what} proves nothing`, () => {
      const run = newRun();
      assert.throws(() => requireSent(run, { requests }), CaseStopped);
      assert.equal(run.verdict, 'inconc');
    });

  it('that left earns no pass by itself', () => {
    const run = newRun();
    requireSent(run, { requests: [request, request, request] });
    assert.equal(run.verdict, 'none');
  });
});

describe('an SECC that nobody asks', () => {
  const wireOf = (newestDiscoveryNs: bigint | undefined) =>
    ({
      wire: { newestDiscoveryNs, until: async (found: () => unknown) => found() },
    }) as unknown as Parameters<typeof expectNothingUnasked>[0];

  for (const [what, newest, verdict] of [
    ['is silent', undefined, 'pass'],
    ['has spoken before, when it was asked', 1_000n, 'pass'],
    ['speaks', 1_001n, 'fail'],
  ] as const)
    it(`${what}: ${verdict}`, async () => {
      const run = newRun();
      await expectNothingUnasked(wireOf(newest), run, 1_000n);
      assert.equal(run.verdict, verdict, run.reason);
    });
});
