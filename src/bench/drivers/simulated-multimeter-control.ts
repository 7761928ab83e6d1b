import type { MeterQuantity } from '../capabilities/multimeter.js';
import type { MultimeterControl } from '../capabilities/multimeter-control.js';
import { RpcClient } from '../rpc/rpc-client.js';

/** Driver `simulated-multimeter`: speaks to the device's control socket. */
export class SimulatedMultimeterControl implements MultimeterControl {
  readonly driver = 'simulated-multimeter';
  readonly description = 'control socket of the simulated multimeter';
  readonly #rpc: RpcClient;

  constructor(socket: string) {
    this.#rpc = new RpcClient(socket);
  }

  async set(values: Partial<Readonly<Record<MeterQuantity, number>>>): Promise<void> {
    await this.#rpc.call('set', values);
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }
}
