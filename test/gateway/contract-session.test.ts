import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { openVehicle } from '../../src/peers/vehicle/vehicle.js';
import { contractSection, startContract } from './support/contract-bench.js';
import { keepExchanges } from './support/iso20-bench.js';
import { startGateway } from './support/test-gateway.js';

for (const energy of ['ac', 'dc'] as const) {
  for (const certificateHandling of ['none', 'install', 'update'] as const) {
    test(`${energy}, Plug & Charge, certificate handling ${certificateHandling}: a whole session with signed tariffs and receipts`, async (t) => {
      const bench = await startContract(t, { contract: 'receipts: { every: 2 }' });
      const kept = keepExchanges();
      const vehicle = bench.vehicle(
        { certificateHandling, serviceDetails: true },
        { energy, loops: 4, observer: kept.observer },
      );
      const drive = await vehicle.driveTo('stopped');
      assert.equal(drive.failure?.text, undefined);
      assert.deepEqual(kept.faults, []);
      const count = (name: string) => kept.names.filter((sent) => sent === name).length;
      assert.equal(count('ServiceDetailReq'), 2);
      assert.equal(count('MeteringReceiptReq'), 2);
      assert.equal(count('CertificateInstallationReq'), certificateHandling === 'install' ? 1 : 0);
      assert.equal(count('CertificateUpdateReq'), certificateHandling === 'update' ? 1 : 0);
      assert.equal(vehicle.facts.pnc.contract !== undefined, certificateHandling !== 'none');
      await bench.log.until('session-ended');
    });
  }
}

test('a vehicle without any contract installs one and pays with it', async (t) => {
  const bench = await startContract(t);
  const vehicle = openVehicle({
    ...bench.vehicle().options,
    pnc: { provisioning: bench.credentials('oem-provisioning'), certificateHandling: 'install' },
  });
  t.after(() => vehicle.close());
  assert.equal((await vehicle.driveTo('authorized')).failure?.text, undefined);
});

test('renegotiation with a contract: new tariffs, signed again', async (t) => {
  const bench = await startContract(t);
  for (const energy of ['ac', 'dc'] as const) {
    const kept = keepExchanges();
    const vehicle = bench.vehicle({}, { energy, observer: kept.observer });
    await vehicle.driveTo('one-loop');
    await bench.control({ command: 'renegotiate' });
    const drive = await vehicle.driveTo('stopped', { loops: 6 });
    assert.equal(drive.failure?.text, undefined);
    assert.deepEqual(kept.faults, []);
    assert.equal(kept.names.filter((name) => name === 'ChargeParameterDiscoveryReq').length, 2);
    await vehicle.close();
  }
});

test('pause and resume: the same contract joins, another one does not, and the payment option stays', async (t) => {
  const bench = await startContract(t);
  const vehicle = bench.vehicle({}, { energy: 'ac' });
  assert.equal((await vehicle.driveTo('paused')).failure?.text, undefined);
  const id = vehicle.sessionId;
  await vehicle.rejoin();
  const known = await vehicle.driveTo('services-known');
  assert.equal(known.reached, true);
  assert.deepEqual(vehicle.sessionId, id);
  assert.deepEqual(vehicle.facts.paymentOptions, ['Contract']);
  assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);

  const again = bench.vehicle({}, { energy: 'ac' });
  await again.driveTo('paused');
  await again.close();
  const thief = bench.vehicle(
    { contract: bench.credentials('bad/contract-other-emaid') },
    { energy: 'ac', initialSessionId: again.sessionId },
  );
  const drive = await thief.driveTo('authorized');
  assert.equal(drive.failure?.exchange?.responseCode, 'FAILED_CertificateNotAllowedAtThisEVSE');
});

test('what is wrong on purpose is refused, and a good vehicle charges after each', async (t) => {
  const bench = await startContract(t, { contract: 'receipts: { every: 1 }' });
  const foreign = bench.credentials('oem-provisioning').key;
  const rows = [
    ['contract-presented', 'AuthorizationReq', { signature: { absent: true } }, 'FAILED_SignatureError'],
    ['contract-presented', 'AuthorizationReq', { signature: { key: foreign } }, 'FAILED_SignatureError'],
    [
      'contract-presented',
      'AuthorizationReq',
      { body: { Id: 'ID1', GenChallenge: new Uint8Array(16) } },
      'FAILED_ChallengeInvalid',
    ],
    [
      'contract-presented',
      'AuthorizationReq',
      { signature: { alterBody: (body: object) => ({ ...body, Id: 'ID9' }) } },
      'FAILED_SignatureError',
    ],
    ['payment-selected', 'CertificateUpdateReq', { signature: { key: foreign } }, 'FAILED_SignatureError'],
    ['one-loop', 'MeteringReceiptReq', { signature: { key: foreign } }, 'FAILED_MeteringSignatureNotValid'],
    ['one-loop', 'CurrentDemandReq', {}, 'FAILED_SequenceError'],
    ['contract-presented', 'PaymentDetailsReq', {}, 'FAILED_SequenceError'],
  ] as const;
  for (const [state, name, options, code] of rows) {
    const vehicle = bench.vehicle();
    assert.equal((await vehicle.driveTo(state)).reached, true, name);
    assert.equal((await vehicle.request(name, options)).responseCode, code, name);
    assert.equal((await vehicle.awaitClose(20_000)).closed, true);
    await vehicle.close();
    await bench.log.until('connection-closed');
  }
  assert.equal((await bench.vehicle().driveTo('stopped')).failure?.text, undefined);
});

test('the reason of a refusal stands in the log', async (t) => {
  const bench = await startContract(t);
  await bench.vehicle({ contract: bench.credentials('bad/contract-expired') }).driveTo('authorized');
  const line = await bench.log.until('response-failed');
  assert.match(String(line['detail']), /expired on/);
});

test('EIM over TLS and on plain TCP goes on beside contracts', async (t) => {
  const bench = await startContract(t);
  const { tls, secc } = bench.vehicle().options;
  for (const [security, port] of [
    ['tls', secc!.port],
    ['none', bench.ready.port!],
  ] as const) {
    const vehicle = openVehicle({
      secc: { host: '::1', port },
      security,
      energy: 'dc',
      loops: 1,
      ...(tls === undefined ? {} : { tls }),
    });
    t.after(() => vehicle.close());
    assert.equal((await vehicle.driveTo('stopped')).failure?.text, undefined);
    assert.equal(vehicle.facts.paymentOptions?.includes('Contract'), security === 'tls');
  }
});

test('a vehicle is never told to pay by contract on plain TCP', () => {
  const options = { secc: { host: '::1', port: 1 }, security: 'none', energy: 'dc', identification: 'PnC' } as const;
  assert.throws(() => openVehicle(options), { code: 'PEERS-006' });
});

test('files of Plug & Charge that are missing keep the gateway from starting and are named', async (t) => {
  const bench = await startContract(t);
  const security = `{ tls: offered, certificate_chain: ${join(bench.folder, 'secc.chain.pem')}, private_key: ${join(bench.folder, 'secc.key.pem')} }`;
  for (const [from, to, code] of [
    ['mo-root.cert.pem', 'none.pem', 'GATEWAY-018'],
    ['cps.chain.pem', 'none.pem', 'GATEWAY-010'],
    ['cps.key.pem', 'secc.key.pem', 'GATEWAY-015'],
    ['mo-sub-ca2.key.pem', 'mo-root.cert.pem', 'GATEWAY-018'],
    ['contract-revoked.ocsp.der', 'none.der', 'GATEWAY-018'],
  ] as const) {
    const extra = contractSection(bench.folder).replace(from, to);
    await assert.rejects(startGateway(t, { extra, replace: { security } }), { code });
  }
});
