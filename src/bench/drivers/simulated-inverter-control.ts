import type { InverterControl, InverterSettings, InverterState } from '../capabilities/inverter-control.js';
import { RpcClient } from '../rpc/rpc-client.js';

/** Driver `simulated-inverter`: speaks to the device's control socket. */
export class SimulatedInverterControl implements InverterControl {
  readonly driver = 'simulated-inverter';
  readonly description = 'control socket of the simulated inverter';
  readonly #rpc: RpcClient;

  constructor(socket: string) {
    this.#rpc = new RpcClient(socket);
  }

  async set(settings: InverterSettings): Promise<void> {
    await this.#rpc.call('set', settings);
  }

  async state(): Promise<InverterState> {
    return (await this.#rpc.call('state')) as InverterState;
  }

  async reach(watts: number, toleranceW: number, timeoutMs: number): Promise<boolean> {
    return (await this.#rpc.call('reach', { watts, toleranceW, timeoutMs })) as boolean;
  }

  async writes(): Promise<readonly RegisterWrite[]> {
    return (await this.#rpc.call('writes')) as readonly RegisterWrite[];
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }
}

/** A register write that the inverter was asked for. */
export interface RegisterWrite {
  /** Wall clock, ns. */
  readonly at: string;
  readonly address: number;
  readonly values: readonly number[];
  /** Exception code of the answer; 0 when it was taken. */
  readonly exception: number;
}
