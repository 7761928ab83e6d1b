import { networkInterfaces } from 'node:os';
import type { Clock } from '../../../base/clock.js';
import type { VehicleOptions } from '../vehicle-options.js';
import { defaultTimers, type VehicleTimers } from '../vehicle-timers.js';
import type { VehicleFaultName } from './sut-faults.js';
import type { SutOptions } from './sut-options.js';
import { perceiveWith } from './sut-perception.js';
import { securityOptions } from './sut-security.js';

const patienceMs = 600_000;

/** SECC Discovery Requests that a vehicle with these faults sends before it gives up. */
export function discoveryRequests(faults: ReadonlySet<VehicleFaultName>): number {
  if (faults.has('ev-one-discovery-request')) return 1;
  return faults.has('ev-few-discovery-requests') ? 5 : 50;
}

/** What the vehicle of these options and faults is made with. */
export function sutVehicleOptions(
  options: SutOptions,
  faults: ReadonlySet<VehicleFaultName>,
  clock: Clock,
): VehicleOptions {
  const { energy, interface: name, secc, departureSeconds } = options;
  const mac = macOf(name);
  return {
    interface: name,
    energy,
    ...securityOptions(options, faults),
    ...(secc === undefined ? {} : { secc }),
    ...(departureSeconds === undefined ? {} : { car: { departureSeconds } }),
    timers: timersWith(faults),
    clock,
    perceive: perceiveWith(faults),
    ...(mac === undefined || faults.has('ev-wrong-evccid') ? {} : { evccId: mac }),
    ...(faults.has('ev-session-setup-not-zero') ? { initialSessionId: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8) } : {}),
  };
}

function timersWith(faults: ReadonlySet<VehicleFaultName>): Partial<VehicleTimers> {
  const has = (fault: VehicleFaultName) => faults.has(fault);
  const scaled = (to: (ms: number) => number) =>
    Object.fromEntries(Object.entries(defaultTimers.message).map(([name, ms]) => [name, to(ms)]));
  return {
    ...(has('ev-waits-for-ever') ? { message: scaled(() => patienceMs) as VehicleTimers['message'] } : {}),
    ...(has('ev-gives-up-early') ? { message: scaled((ms) => ms / 10) as VehicleTimers['message'] } : {}),
    ...(has('ev-waits-while-ongoing') ? { ongoing: patienceMs } : {}),
    ...(has('ev-endless-cable-check') ? { cableCheck: patienceMs } : {}),
    ...(has('ev-endless-precharge') ? { preCharge: patienceMs } : {}),
  };
}

/** Hardware address of an interface; undefined where it has none (loopback). */
function macOf(name: string): Uint8Array | undefined {
  const text = networkInterfaces()[name]?.[0]?.mac;
  if (text === undefined || text === '00:00:00:00:00:00') return undefined;
  return Uint8Array.from(text.split(':'), (byte) => Number.parseInt(byte, 16));
}
