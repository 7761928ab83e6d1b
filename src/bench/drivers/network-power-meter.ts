import type { InverterPower, PowerSource } from '../capabilities/inverter-power.js';
import type { Reading, Uncertainty } from '../capabilities/measuring.js';
import { expandedUncertainty } from './expanded-uncertainty.js';

/** What the bench file says of a power meter on a network, whatever it speaks. */
export interface NetworkPowerMeterOptions {
  readonly host: string;
  /** -1 when the instrument counts discharge to the grid as negative. */
  readonly sign: 1 | -1;
  readonly timeoutMs: number;
  readonly instrument: string;
  /** Of the power, W. */
  readonly uncertainty: Uncertainty;
  readonly samplingSeconds: number;
  readonly calibrationDue: string | undefined;
  /** Interface that leads to the meter, if it is known. */
  readonly interface: string | undefined;
}

/** A power meter on a network: its facts, and a reading with sign and uncertainty. */
export abstract class NetworkPowerMeter implements InverterPower {
  abstract readonly driver: string;
  readonly unit = 'W';
  readonly instrument: string;
  readonly description: string;
  readonly uncertainty: Uncertainty;
  readonly samplingSeconds: number;
  readonly calibrationDue?: string;
  readonly wire: InverterPower['wire'];
  readonly #sign: 1 | -1;

  /** `what`: what of the instrument is read, for the report. */
  constructor(options: NetworkPowerMeterOptions, port: number, what: string, source: PowerSource) {
    const { host, sign, instrument } = options;
    this.#sign = sign;
    this.instrument = instrument;
    this.description = `${instrument} at ${host}:${port}, ${what}`;
    this.uncertainty = options.uncertainty;
    this.samplingSeconds = options.samplingSeconds;
    if (options.calibrationDue !== undefined) this.calibrationDue = options.calibrationDue;
    this.wire = {
      ...(options.interface === undefined ? {} : { interface: options.interface }),
      address: host,
      port,
      sign,
      source,
    };
  }

  abstract read(): Promise<Reading>;

  abstract close(): Promise<void>;

  /** `watts` as the instrument counts them, answered `at` (monotonic ns). */
  protected reading(watts: number, at: bigint): Reading {
    const value = this.#sign * watts;
    return { kind: 'value', value, at, U: expandedUncertainty(this.uncertainty, value) };
  }
}
