import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import type { PilotSignal } from './pilot-signal.js';
import type { PilotState } from './slac-station-options.js';

interface BoardAnswer {
  readonly id: number;
  readonly result?: { readonly last: number; readonly changes: readonly BoardChange[] };
  readonly error?: { readonly detail?: string };
}

interface BoardChange {
  readonly side: 'vehicle' | 'station';
  readonly vehicle?: PilotState;
}

/** How long the board may keep a question without news, ms. */
const patienceMs = 30_000;

/**
 * The board that drives the control pilot and watches the vehicle's side of it: a Unix socket with one JSON object a line
 * each way, `{id, method, params}`. `station` sets the signal, `changes` waits for what is new.
 */
export class PilotBoard {
  readonly #socket: Socket;
  readonly #onVehicle: (state: PilotState) => void;
  #next = 1;
  #waiting = 0;

  private constructor(socket: Socket, onVehicle: (state: PilotState) => void, onLost: (detail: string) => void) {
    this.#socket = socket;
    this.#onVehicle = onVehicle;
    createInterface({ input: socket }).on('line', (line) => this.#take(line));
    socket.once('error', (error) => onLost(error.message));
    socket.once('close', () => onLost('the board has closed the connection'));
  }

  /** Connects; `onVehicle` is told the state that is there, then every change. @throws PlumblineError GATEWAY-023 */
  static open(
    path: string,
    onVehicle: (state: PilotState) => void,
    onLost: (detail: string) => void,
  ): Promise<PilotBoard> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      const failed = (error: Error) =>
        reject(new PlumblineError('GATEWAY-023', { place: path, detail: error.message, cause: error }));
      socket.once('error', failed);
      socket.once('connect', () => {
        socket.off('error', failed);
        const board = new PilotBoard(socket, onVehicle, onLost);
        board.#ask(0);
        resolve(board);
      });
    });
  }

  drive(signal: PilotSignal): void {
    this.#write('station', { signal });
  }

  close(): void {
    this.#socket.removeAllListeners('close');
    this.#socket.destroy();
  }

  #ask(after: number): void {
    this.#waiting = this.#write('changes', { after, timeoutMs: patienceMs });
  }

  #write(method: string, params: object): number {
    const id = this.#next++;
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify({ id, method, params })}\n`);
    return id;
  }

  #take(line: string): void {
    const { id, result } = JSON.parse(line) as BoardAnswer;
    if (id !== this.#waiting || result === undefined) return;
    for (const { side, vehicle } of result.changes) {
      if (side === 'vehicle' && vehicle !== undefined) this.#onVehicle(vehicle);
    }
    this.#ask(result.last);
  }
}
