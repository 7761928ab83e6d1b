import assert from 'node:assert/strict';
import { it } from 'node:test';
import { openVehicle } from '../../../src/peers/vehicle/vehicle.js';

it('a vehicle asks for a new session until it is to join one, and again where it is told so', async () => {
  const vehicle = openVehicle({ interface: 'lo', energy: 'dc', security: 'none' });
  assert.equal(vehicle.asksForNewSession, true);
  await vehicle.rejoin(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8));
  assert.equal(vehicle.asksForNewSession, false);
  await vehicle.rejoin(new Uint8Array(8));
  assert.equal(vehicle.asksForNewSession, true);
  const joins = openVehicle({
    interface: 'lo',
    energy: 'dc',
    security: 'none',
    initialSessionId: new Uint8Array(8).fill(7),
  });
  assert.equal(joins.asksForNewSession, false);
});
