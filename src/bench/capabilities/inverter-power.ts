import type { ScpiPowerQuery } from '../../transport/scpi/scpi-power.js';
import type { CapabilityFacts } from './capability-facts.js';
import type { MeasuringFacts, Reading } from './measuring.js';

/** How a meter on a network is asked for its power. */
export type PowerSource =
  | {
      readonly kind: 'modbus';
      /** Modbus unit identifier. */
      readonly unitId: number;
      /** Register of the SunSpec marker; undefined: 40000, 50000 and 0 are tried. */
      readonly base?: number;
    }
  | {
      readonly kind: 'scpi';
      /** Commands after each connection. */
      readonly greeting: readonly string[];
      readonly query: ScpiPowerQuery;
    };

/** A meter on a network. */
export interface PowerWire {
  /** Interface that leads there, where it is known. */
  readonly interface?: string;
  readonly address: string;
  readonly port: number;
  /** 1 or -1: what makes discharge to the grid positive. */
  readonly sign: 1 | -1;
  readonly source: PowerSource;
}

/** Independent power meter at the inverter's terminals. Power in W, discharge to the grid is positive. */
export interface InverterPower extends CapabilityFacts, MeasuringFacts {
  readonly unit: 'W';
  read(): Promise<Reading>;
  /** Where a program of its own can sample it, and how; undefined for a driver that is not on a network. */
  readonly wire: PowerWire | undefined;
  close(): Promise<void>;
}
