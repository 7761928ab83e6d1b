import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Inspect } from '../../../src/probes/host/host-text.js';
import { lowpanFacts, lowpanMeasurement } from '../../../src/probes/host/lowpan.js';

/** A node whose commands print this; one that is not listed does not exist. */
const node =
  (outputs: Readonly<Record<string, string>>): Inspect =>
  async ([program = '']) => {
    const stdout = outputs[program];
    return stdout === undefined
      ? { code: 127, stdout: '', stderr: `${program}: not found` }
      : { code: 0, stdout, stderr: '' };
  };
// As iwpan of Debian 12 prints it on a simulated radio.
const radio = (panId: string) => `phy#0
	Interface wpan0
		ifindex 7
		wpan_dev 0x1
		extended_addr 0xbadae609ee99cfb0
		short_addr 0xffff
		pan_id ${panId}
		type node
		max_frame_retries 3
		min_be 3
		max_be 5
		max_csma_backoffs 4
		lbt 0
		ackreq_default 0
`;
const lowpan = (...flags: string[]) => JSON.stringify([{ ifname: 'lowpan0', flags }]);
const measure = async (outputs: Readonly<Record<string, string>>) =>
  lowpanMeasurement(await lowpanFacts(node(outputs)), { node: 'station', evidence: [], takenAt: '2026-01-01' });

describe('the IEEE 802.15.4 radio of a node', () => {
  it('is up when it belongs to a PAN and its lowpan interface is up', async () => {
    const { value, caveats, labels } = await measure({ iwpan: radio('0xbeef'), ip: lowpan('BROADCAST', 'UP') });
    assert.deepEqual([value, caveats, labels?.['lowpan']], [true, [], 'lowpan0']);
  });
  const bad: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
    ['no PAN', { iwpan: radio('0xffff'), ip: lowpan('UP') }, /no radio belongs to a PAN/],
    [
      'a lowpan interface that is down',
      { iwpan: radio('0xbeef'), ip: lowpan('BROADCAST') },
      /no lowpan interface is up/,
    ],
    ['no lowpan interface', { iwpan: radio('0xbeef'), ip: '[]' }, /no lowpan interface is up/],
    ['no radio', { iwpan: '', ip: '[]' }, /lists no IEEE 802.15.4 interface/],
    ['an ip that prints something else', { iwpan: radio('0xbeef'), ip: 'Error: argument' }, /ip printed no JSON/],
  ];
  for (const [name, outputs, said] of bad) {
    it(`is not up: ${name}`, async () => {
      const { value, caveats } = await measure(outputs);
      assert.equal(value, false);
      assert.match((caveats ?? []).join('; '), said);
    });
  }
  it('is not known without the tool, which is no answer about the radio', async () => {
    const { value, unavailable } = await measure({ ip: lowpan('UP') });
    assert.deepEqual([value, unavailable], [undefined, 'iwpan ended with 127: iwpan: not found']);
  });
});
