import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { linkStateOf, parseLinkState } from '../../src/transport/link-state.js';

const link = (flags: readonly string[], operstate: string) => JSON.stringify([{ ifname: 'eth1', flags, operstate }]);

describe('state of a link', () => {
  for (const [text, state] of [
    [link(['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'], 'UP'), 'up'],
    // batman-adv and veth tell no state of their own.
    [link(['BROADCAST', 'MULTICAST', 'UP', 'LOWER_UP'], 'UNKNOWN'), 'up'],
    [link(['NO-CARRIER', 'BROADCAST', 'MULTICAST', 'UP'], 'DOWN'), 'no-carrier'],
    [link(['NO-CARRIER', 'BROADCAST', 'MULTICAST', 'UP', 'M-DOWN'], 'LOWERLAYERDOWN'), 'no-carrier'],
    [link(['BROADCAST', 'MULTICAST'], 'DOWN'), 'down'],
    [link(['BROADCAST', 'UP'], 'DORMANT'), 'unknown'],
    ['', 'unknown'],
    ['[]', 'unknown'],
    ['{}', 'unknown'],
  ] as const)
    it(`${text === '' ? 'nothing' : text}: ${state}`, () => assert.equal(parseLinkState(text), state));

  it('an interface that is not there has none', async () => {
    assert.equal(await linkStateOf('no-such-interface'), 'unknown');
  });
});
