/**
 * The simulated control pilot as its own process: `main.js OPTIONS` with the options as JSON. Both sides use its socket: the
 * charger `station`, `state` and `changes`, the bench `vehicle`, `wiring` and `changes`. Prints one JSON line with `"event":"ready"`.
 */
import { systemClock } from '../../../base/clock.js';
import { serveRpc } from '../../rpc/rpc-server.js';
import { PilotLine, type StationSignal, type VehicleState, vehicleStates, type Wiring, wirings } from './pilot-line.js';

export interface PilotLineProcessOptions {
  readonly socket: string;
}

const { socket } = JSON.parse(process.argv[2] ?? '{}') as PilotLineProcessOptions;
const line = new PilotLine(systemClock);
const server = await serveRpc(socket, async (method, params) => {
  if (method === 'vehicle') {
    const { state } = params as { readonly state: VehicleState };
    if (!vehicleStates.includes(state)) throw new Error(`there is no state ${state}: ${vehicleStates.join(', ')}`);
    return { ns: String(line.setVehicle(state)) };
  }
  if (method === 'wiring') {
    const { wiring } = params as { readonly wiring: Wiring };
    if (!wirings.includes(wiring)) throw new Error(`there is no wiring ${wiring}: ${wirings.join(', ')}`);
    return { ns: String(line.setWiring(wiring)) };
  }
  if (method === 'station') return line.setStation((params as { readonly signal: StationSignal }).signal);
  if (method === 'state') return { vehicle: line.vehicle, seen: line.seen, station: line.station, last: line.last };
  if (method === 'changes') {
    const { after, timeoutMs } = params as { readonly after: number; readonly timeoutMs: number };
    const changes = await line.changes(after, timeoutMs);
    return {
      last: changes.at(-1)?.number ?? after,
      changes: changes.map((change) => ({ ...change, ns: String(change.ns) })),
    };
  }
  throw new Error(`the control pilot has no method ${method}`);
});
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
console.log(JSON.stringify({ event: 'ready' }));
