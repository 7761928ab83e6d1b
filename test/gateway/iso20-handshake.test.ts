import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConfig } from '../../src/gateway/config/load-config.js';
import { certificatePem } from '../../src/pki/identity.js';
import { iso15118Part2, iso15118Part20P256 } from '../../src/transport/tls-profiles.js';
import { connectV2g } from '../../src/transport/v2g-connection.js';
import { EvClient } from './support/ev-client.js';
import { startIso20 } from './support/iso20-bench.js';
import { testConfigText } from './support/test-config.js';
import { startGateway } from './support/test-gateway.js';

const dc20 = { namespace: 'urn:iso:std:iso:15118:-20:DC', major: 1 };
const ac20 = { namespace: 'urn:iso:std:iso:15118:-20:AC', major: 1 };
const part2 = { namespace: 'urn:iso:15118:2:2013:MsgDef', major: 2 };
const din = { namespace: 'urn:din:70121:2012:MsgDef', major: 2 };
const all = '[iso15118-20-dc, iso15118-20-ac, iso15118-2, din70121]';

test('one port for both editions: what the vehicle offers decides, and -20 is never agreed on TLS 1.2', async (t) => {
  const bench = await startIso20(t, { curve: 'P-256', both: true, protocols: all });
  const port = bench.ready.tls_port!;
  const roots = [certificatePem(bench.pki.identities['v2g-root'])];

  const older = await EvClient.connect(port, { profile: iso15118Part2, roots });
  assert.equal(older.connection.tls?.version, 'TLSv1.2');
  const first = await older.negotiate([
    { ...dc20, id: 1 },
    { ...part2, id: 2 },
  ]);
  assert.deepEqual([first['ResponseCode'], first['SchemaID']], ['OK_SuccessfulNegotiation', 2]);
  await older.connection.close();

  const alone = await EvClient.connect(port, { profile: iso15118Part2, roots });
  assert.equal((await alone.negotiate([{ ...dc20 }, { ...ac20 }]))['ResponseCode'], 'Failed_NoNegotiation');
  await alone.connection.close();

  const newer = await EvClient.connect(port, await bench.trust());
  assert.equal(newer.connection.tls?.version, 'TLSv1.3');
  const second = await newer.negotiate([
    { ...part2, id: 5, priority: 1 },
    { ...ac20, id: 7, priority: 3 },
    { ...dc20, id: 9, priority: 2 },
  ]);
  assert.deepEqual([second['ResponseCode'], second['SchemaID']], ['OK_SuccessfulNegotiation', 9]);
  await newer.connection.close();
});

test('-20 is never agreed on plain TCP; -2 and DIN are, by rank', async (t) => {
  const bench = await startIso20(t, {
    curve: 'P-256',
    both: true,
    protocols: all,
    replace: {},
  });
  const { certificate_chain, private_key, iso20 } = bench.config.security;
  const security = `{ tls: offered, certificate_chain: ${certificate_chain}, private_key: ${private_key}, iso20: { certificate_chain: ${iso20!.certificate_chain}, private_key: ${iso20!.private_key}, vehicle_roots: [${iso20!.vehicle_roots[0]}] } }`;
  const { ready } = await startGateway(t, { extra: `protocols: ${all}`, replace: { security } });
  for (const [offer, id] of [
    [
      [
        { ...dc20, id: 1 },
        { ...din, id: 2 },
        { ...part2, id: 3 },
      ],
      2,
    ],
    [
      [
        { ...dc20, id: 1 },
        { ...din, id: 2, priority: 9 },
        { ...part2, id: 3, priority: 8 },
      ],
      3,
    ],
    [[{ ...dc20, id: 1 }], undefined],
  ] as const) {
    const plain = await EvClient.connect(ready.port!);
    assert.equal((await plain.negotiate(offer))['SchemaID'], id);
    await plain.connection.close();
  }
});

test('another minor version of -20 is a minor deviation; another major one is none', async (t) => {
  const bench = await startIso20(t);
  const code = async (minor: number, major: number) => {
    const ev = await EvClient.connect(bench.ready.tls_port!, await bench.trust());
    const answer = await ev.negotiate([{ ...dc20, major, minor }]);
    await ev.connection.close();
    return answer['ResponseCode'];
  };
  assert.equal(await code(1, 1), 'OK_SuccessfulNegotiationWithMinorDeviation');
  assert.equal(await code(0, 2), 'Failed_NoNegotiation');
});

test('a station without AC does not agree to the AC namespace', async (t) => {
  const bench = await startIso20(t, { extra: 'iso20: { services: [DC] }', protocols: '[iso15118-20-dc]' });
  const ev = await EvClient.connect(bench.ready.tls_port!, await bench.trust());
  assert.equal((await ev.negotiate([{ ...ac20 }]))['ResponseCode'], 'Failed_NoNegotiation');
  await ev.connection.close();
});

test('a vehicle that shows no certificate, or one of another root, gets no session', async (t) => {
  const bench = await startIso20(t, { curve: 'P-256' });
  const roots = [certificatePem(bench.pki.identities['v2g-root'])];
  const port = bench.ready.tls_port!;
  const { chain, key } = await bench.trust('contract');
  for (const tls of [
    { profile: { ...iso15118Part20P256, mutual: false }, roots },
    { profile: iso15118Part20P256, roots, chain: chain!, key: key! },
  ]) {
    // A client of TLS 1.3 may hear of it in the handshake or with its first read.
    const outcome = await connectV2g({ host: '::1', port, tls, timeoutMs: 20_000 }).then(
      async (connection) => (await connection.receive(20_000)).kind,
      () => 'refused',
    );
    assert.ok(['closed', 'refused'].includes(outcome), outcome);
  }
  await bench.log.until('peer-disconnect');
  assert.equal(bench.log.find('connection-opened'), undefined);
});

test('a vehicle that is told -20 alone never offers it without TLS 1.3', async (t) => {
  const bench = await startIso20(t);
  await assert.rejects(bench.vehicle({ security: 'none' }), /PEERS-005/);
});

const contradictions = [
  { name: '-20 without TLS', extra: 'protocols: [iso15118-20-dc]', replace: {}, text: /ISO 15118-20 needs TLS/ },
  {
    name: 'DIN without DC',
    extra: 'protocols: [din70121]',
    replace: {
      limits: '{ ac: { nominal_voltage_v: 230, max_current_a: 16 } }',
      evse: '{ id: DE*PLB*E1, energy_transfer_modes: [AC_three_phase_core] }',
    },
    text: /din70121 is DC/,
  },
  {
    name: 'BPT without a discharge limit',
    extra: 'iso20: { services: [DC_BPT] }',
    replace: {},
    text: /max_discharge_power_w/,
  },
] as const;

for (const { name, extra, replace, text } of contradictions) {
  test(`configuration: ${name} is refused`, () => {
    assert.throws(() => parseConfig(testConfigText(extra, replace), 'x.yaml'), text);
  });
}
