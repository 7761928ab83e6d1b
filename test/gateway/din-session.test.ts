import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DinRequestName, dinMessages } from '../../src/gateway/din/messages.js';
import type { ExiObject } from '../../src/messages/codec.js';
import { openVehicle } from '../../src/peers/vehicle/vehicle.js';
import type { VehicleOptions } from '../../src/peers/vehicle/vehicle-options.js';
import { patientTimers } from '../support/patient-timers.js';
import { keepExchanges } from './support/iso20-bench.js';
import { type RunningGateway, startGateway } from './support/test-gateway.js';

const one = Uint8Array.of(1);
const chain = { Certificate: one };
/** Contract messages of DIN 70121, which a vehicle with external payment never sends. */
const contractBodies: Partial<Readonly<Record<DinRequestName, ExiObject>>> = {
  PaymentDetailsReq: { ContractID: 'ZZ00000', ContractSignatureCertChain: chain },
  MeteringReceiptReq: { SessionID: one, MeterInfo: { MeterID: 'PLB-1' } },
  CertificateInstallationReq: {
    OEMProvisioningCert: one,
    ListOfRootCertificateIDs: { RootCertificateID: ['root'] },
    DHParams: one,
  },
  CertificateUpdateReq: {
    ContractSignatureCertChain: chain,
    ContractID: 'ZZ00000',
    ListOfRootCertificateIDs: { RootCertificateID: ['root'] },
    DHParams: one,
  },
};

const protocols = 'protocols: [din70121, iso15118-2]';

function vehicleAt({ ready }: RunningGateway, changes: Partial<VehicleOptions> = {}) {
  return openVehicle({
    secc: { host: '::1', port: ready.port! },
    security: 'none',
    protocol: 'din',
    energy: 'dc',
    loops: 3,
    timers: patientTimers({ currentDemandPause: 10, repeatPause: 10 }),
    ...changes,
  });
}

test('DIN 70121, DC: from the handshake to SessionStop', async (t) => {
  const running = await startGateway(t, { extra: protocols });
  const kept = keepExchanges();
  const vehicle = vehicleAt(running, { observer: kept.observer, loops: 40 });
  t.after(() => vehicle.close());
  const drive = await vehicle.driveTo('stopped');
  assert.equal(drive.failure?.text, undefined);
  assert.deepEqual(kept.faults, []);
  assert.equal(vehicle.protocol.name, 'din');
  for (const name of ['ServicePaymentSelectionReq', 'ContractAuthenticationReq', 'CurrentDemandReq']) {
    assert.ok(kept.names.includes(name), name);
  }
  assert.ok((vehicle.facts.evsePresentCurrent ?? 0) > 0, 'current has flowed');
  await running.log.until('session-ended');
  await running.log.until('stop-verified');
});

test('a vehicle that ranks ISO 15118-2 higher gets it, with DIN 70121 as the second choice', async (t) => {
  const running = await startGateway(t, { extra: protocols });
  const vehicle = vehicleAt(running, { protocol: ['iso2', 'din'] });
  t.after(() => vehicle.close());
  await vehicle.driveTo('session-open');
  assert.equal(vehicle.protocol.name, 'iso2');
});

test('a station that does not speak DIN 70121 does not agree to it', async (t) => {
  const running = await startGateway(t);
  const vehicle = vehicleAt(running);
  t.after(() => vehicle.close());
  const drive = await vehicle.driveTo('session-open');
  assert.match(drive.failure?.text ?? '', /Failed_NoNegotiation/);
});

test('every request of DIN 70121 out of order is FAILED_SequenceError in its own, complete response', async (t) => {
  const running = await startGateway(t, { extra: protocols });
  for (const name of Object.keys(dinMessages) as DinRequestName[]) {
    if (name === 'ServiceDiscoveryReq' || name === 'SessionStopReq') continue;
    const vehicle = vehicleAt(running);
    await vehicle.driveTo('session-open');
    const body = contractBodies[name];
    const exchange = await vehicle.request(name, body === undefined ? {} : { body });
    assert.equal(exchange.answer?.message, dinMessages[name].response);
    assert.equal(exchange.responseCode, 'FAILED_SequenceError', name);
    assert.deepEqual(exchange.answer?.violations, []);
    assert.equal((await vehicle.awaitClose(20_000)).closed, true);
    await vehicle.close();
  }
});

test('a foreign, zero or empty SessionID is FAILED_UnknownSession', async (t) => {
  const running = await startGateway(t, { extra: protocols });
  for (const sessionId of [Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), new Uint8Array(8), new Uint8Array()]) {
    const vehicle = vehicleAt(running);
    await vehicle.driveTo('session-open');
    const exchange = await vehicle.request('ServiceDiscoveryReq', { sessionId });
    assert.equal(exchange.responseCode, 'FAILED_UnknownSession');
    await vehicle.close();
  }
});

test('a mode that the station has not is FAILED_WrongEnergyTransferType, in the words of DIN 70121', async (t) => {
  const running = await startGateway(t, { extra: protocols });
  const vehicle = vehicleAt(running);
  await vehicle.driveTo('authorized');
  const body = { EVRequestedEnergyTransferType: 'DC_unique' };
  const exchange = await vehicle.request('ChargeParameterDiscoveryReq', {
    body: (correct) => ({ ...correct, ...body }),
  });
  assert.equal(exchange.responseCode, 'FAILED_WrongEnergyTransferType');
  assert.deepEqual(exchange.answer?.violations, []);
  await vehicle.close();
});

test('limits without a unit, as DIN 70121 allows them, are taken in the unit of their element', async (t) => {
  const running = await startGateway(t, { extra: protocols });
  const vehicle = vehicleAt(running);
  await vehicle.driveTo('authorized');
  const bare = (Value: number) => ({ Multiplier: 0, Value });
  const exchange = await vehicle.request('ChargeParameterDiscoveryReq', {
    body: {
      EVRequestedEnergyTransferType: 'DC_extended',
      DC_EVChargeParameter: {
        DC_EVStatus: { EVReady: true, EVErrorCode: 'NO_ERROR', EVRESSSOC: 10 },
        EVMaximumCurrentLimit: bare(100),
        EVMaximumVoltageLimit: bare(400),
      },
    },
  });
  assert.equal(exchange.responseCode, 'OK');
  await vehicle.close();
});
