import assert from 'node:assert/strict';
import type { EvClient } from './ev-client.js';
import { requests } from './requests.js';

/** Everything up to and including Authorization. */
export async function authorise(ev: EvClient): Promise<void> {
  await ev.negotiate();
  await ev.setUp();
  for (const name of ['ServiceDiscoveryReq', 'PaymentServiceSelectionReq', 'AuthorizationReq'] as const) {
    const { code } = await ev.ask(name, requests[name]);
    assert.equal(code, 'OK', name);
  }
}

/** CableCheck until it is finished, then PreCharge until the voltage is there. */
export async function isolateAndPreCharge(ev: EvClient): Promise<void> {
  let processing: unknown = 'Ongoing';
  for (let attempt = 0; processing === 'Ongoing'; attempt++) {
    assert.ok(attempt < 2000, 'the isolation test never ends');
    const { code, body } = await ev.ask('CableCheckReq', requests.CableCheckReq);
    assert.equal(code, 'OK');
    processing = body['EVSEProcessing'];
  }
  let voltage = 0;
  for (let attempt = 0; voltage < 380; attempt++) {
    assert.ok(attempt < 500, 'the voltage is never reached');
    const { body } = await ev.ask('PreChargeReq', requests.PreChargeReq);
    const present = body['EVSEPresentVoltage'] as { Value: number; Multiplier: number };
    voltage = present.Value * 10 ** present.Multiplier;
  }
}

/** A DC session from the start until current flows. */
export async function chargeDc(ev: EvClient): Promise<void> {
  await authorise(ev);
  await ev.ask('ChargeParameterDiscoveryReq', requests.ChargeParameterDiscoveryReq);
  await isolateAndPreCharge(ev);
  assert.equal((await ev.ask('PowerDeliveryReq', requests.PowerDeliveryReq)).code, 'OK');
  for (let loop = 0; loop < 5000; loop++) {
    const { body } = await ev.ask('CurrentDemandReq', requests.CurrentDemandReq);
    if ((body['EVSEPresentCurrent'] as { Value: number }).Value > 150) return;
  }
  assert.fail('no current flows');
}
