import { createScpiClient, type ScpiClient } from '../../transport/scpi/scpi-client.js';
import { describeScpiPower, readScpiPower, type ScpiPowerQuery } from '../../transport/scpi/scpi-power.js';
import type { Reading } from '../capabilities/measuring.js';
import { NetworkPowerMeter, type NetworkPowerMeterOptions } from './network-power-meter.js';
import { type ScpiDialect, scpiDialects } from './scpi-multimeter.js';

export interface ScpiPowerMeterOptions extends NetworkPowerMeterOptions {
  readonly port: number | undefined;
  readonly dialect: ScpiDialect;
  /** The uncertainty of a product follows from its factors, and the bench file states it. */
  readonly query: ScpiPowerQuery;
}

/** Driver `scpi-power-meter`: a power analyser, or a multimeter for volts and amperes, on the LAN. */
export class ScpiPowerMeter extends NetworkPowerMeter {
  readonly driver = 'scpi-power-meter';
  readonly #query: ScpiPowerQuery;
  readonly #client: ScpiClient;

  constructor(options: ScpiPowerMeterOptions) {
    const { host, dialect, query, timeoutMs } = options;
    const { greeting, port: usualPort } = scpiDialects[dialect];
    const port = options.port ?? usualPort;
    super(options, port, describeScpiPower(query), { kind: 'scpi', greeting, query });
    this.#query = query;
    this.#client = createScpiClient({ host, port, timeoutMs, greeting });
  }

  async read(): Promise<Reading> {
    const power = await readScpiPower(this.#client, this.#query);
    return power.kind === 'value' ? this.reading(power.watts, power.at) : power;
  }

  close(): Promise<void> {
    return this.#client.close();
  }
}
