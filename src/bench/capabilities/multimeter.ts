import type { CapabilityFacts } from './capability-facts.js';
import type { Reading, Uncertainty } from './measuring.js';

/** What a multimeter can measure between its terminals. */
export const meterQuantities = ['dc-volts', 'ac-volts', 'dc-amperes', 'ac-amperes'] as const;
export type MeterQuantity = (typeof meterQuantities)[number];

/** What an instrument says of itself (IEEE 488.2, *IDN?). */
export interface InstrumentIdentity {
  readonly manufacturer: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
}

/** A bench multimeter: volts and amperes. */
export interface Multimeter extends CapabilityFacts {
  readonly instrument: string;
  /** Expanded uncertainty (k = 2) of one reading: absolute in V or A, relative as a fraction of the reading. */
  readonly uncertainty: Readonly<Record<'volts' | 'amperes', Uncertainty | undefined>>;
  readonly samplingSeconds: number;
  readonly calibrationDue?: string;
  /** What it is; a text says why it cannot be asked. */
  identify(): Promise<InstrumentIdentity | string>;
  /** One reading in V or A. A quantity without an uncertainty in the bench file is not read. */
  read(quantity: MeterQuantity): Promise<Reading>;
  close(): Promise<void>;
}
