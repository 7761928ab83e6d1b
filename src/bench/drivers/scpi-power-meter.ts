import { createScpiClient, type ScpiClient } from '../../transport/scpi/scpi-client.js';
import { describeScpiPower, readScpiPower, type ScpiPowerQuery } from '../../transport/scpi/scpi-power.js';
import type { InverterPower } from '../capabilities/inverter-power.js';
import type { Reading } from '../capabilities/measuring.js';
import { type ScpiDialect, scpiDialects } from './scpi-multimeter.js';

export interface ScpiPowerMeterOptions {
  readonly host: string;
  readonly port: number | undefined;
  readonly dialect: ScpiDialect;
  readonly query: ScpiPowerQuery;
  /** -1 when the instrument counts discharge to the grid as negative. */
  readonly sign: 1 | -1;
  readonly timeoutMs: number;
  readonly instrument: string;
  /** Of the power, W: that of a product follows from its factors, and the bench file states it. */
  readonly uncertainty: { readonly absolute: number; readonly relative: number };
  readonly samplingSeconds: number;
  readonly calibrationDue: string | undefined;
  /** Interface that leads to the meter, if it is known. */
  readonly interface: string | undefined;
}

/** Driver `scpi-power-meter`: a power analyser, or a multimeter for volts and amperes, on the LAN. */
export class ScpiPowerMeter implements InverterPower {
  readonly driver = 'scpi-power-meter';
  readonly unit = 'W';
  readonly instrument: string;
  readonly description: string;
  readonly uncertainty: ScpiPowerMeterOptions['uncertainty'];
  readonly samplingSeconds: number;
  readonly calibrationDue?: string;
  readonly wire: InverterPower['wire'];
  readonly #options: ScpiPowerMeterOptions;
  readonly #client: ScpiClient;

  constructor(options: ScpiPowerMeterOptions) {
    const { host, dialect, query, sign, timeoutMs } = options;
    const { greeting, port: usualPort } = scpiDialects[dialect];
    const port = options.port ?? usualPort;
    this.#options = options;
    this.instrument = options.instrument;
    this.description = `${options.instrument} at ${host}:${port}, ${describeScpiPower(query)}`;
    this.uncertainty = options.uncertainty;
    this.samplingSeconds = options.samplingSeconds;
    if (options.calibrationDue !== undefined) this.calibrationDue = options.calibrationDue;
    this.wire = {
      ...(options.interface === undefined ? {} : { interface: options.interface }),
      address: host,
      port,
      sign,
      source: { kind: 'scpi', greeting, query },
    };
    this.#client = createScpiClient({ host, port, timeoutMs, greeting });
  }

  async read(): Promise<Reading> {
    const power = await readScpiPower(this.#client, this.#options.query);
    if (power.kind !== 'value') return power;
    const value = this.#options.sign * power.watts;
    const U = this.uncertainty.absolute + this.uncertainty.relative * Math.abs(value);
    return { kind: 'value', value, at: power.at, U };
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
