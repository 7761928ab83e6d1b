import { PlumblineError } from '../../../base/errors.js';
import { isVehicleFault, type VehicleFaultName } from './sut-faults.js';
import type { ScheduleChoice } from './sut-schedule.js';

/** What the vehicle under test is to do from being plugged in to the end of its session. */
export interface SutOptions {
  readonly interface: string;
  readonly energy: 'ac' | 'dc';
  /** Address of the SECC, in place of SDP (tests). */
  readonly secc?: { readonly host: string; readonly port: number };
  /** Charge loops after which it ends the session by itself. Default 1000: the SECC ends it. */
  readonly loops?: number;
  /** Sends ServiceDetailReq before it selects. Default true. */
  readonly serviceDetail?: boolean;
  /** DC: sends WeldingDetectionReq after charging. Default true. */
  readonly weldingDetection?: boolean;
  /** How it ends its session. Default Terminate. A schedule with 0 W makes it pause in any case. */
  readonly ends?: 'Terminate' | 'Pause';
  /** What ends a pause: its own clock, with a B-C-B toggle, or the charger's oscillator that is turned on. Default `itself`. */
  readonly wakes?: 'itself' | 'charger';
  /** Time between SessionStopRes of a pause and its return, ms. Default 1000; with 0 W until there is power again. */
  readonly resumeAfterMs?: number;
  /** Charge loop after which it asks for a renegotiation, once. Default: it never does. */
  readonly renegotiateAtLoop?: number;
  /** Which of several schedules it takes. Default `first`. */
  readonly schedule?: ScheduleChoice;
  /** Until departure, s, as DepartureTime. Default: it names none. */
  readonly departureSeconds?: number;
  /** Folder of its PKI (docs/pki.md): it goes over TLS. Default: plain TCP. */
  readonly pki?: string;
  /** Pays by contract, and what it does before it presents it; needs `pki`. Default: external payment. */
  readonly contract?: 'none' | 'install' | 'update';
  readonly faults?: readonly VehicleFaultName[];
}

/** The options of a command line. @throws PEERS-037 when they are none, or name a fault that there is not */
export function readSutOptions(text: string): SutOptions {
  let value: Partial<Record<keyof SutOptions, unknown>>;
  try {
    value = JSON.parse(text) as typeof value;
  } catch {
    throw new PlumblineError('PEERS-037', { detail: 'not one JSON object' });
  }
  if (typeof value.interface !== 'string' || (value.energy !== 'ac' && value.energy !== 'dc')) {
    throw new PlumblineError('PEERS-037', { detail: 'interface and energy (ac, dc) are needed' });
  }
  const faults = (value.faults ?? []) as readonly string[];
  const unknown = faults.find((name) => !isVehicleFault(name));
  if (unknown !== undefined) throw new PlumblineError('PEERS-037', { detail: `there is no fault ${unknown}` });
  return value as unknown as SutOptions;
}
