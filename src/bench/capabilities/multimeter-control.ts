import type { CapabilityFacts } from './capability-facts.js';
import type { MeterQuantity } from './multimeter.js';

/** Sets what lies at the terminals of the simulated multimeter. */
export interface MultimeterControl extends CapabilityFacts {
  /** V or A; what is left out stays as it is. */
  set(values: Partial<Readonly<Record<MeterQuantity, number>>>): Promise<void>;
  close(): Promise<void>;
}
