import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import type { Exchange } from '../../../src/peers/vehicle/exchange.js';
import { isVehicleFault, type VehicleFaultName, vehicleFaults } from '../../../src/peers/vehicle/sut/sut-faults.js';
import { readSutOptions } from '../../../src/peers/vehicle/sut/sut-options.js';
import { perceiveWith } from '../../../src/peers/vehicle/sut/sut-perception.js';
import type { ExiObject } from '../../../src/wire/exi/notation/values.js';

/** An answer to a request, as far as a perception looks at it. */
function answered(request: string, message: string, body: ExiObject): Exchange {
  const code = body['ResponseCode'];
  return {
    sent: { message: request },
    outcome: 'answered',
    answer: { message, body },
    responseCode: code,
  } as unknown as Exchange;
}

const see = (faults: readonly VehicleFaultName[], exchange: Exchange) => perceiveWith(new Set(faults))(exchange);

describe('what a faulty vehicle makes of an answer', () => {
  const failed = answered('AuthorizationReq', 'AuthorizationRes', {
    ResponseCode: 'FAILED',
    EVSEProcessing: 'Finished',
  });
  const inLoop = answered('CurrentDemandReq', 'CurrentDemandRes', {
    ResponseCode: 'FAILED_UnknownSession',
    DC_EVSEStatus: { EVSENotification: 'StopCharging', EVSEStatusCode: 'EVSE_EmergencyShutdown' },
  });

  it('is what it says, without a fault', () => {
    assert.equal(see([], failed), failed);
    assert.equal(see(['ev-never-closes'], inLoop), inLoop);
  });

  it('is OK where the fault takes the code, and nowhere else', () => {
    const cases: readonly (readonly [VehicleFaultName, Exchange, string])[] = [
      ['ev-takes-failed', failed, 'OK'],
      ['ev-takes-failed', inLoop, 'OK'],
      ['ev-takes-failed-in-loop', failed, 'FAILED'],
      ['ev-takes-failed-in-loop', inLoop, 'OK'],
      ['ev-takes-unknown-session', failed, 'FAILED'],
      ['ev-takes-unknown-session', inLoop, 'OK'],
    ];
    for (const [fault, exchange, code] of cases) assert.equal(see([fault], exchange).responseCode, code, fault);
  });

  it('is the response that was waited for, where any response is taken', () => {
    const other = answered('CableCheckReq', 'PaymentServiceSelectionRes', { ResponseCode: 'OK' });
    const { answer } = see(['ev-takes-any-response'], other);
    assert.equal(answer?.message, 'CableCheckRes');
    assert.equal(answer?.body?.['EVSEProcessing'], 'Finished');
    const right = answered('CableCheckReq', 'CableCheckRes', { ResponseCode: 'OK', EVSEProcessing: 'Ongoing' });
    assert.equal(see(['ev-takes-any-response'], right), right);
  });

  it('lacks the notification or the emergency that is not heeded, however deep it stands', () => {
    assert.deepEqual(see(['ev-ignores-stop'], inLoop).answer?.body?.['DC_EVSEStatus'], {
      EVSENotification: 'None',
      EVSEStatusCode: 'EVSE_EmergencyShutdown',
    });
    assert.deepEqual(see(['ev-ignores-emergency'], inLoop).answer?.body?.['DC_EVSEStatus'], {
      EVSENotification: 'StopCharging',
      EVSEStatusCode: 'EVSE_Ready',
    });
    assert.equal(see(['ev-ignores-renegotiation'], inLoop), inLoop);
  });
});

describe('the options of the vehicle under test', () => {
  it('are one JSON object with known faults', () => {
    const text = JSON.stringify({ interface: 'mesh0', energy: 'dc', faults: Object.keys(vehicleFaults) });
    assert.equal(readSutOptions(text).faults?.length, Object.keys(vehicleFaults).length);
    assert.equal(isVehicleFault('toString'), false);
    const wrong = ['', '{}', '{"interface":"mesh0","energy":"dc","faults":["no-such"]}', '{"interface":"mesh0"}'];
    for (const bad of wrong) {
      assert.throws(
        () => readSutOptions(bad),
        (error: unknown) => error instanceof PlumblineError && error.code === 'PEERS-037',
        bad,
      );
    }
  });
});
