import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PlumblineError } from '../../src/base/errors.js';
import type { Operator } from '../../src/bench/capabilities/operator.js';
import type { VehiclePlan } from '../../src/bench/capabilities/vehicle-under-test.js';
import { OperatorVehicle } from '../../src/bench/drivers/operator-vehicle.js';

/** A person who does what is asked, or does not. */
function person(does: boolean) {
  const asked: string[] = [];
  const operator = {
    confirm: async (text: string) => {
      asked.push(text);
      return does;
    },
  } as unknown as Operator;
  return { asked, operator };
}

describe('a real vehicle that a person plugs in', () => {
  const plans: readonly (readonly [VehiclePlan, string])[] = [
    [{ energy: 'dc' }, 'Plug the vehicle in for DC charging.'],
    [
      { energy: 'ac', ends: 'Pause', wakes: 'charger' },
      'Plug the vehicle in for AC charging, set to pause and wait for the charger.',
    ],
    [
      { energy: 'dc', pki: '/pki', contract: 'install' },
      'Plug the vehicle in for DC charging, set to trust /pki/v2g-root.cert.pem, install a contract, having none.',
    ],
    [
      { energy: 'dc', pki: '/pki', contract: 'update' },
      'Plug the vehicle in for DC charging, set to trust /pki/v2g-root.cert.pem, renew its contract before it pays by it.',
    ],
  ];
  for (const [plan, question] of plans) {
    it(`asks: ${question}`, async () => {
      const { asked, operator } = person(true);
      const vehicle = new OperatorVehicle(operator, 1000);
      await vehicle.plug(plan);
      await vehicle.unplug();
      assert.deepEqual(asked, [question, 'Unplug the vehicle.']);
    });
  }

  it('says of which PKI its certificates are, where it has some', () => {
    const { operator } = person(true);
    assert.equal(new OperatorVehicle(operator, 1000, '/pki').pki, '/pki');
    assert.equal(new OperatorVehicle(operator, 1000).pki, undefined);
  });

  it('takes no fault, and is a broken bench where nobody plugs it in', async () => {
    for (const [does, plan] of [
      [true, { energy: 'dc', faults: ['ev-takes-failed'] }],
      [false, { energy: 'dc' }],
    ] as const) {
      await assert.rejects(
        new OperatorVehicle(person(does).operator, 1000).plug(plan),
        (error: unknown) => error instanceof PlumblineError && error.code === 'BENCH-018',
      );
    }
  });
});
