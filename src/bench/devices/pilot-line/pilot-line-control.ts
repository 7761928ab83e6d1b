import type { PilotLineAccess } from '../../capabilities/pilot-line-access.js';
import { RpcClient } from '../../rpc/rpc-client.js';
import type { PilotChange, StationSignal, VehicleState, Wiring } from './pilot-line.js';

/** A change as JSON carries it. */
type WireChange = PilotChange extends infer C
  ? C extends PilotChange
    ? Omit<C, 'ns'> & { readonly ns: string }
    : never
  : never;

/** Drives the vehicle's side of the simulated control pilot and watches the charger's. */
export class PilotLineControl implements PilotLineAccess {
  readonly driver = 'simulated-pilot';
  readonly description = 'simulated control pilot between charger and vehicle';
  readonly #rpc: RpcClient;

  constructor(socket: string) {
    this.#rpc = new RpcClient(socket);
  }

  async vehicle(state: VehicleState): Promise<bigint> {
    const { ns } = (await this.#rpc.call('vehicle', { state })) as { readonly ns: string };
    return BigInt(ns);
  }

  async wiring(wiring: Wiring): Promise<bigint> {
    const { ns } = (await this.#rpc.call('wiring', { wiring })) as { readonly ns: string };
    return BigInt(ns);
  }

  state() {
    return this.#rpc.call('state') as Promise<{
      readonly vehicle: VehicleState;
      readonly station: StationSignal;
      readonly last: number;
    }>;
  }

  async changes(after: number, timeoutMs: number): Promise<readonly PilotChange[]> {
    const { changes } = (await this.#rpc.call('changes', { after, timeoutMs })) as {
      readonly changes: readonly WireChange[];
    };
    return changes.map((change): PilotChange => ({ ...change, ns: BigInt(change.ns) }));
  }

  async station(signal: StationSignal): Promise<void> {
    await this.#rpc.call('station', { signal });
  }

  close(): Promise<void> {
    return this.#rpc.close();
  }
}
