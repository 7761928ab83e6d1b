import type { PowerLineAccess } from '../../capabilities/power-line-access.js';
import { RpcClient } from '../../rpc/rpc-client.js';
import type { ModemSettings } from './modem-settings.js';
import type { PowerLineCounts } from './power-line.js';

/** Steers a simulated power line through its control socket. Stations are counted from 0. */
export class PowerLineControl implements PowerLineAccess {
  readonly driver = 'simulated-line';
  readonly description = 'control socket of the simulated power line';
  readonly #rpc: RpcClient;

  constructor(socket: string) {
    this.#rpc = new RpcClient(socket);
  }

  /** What is left out stays as it is. @throws PlumblineError BENCH-024 */
  async set(station: number, settings: Partial<ModemSettings>): Promise<void> {
    await this.#rpc.call('set', { station, settings });
  }

  settings(station: number): Promise<ModemSettings> {
    return this.#rpc.call('settings', { station }) as Promise<ModemSettings>;
  }

  counts(): Promise<PowerLineCounts> {
    return this.#rpc.call('counts', { station: 0 }) as Promise<PowerLineCounts>;
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }
}
