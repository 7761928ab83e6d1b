import assert from 'node:assert/strict';
import { systemClock } from '../../../src/base/clock.js';
import { systemRandom } from '../../../src/base/random.js';
import { decodeMessage } from '../../../src/messages/codec.js';
import { ScriptedSecc } from '../../../src/peers/station/scripted-secc.js';
import type { SeccEvent, SeccEventOf } from '../../../src/peers/station/secc-event.js';
import type { SeccHook, SeccScript } from '../../../src/peers/station/secc-script.js';
import { at } from '../../../src/peers/vehicle/read-value.js';
import { PluggedSut } from '../../../src/peers/vehicle/sut/plugged-sut.js';
import type { VehicleFaultName } from '../../../src/peers/vehicle/sut/sut-faults.js';
import type { SutOptions } from '../../../src/peers/vehicle/sut/sut-options.js';

export interface Trace {
  readonly events: readonly SeccEvent[];
  readonly requests: readonly SeccEventOf<'request'>[];
  readonly names: readonly string[];
  /** States of the pilot as the vehicle set them. */
  readonly pilot: readonly string[];
  /** How the connection ended, before the test took the SECC away. */
  readonly closed: string | undefined;
  /** How long the session took, ms. */
  readonly tookMs: number;
}

export type Change = Partial<Omit<SutOptions, 'interface'>> & {
  readonly script?: Partial<SeccScript>;
  /** What the charger does with its side of the pilot as it sees messages and the vehicle's side. */
  readonly charger?: (show: (signal: string) => void, seen: SeccEvent | { readonly pilot: 'B' | 'C' }) => void;
  /** How long a vehicle that does not leave is waited for, ms. */
  readonly patienceMs?: number;
};

/** A session of the vehicle under test at the tester's SECC, on loopback; ends with the vehicle, or after `patienceMs`. */
export async function charge(
  faults: readonly VehicleFaultName[],
  { script, charger, patienceMs = 20_000, ...options }: Change = {},
): Promise<Trace> {
  const energy = options.energy ?? 'dc';
  const events: SeccEvent[] = [];
  const pilot: string[] = [];
  const show = (signal: string) => void vehicle.stationSignal(signal);
  const tell = (event: SeccEvent) => {
    events.push(event);
    charger?.(show, event);
  };
  const surroundings = {
    clock: systemClock,
    random: systemRandom,
    sdpPort: 0,
    tell,
  };
  const secc = new ScriptedSecc({ interface: 'lo', energy, stopAtLoop: 2, ...script }, surroundings);
  await secc.open();
  const ready = events.find((event): event is SeccEventOf<'ready'> => event.event === 'ready');
  const vehicle: PluggedSut = new PluggedSut(
    { interface: 'lo', energy, secc: { host: ready!.address, port: ready!.port }, faults, ...options },
    {
      clock: systemClock,
      pilot: async (state) => {
        pilot.push(state);
        charger?.(show, { pilot: state });
      },
      note: () => undefined,
    },
  );
  const started = performance.now();
  await Promise.race([vehicle.run(), new Promise((resolve) => setTimeout(resolve, patienceMs).unref())]);
  const tookMs = performance.now() - started;
  // What the vehicle did last has reached the SECC when its own loop has turned.
  await new Promise((resolve) => setImmediate(resolve));
  const closed = events.find((event): event is SeccEventOf<'closed'> => event.event === 'closed')?.how;
  const requests = events.filter((event): event is SeccEventOf<'request'> => event.event === 'request');
  const trace = { events: [...events], requests, names: requests.map(nameOf), pilot: [...pilot], closed, tookMs };
  await vehicle.stationSignal('F');
  await secc.close();
  return trace;
}

export function nameOf({ name, progress }: SeccEventOf<'request'>): string {
  return progress === undefined ? (name ?? '?') : `${name} ${progress}`;
}

export function bodyOf(trace: Trace, name: string, which: 'first' | 'last' = 'first') {
  const fitting = trace.requests.filter((one) => nameOf(one) === name);
  const request = fitting.at(which === 'first' ? 0 : -1);
  assert.ok(request !== undefined, `${name} is not in ${trace.names.join(', ')}`);
  const { value } = decodeMessage('iso2', Uint8Array.from(Buffer.from(request.payload, 'hex')));
  return { header: at(value, 'V2G_Message', 'Header'), body: at(value, 'V2G_Message', 'Body', request.name ?? '') };
}

export function hooked(at: SeccHook['at'], does: SeccHook['does'], more: Partial<SeccHook> = {}): Change {
  return { script: { hooks: [{ at, does, thenSilent: true, ...more }] } };
}
