import type { ModemSettings } from '../devices/plc-modem/modem-settings.js';
import type { CapabilityFacts } from './capability-facts.js';

/** Sets the modems of the simulated power line: station 0 is the gateway's end, 1 the far end. */
export interface PowerLineAccess extends CapabilityFacts {
  set(station: number, settings: Partial<ModemSettings>): Promise<void>;
  settings(station: number): Promise<ModemSettings>;
  close(): Promise<void>;
}
