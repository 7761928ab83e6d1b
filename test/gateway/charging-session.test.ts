import assert from 'node:assert/strict';
import { test } from 'node:test';
import { authorise, isolateAndPreCharge } from './support/drive-session.js';
import { EvClient } from './support/ev-client.js';
import { acParameters, amperes, evStatus, requests, volts } from './support/requests.js';
import { startSunspecDevice } from './support/sunspec-device.js';
import { startGateway } from './support/test-gateway.js';

test('a DC session drives the inverter to what the vehicle asks for and stops it', async (t) => {
  const device = await startSunspecDevice();
  const { ready, log } = await startGateway(t, { device });
  const ev = await EvClient.connect(ready.port!);
  await authorise(ev);
  const parameters = await ev.ask('ChargeParameterDiscoveryReq', requests.ChargeParameterDiscoveryReq);
  assert.equal(parameters.body['EVSEProcessing'], 'Finished');
  await isolateAndPreCharge(ev);
  assert.equal(device.powerW, 0, 'no power before PowerDelivery');
  assert.equal((await ev.ask('PowerDeliveryReq', requests.PowerDeliveryReq)).code, 'OK');
  assert.equal(device.connected, true);
  let current = 0;
  for (let loop = 0; loop < 5000 && current < 19; loop++) {
    const { code, body } = await ev.ask('CurrentDemandReq', requests.CurrentDemandReq);
    assert.equal(code, 'OK');
    const present = body['EVSEPresentCurrent'] as { Value: number; Multiplier: number };
    current = present.Value * 10 ** present.Multiplier;
  }
  assert.ok(Math.abs(device.powerW - 8000) < 10, `${device.powerW} W for 400 V x 20 A`);
  assert.ok(Math.abs(current - 20) < 0.5, `${current} A reported`);
  const above = { ...requests.CurrentDemandReq, EVTargetCurrent: amperes(200) };
  const capped = await ev.ask('CurrentDemandReq', above);
  assert.equal(capped.body['EVSECurrentLimitAchieved'], true);
  assert.equal(capped.body['EVSEPowerLimitAchieved'], true);
  const stop = { ChargeProgress: 'Stop', SAScheduleTupleID: 1 };
  assert.equal((await ev.ask('PowerDeliveryReq', stop)).code, 'OK');
  assert.deepEqual([device.connected, device.powerW], [false, 0]);
  assert.equal((await ev.ask('WeldingDetectionReq', requests.WeldingDetectionReq)).code, 'OK');
  assert.equal((await ev.ask('SessionStopReq', requests.SessionStopReq)).code, 'OK');
  await ev.connection.close();
  const verified = log.find('stop-verified');
  assert.equal(verified?.['reason'], 'PowerDelivery Stop');
  assert.ok((verified?.['after_ms'] as number) < 2000);
});

test('an AC session charges within the schedule and renegotiates with the contactor closed', async (t) => {
  const device = await startSunspecDevice();
  const { ready } = await startGateway(t, { device });
  const ev = await EvClient.connect(ready.port!);
  await authorise(ev);
  assert.equal((await ev.ask('ChargeParameterDiscoveryReq', acParameters)).code, 'OK');
  assert.equal((await ev.ask('PowerDeliveryReq', requests.PowerDeliveryReq)).code, 'OK');
  assert.equal(device.powerW, 22_000);
  const status = await ev.ask('ChargingStatusReq', {});
  assert.equal(status.code, 'OK');
  assert.equal(status.body['ReceiptRequired'], false);
  const renegotiate = { ChargeProgress: 'Renegotiate', SAScheduleTupleID: 1 };
  assert.equal((await ev.ask('PowerDeliveryReq', renegotiate)).code, 'OK');
  assert.equal(device.connected, true);
  assert.equal((await ev.ask('ChargeParameterDiscoveryReq', acParameters)).code, 'OK');
  assert.equal((await ev.ask('PowerDeliveryReq', { ChargeProgress: 'Start', SAScheduleTupleID: 7 })).code, 'OK');
  assert.equal((await ev.ask('ChargingStatusReq', {})).body['SAScheduleTupleID'], 7);
  assert.equal((await ev.ask('PowerDeliveryReq', { ChargeProgress: 'Stop', SAScheduleTupleID: 7 })).code, 'OK');
  assert.equal(device.connected, false);
  assert.equal((await ev.ask('SessionStopReq', requests.SessionStopReq)).code, 'OK');
  await ev.connection.close();
});

test('a DC renegotiation goes through CableCheck again with the supply off', async (t) => {
  const device = await startSunspecDevice();
  const { ready } = await startGateway(t, { device });
  const ev = await EvClient.connect(ready.port!);
  await authorise(ev);
  await ev.ask('ChargeParameterDiscoveryReq', requests.ChargeParameterDiscoveryReq);
  await isolateAndPreCharge(ev);
  await ev.ask('PowerDeliveryReq', requests.PowerDeliveryReq);
  assert.equal((await ev.ask('CurrentDemandReq', requests.CurrentDemandReq)).code, 'OK');
  const renegotiate = { ChargeProgress: 'Renegotiate', SAScheduleTupleID: 1 };
  assert.equal((await ev.ask('PowerDeliveryReq', renegotiate)).code, 'OK');
  assert.equal(device.connected, false);
  assert.equal((await ev.ask('ChargeParameterDiscoveryReq', requests.ChargeParameterDiscoveryReq)).code, 'OK');
  await isolateAndPreCharge(ev);
  assert.equal((await ev.ask('PowerDeliveryReq', requests.PowerDeliveryReq)).code, 'OK');
  await ev.connection.close();
});

test('an error of the vehicle takes the current away', async (t) => {
  const device = await startSunspecDevice();
  const { ready } = await startGateway(t, { device });
  const ev = await EvClient.connect(ready.port!);
  await authorise(ev);
  await ev.ask('ChargeParameterDiscoveryReq', requests.ChargeParameterDiscoveryReq);
  await isolateAndPreCharge(ev);
  await ev.ask('PowerDeliveryReq', requests.PowerDeliveryReq);
  const poll = async (request: typeof requests.CurrentDemandReq, wanted: (powerW: number) => boolean) => {
    for (let loop = 0; loop < 5000; loop++) {
      assert.equal((await ev.ask('CurrentDemandReq', request)).code, 'OK');
      if (wanted(device.powerW)) return true;
    }
    return false;
  };
  assert.ok(await poll(requests.CurrentDemandReq, (powerW) => powerW > 7000));
  const broken = { ...evStatus, EVErrorCode: 'FAILED_RESSTemperatureInhibit' };
  const faulty = { ...requests.CurrentDemandReq, DC_EVStatus: broken, EVTargetVoltage: volts(400) };
  assert.ok(await poll(faulty as typeof requests.CurrentDemandReq, (powerW) => powerW === 0));
  await ev.connection.close();
});
