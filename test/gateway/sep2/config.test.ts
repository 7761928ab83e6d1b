import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compareConfigs } from '../../../src/gateway/config/restart-needed.js';
import { ratingsOf } from '../../../src/gateway/sep2/open-client.js';
import { testConfig } from '../support/test-config.js';

const files = 'certificate: c.pem, key: k.pem, trust: [r.pem]';
const withSep2 = (more: string) => testConfig(`sep2: { ${files}, ${more} }`);

test('defaults are the conservative ones', () => {
  const { sep2, fault } = withSep2('server: "https://[::1]:1/dcap"');
  assert.deepEqual(
    [sep2?.profile, sep2?.form, sep2?.namespace, sep2?.register, sep2?.controls.start_by, sep2?.controls.max_lim_w],
    ['sep2-tls12-ccm8', 'xml', 'published', true, 'either', 'both'],
  );
  assert.deepEqual(sep2?.on_server_loss.fallback, { max_charge_w: 0, max_discharge_w: 0 });
  assert.deepEqual(fault, []);
});

for (const [title, more, text] of [
  ['neither server nor discovery', 'pin: 1', 'sep2 needs either server or discover'],
  ['both', 'server: "https://a/", discover: dns-sd, interface: lo', 'sep2 needs either server or discover'],
  ['discovery without an interface', 'discover: dns-sd', 'discover dns-sd needs sep2.interface'],
  ['a server that is no URI', 'server: utility', 'sep2.server'],
] as const) {
  test(`refused: ${title}`, () => {
    assert.throws(
      () => withSep2(more),
      (error: Error) => error.message.includes(text),
    );
  });
}

test('a running gateway takes no other utility and no other faults', () => {
  const now = withSep2('server: "https://a/"');
  const { needRestart } = compareConfigs(now, { ...now, fault: ['never-release'], sep2: { ...now.sep2!, pin: 5 } });
  assert.deepEqual([...needRestart].sort(), ['fault', 'sep2']);
});

test('percentages refer to what is configured, else to the larger output', () => {
  const config = withSep2('server: "https://a/"');
  assert.deepEqual(ratingsOf(config, config.sep2!), { maxChargeW: 50_000, maxDischargeW: 0, maxW: 50_000 });
  const own = withSep2('server: "https://a/", der: { max_w: 100, max_charge_w: 80, max_discharge_w: 60 }');
  assert.deepEqual(ratingsOf(own, own.sep2!), { maxChargeW: 80, maxDischargeW: 60, maxW: 100 });
});
