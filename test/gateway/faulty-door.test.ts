import assert from 'node:assert/strict';
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { describe, it } from 'node:test';
import type { Clock } from '../../src/base/clock.js';
import type { FaultName } from '../../src/gateway/faults/fault-table.js';
import { parseFaults } from '../../src/gateway/faults/faults.js';
import { faultyDoor } from '../../src/gateway/server/faulty-door.js';

/** Vehicles that knock at a door with that fault; `entered`: their numbers, in the order in which they came in. */
function door(fault: FaultName) {
  const later: { readonly ms: number; readonly run: () => void }[] = [];
  const clock = { after: (ms: number, run: () => void) => later.push({ ms, run }) } as unknown as Clock;
  const admit = faultyDoor(parseFaults([fault]), clock)!;
  const entered: number[] = [];
  const vehicles: { readonly socket: Socket; reset: boolean; leave(): void }[] = [];
  return {
    entered,
    vehicles,
    later,
    knock(count: number) {
      for (let i = 0; i < count; i++) {
        const number = vehicles.length;
        const events = new EventEmitter();
        const socket = Object.assign(events, {
          destroyed: false,
          resetAndDestroy: () => {
            vehicles[number]!.reset = true;
          },
        });
        vehicles.push({
          socket: socket as unknown as Socket,
          reset: false,
          leave: () => {
            socket.destroyed = true;
            events.emit('close');
          },
        });
        admit(socket as unknown as Socket, () => entered.push(number));
      }
    },
  };
}

describe('a door with a fault', () => {
  it('is not there without one', () => {
    assert.equal(faultyDoor(parseFaults(['ignore-pin']), {} as Clock), undefined);
  });
  it('tls-serial-handshakes: one after the other, and nobody who has gone', () => {
    const { knock, entered, vehicles } = door('tls-serial-handshakes');
    knock(4);
    assert.deepEqual(entered, [0]);
    vehicles[1]!.leave();
    assert.deepEqual(entered, [0]);
    vehicles[0]!.leave();
    assert.deepEqual(entered, [0, 2]);
  });
  it('tls-drops-above-n: the ninth is reset, and a place that becomes free is given away', () => {
    const { knock, entered, vehicles } = door('tls-drops-above-n');
    knock(9);
    assert.deepEqual([entered.length, vehicles.map(({ reset }) => reset).indexOf(true)], [8, 8]);
    vehicles[3]!.leave();
    knock(1);
    assert.equal(entered.at(-1), 9);
  });
  it('tls-stalls: the ninth waits 6 s', () => {
    const { knock, entered, later } = door('tls-stalls');
    knock(9);
    assert.deepEqual([entered.length, later.map(({ ms }) => ms)], [8, [6000]]);
    later[0]!.run();
    assert.equal(entered.at(-1), 8);
  });
});
