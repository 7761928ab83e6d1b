import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  measureReapply,
  measureReboot,
  measureRestart,
  stateDifference,
} from '../../../src/probes/host/idempotence.js';
import { sdpMeasurements, sdpObservation } from '../../../src/probes/host/sdp-claims.js';
import { withOlsrd2 } from '../../../src/probes/host/services.js';
import { systemState } from '../../../src/probes/host/system-state.js';
import type { Measured } from '../../../src/probes/measured.js';

describe('the claims about port 15118', () => {
  const values = (seen: Parameters<typeof sdpMeasurements>[0]) =>
    sdpMeasurements(seen, [], '2026-01-01').map(({ value, unavailable }) => unavailable ?? value);
  it('answered, announced, reachable', () => {
    const announced = { address: 'fe80::1', port: 49_152 };
    assert.deepEqual(values({ answered: true, attempts: 1, announced, reachable: true }), [
      true,
      true,
      49_152,
      '49152 to 65535, as ISO 15118-2 says',
    ]);
    assert.deepEqual(values({ answered: true, attempts: 1, announced, reachable: false }), [
      true,
      false,
      49_152,
      '49152 to 65535, as ISO 15118-2 says',
    ]);
  });
  it('without an answer nothing was announced, which is not the same as unreachable', () => {
    const silent = 'SDP was not answered, so no port was announced';
    assert.deepEqual(values({ answered: false, attempts: 50 }), [false, silent, silent, silent]);
  });
  it('only what an EVCC can use is an answer, and what never left was no question', () => {
    const from = { address: 'fe80::1', port: 15_118, scope: 'mesh0' };
    const request = { at: 0n, raw: new Uint8Array() };
    const garbage = {
      from,
      at: 1n,
      raw: new Uint8Array(3),
      violations: ['v2gtp-short: 3 bytes'],
      notes: [],
      usable: false,
    };
    const value = { address: 'fe80::1', port: 50_000, security: 'none', transport: 'tcp' } as const;
    const good = { ...garbage, violations: ['sdp-source-port: 1'], value, usable: true };
    const seen = (...answers: readonly (typeof garbage | typeof good)[]) =>
      sdpObservation({ interface: 'mesh0', requests: [request], answers });
    const rubbish = sdpMeasurements(seen(garbage), [], '')[0];
    assert.equal(rubbish?.value, false);
    assert.match(rubbish?.caveats?.join() ?? '', /1 datagrams came, none that an EVCC can use,v2gtp-short/);
    const second = seen(garbage, good);
    assert.deepEqual([second.answered, second.announced?.port], [true, 50_000]);
    assert.match(sdpMeasurements(second, [], '')[0]?.caveats?.join() ?? '', /^sdp-source-port/);
    const down = { ...request, error: 'send ENETDOWN' };
    const never = sdpObservation({ interface: 'mesh0', requests: [down, down], answers: [] });
    for (const { value: told, unavailable } of sdpMeasurements(never, [], '')) {
      assert.equal(told, undefined);
      assert.equal(unavailable, 'no request left: send ENETDOWN');
    }
    const later = sdpObservation({ interface: 'mesh0', requests: [down, request], answers: [] });
    assert.equal(sdpMeasurements(later, [], '')[0]?.value, false);
  });
  it('no port keeps both claims, and the one that is not kept is told as a difference', () => {
    const claim = (port: number) =>
      sdpMeasurements({ answered: true, attempts: 1, announced: { address: 'fe80::1', port } }, [], '2026-01-01').at(
        -1,
      )!;
    assert.equal(claim(15_118).value, '15118, as the manual says');
    assert.match(claim(15_118).caveats?.[0] ?? '', /^difference: ISO 15118-2 \[V2G2-125\]/);
    assert.match(claim(65_535).caveats?.[0] ?? '', /^difference: the manual's firewall .* would drop TCP 65535/);
    assert.deepEqual([claim(15_119).value, claim(15_119).caveats], ['15119, which neither says', undefined]);
  });
});

describe('idempotence', () => {
  const probe = (states: string[]) => {
    let calls = 0;
    const change = async () => void calls++;
    return {
      calls: () => calls,
      probe: {
        state: async () => states[calls] ?? '',
        restart: change,
        apply: change,
        evidence: [],
        now: () => '2026-01-01',
      },
    };
  };
  it('the same state after a restart', async () => {
    const { probe: same } = probe(['a\nb', 'a\nb']);
    assert.equal((await measureRestart(same)).value, true);
  });
  it('another state, and what differs', async () => {
    const { probe: other } = probe(['a\nb', 'a\nc']);
    const measured = await measureRestart(other);
    assert.equal(measured.value, false);
    assert.deepEqual(measured.caveats, ['- b', '+ c']);
  });
  it('the first application may change something, the second may not', async () => {
    const { probe: applied, calls } = probe(['a', 'b', 'b']);
    assert.equal((await measureReapply(applied)).value, true);
    assert.equal(calls(), 2);
    assert.equal((await measureReapply(probe(['a', 'b', 'c']).probe)).value, false);
  });
  it('two states that could not be read are not the same state', async () => {
    const unread = { unread: 'sh ended with 255' };
    for (const states of [
      [unread, unread],
      ['a', unread],
      [unread, 'a'],
    ]) {
      let looks = 0;
      const change = async () => {};
      const state = async () => states[looks++ % 2]!;
      const changed = await measureRestart({ state, restart: change, apply: change, evidence: [], now: () => '' });
      assert.equal(changed.value, undefined);
      assert.match(changed.unavailable ?? '', /the state (before|after): sh ended with 255/);
    }
    for (const stdout of ['', '\n', 'Segmentation fault\n'])
      assert.deepEqual(await systemState(async () => ({ code: 0, stdout, stderr: '' }), { folders: [] }), {
        unread: 'the node printed nothing of its set-up',
      });
    const gone = await systemState(async () => ({ code: 255, stdout: '', stderr: 'lost' }), { folders: [] });
    assert.deepEqual(gone, { unread: 'sh ended with 255: lost' });
  });
  it('a line that stands there twice is told as one more', () => {
    assert.deepEqual(stateDifference('rule\nrest', 'rule\nrest\nrule'), ['+ rule']);
    assert.deepEqual(stateDifference('a\na\na', 'a'), ['- a', '- a']);
  });
  it('another order is a difference, and a long one is cut', () => {
    assert.deepEqual(stateDifference('a\nb', 'b\na'), ['the same lines in another order']);
    const long = stateDifference('', Array.from({ length: 30 }, (_, i) => String(i)).join('\n'));
    assert.equal(long.length, 11);
  });
});

describe('a node that boots again', () => {
  /** Boot ids as the node gives them one look after the other: an Error is a connection that is down. */
  const reboot = (bootIds: (string | Error | undefined)[], states: string[]) => {
    let looks = 0;
    let reads = 0;
    const waited: number[] = [];
    const measured = measureReboot({
      bootId: async () => {
        const answer = bootIds[Math.min(looks++, bootIds.length - 1)];
        if (answer instanceof Error) throw answer;
        return answer;
      },
      state: async () => states[reads++] ?? '',
      reboot: async () => {},
      pause: async (ms) => void waited.push(ms),
      timeoutMs: 20_000,
      evidence: [],
      now: () => '2026-01-01',
    });
    return { measured, waited };
  };
  const down = new Error('connection refused');
  it('is looked at until it has another boot id, and then its state is compared', async () => {
    const { measured, waited } = reboot(['1', '1', down, undefined, '2'], ['a\nb', 'a\nb']);
    assert.deepEqual([(await measured).value, (await measured).labels], [true, { restarted: 'node' }]);
    assert.equal(waited.length, 4);
  });
  it('says what it did not bring back', async () => {
    const { measured } = reboot(['1', '2'], ['route a\nnft x', 'route a']);
    assert.deepEqual([(await measured).value, (await measured).caveats], [false, ['- nft x']]);
  });
  it('one that does not tell its boot id is not sent down, and nothing is taken for a boot', async () => {
    const { measured, waited } = reboot([undefined, '1'], ['a', 'a']);
    assert.match((await measured).unavailable ?? '', /does not tell its boot id/);
    assert.deepEqual(waited, []);
  });
  it('one that never comes back, or never went, is not known', async () => {
    for (const ids of [['1', down], ['1']]) {
      const measured = await reboot(ids, ['a']).measured;
      assert.equal(measured.value, undefined);
      assert.match(measured.unavailable ?? '', /did not come back with another boot id within 20 s/);
    }
  });
});

describe('olsrd2 beside 802.11s and batman-adv', () => {
  const routing = (value: string): Measured => ({ id: 'mesh-routing', unit: 'text', value, method: 'm', evidence: [] });
  const neighbours = ['fe80::2'];
  it('counts where nothing else forwards and it has neighbours', () => {
    assert.equal(withOlsrd2(routing('none'), { running: true, neighbours, findings: [] }).value, 'olsrd2');
    assert.equal(withOlsrd2(routing('none'), { running: true, neighbours: [], findings: [] }).value, 'none');
    assert.equal(withOlsrd2(routing('none'), { running: false, neighbours, findings: [] }).value, 'none');
  });
  it('is told beside a layer-2 mesh, which decides', () => {
    const both = withOlsrd2(routing('batman-adv'), { running: true, neighbours, findings: ['odd'] });
    assert.deepEqual([both.value, both.caveats], ['batman-adv', ['olsrd2 runs, with 1 symmetric neighbours', 'odd']]);
  });
});
