import type { PowerSource } from '../../bench/capabilities/inverter-power.js';
import type { PowerRegisters } from './power-registers.js';

/** How the meter is asked for its power; of Modbus also where, so that nothing has to be looked for. */
export type MeterSource =
  | (Extract<PowerSource, { kind: 'modbus' }> & {
      /** Absent: the power is looked for in the SunSpec models. The sign of the meter holds for both. */
      readonly registers?: Omit<PowerRegisters, 'sign'>;
    })
  | Extract<PowerSource, { kind: 'scpi' }>;

/** A meter on a network as the sampler is told of it. */
export interface MeterAddress {
  readonly host: string;
  readonly port: number;
  /** 1 or -1: what makes discharge to the grid positive. */
  readonly sign: 1 | -1;
  readonly source: MeterSource;
}

/** One reading: W (discharge to the grid positive) at the moment of the answer, monotonic ns; or why there is none. */
export type PowerAnswer =
  | { readonly kind: 'watts'; readonly watts: number; readonly answered: bigint }
  | { readonly kind: 'gap'; readonly why: string };

/** A meter that is asked for its power again and again. Nothing of it throws. */
export interface PowerReader {
  /** Finds out where the power is, once; a text says why it cannot be read. */
  open(): Promise<
    { readonly kind: 'open'; readonly where: string } | { readonly kind: 'closed'; readonly why: string }
  >;
  read(): Promise<PowerAnswer>;
}
