import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import type { PilotSignal } from './pilot-signal.js';
import type { PilotState } from './slac-station-options.js';

interface BoardAnswer {
  readonly id: number;
  readonly result?: { readonly last: number; readonly seen?: PilotState; readonly changes?: readonly BoardChange[] };
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
 * each way, `{id, method, params}`. `station` sets the signal, `state` tells what is there and the number of its last change,
 * `changes` waits for what is new after a number.
 */
export class PilotBoard {
  readonly #socket: Socket;
  readonly #onVehicle: (state: PilotState) => void;
  #next = 1;
  #waiting = 0;
  #onAnswer: (answer: BoardAnswer) => void = () => undefined;

  private constructor(socket: Socket, onVehicle: (state: PilotState) => void) {
    this.#socket = socket;
    this.#onVehicle = onVehicle;
    createInterface({ input: socket }).on('line', (line) => {
      const answer = answerOf(line);
      if (answer?.id === this.#waiting) this.#onAnswer(answer);
    });
  }

  /**
   * Connects; `onVehicle` is told the state that is there before this resolves, then every change. What happened before is
   * nobody's business: a gateway that lived through it again would show each of its answers on the line.
   * @throws PlumblineError GATEWAY-023
   */
  static open(
    path: string,
    onVehicle: (state: PilotState) => void,
    onLost: (detail: string) => void,
  ): Promise<PilotBoard> {
    return new Promise((resolve, reject) => {
      const socket = connect(path);
      const failed = (error: Error) => {
        socket.destroy();
        reject(new PlumblineError('GATEWAY-023', { place: path, detail: error.message, cause: error }));
      };
      const ended = () => failed(new Error('the board closes the connection before it tells its state'));
      socket.once('error', failed);
      socket.once('close', ended);
      socket.once('connect', () => {
        const board = new PilotBoard(socket, onVehicle);
        board.#onAnswer = ({ result, error }) => {
          if (result?.seen === undefined) {
            failed(new Error(error?.detail ?? 'the board does not tell the state of the vehicle'));
            return;
          }
          socket.off('error', failed);
          socket.off('close', ended);
          board.#watch(result.last, onLost);
          onVehicle(result.seen);
          resolve(board);
        };
        board.#waiting = board.#write('state', {});
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

  #watch(last: number, onLost: (detail: string) => void): void {
    this.#socket.once('error', (error) => onLost(error.message));
    this.#socket.once('close', () => onLost('the board has closed the connection'));
    this.#onAnswer = ({ result }) => {
      if (result === undefined) return;
      for (const { side, vehicle } of result.changes ?? []) {
        if (side === 'vehicle' && vehicle !== undefined) this.#onVehicle(vehicle);
      }
      this.#ask(result.last);
    };
    this.#ask(last);
  }

  #ask(after: number): void {
    this.#waiting = this.#write('changes', { after, timeoutMs: patienceMs });
  }

  #write(method: string, params: object): number {
    const id = this.#next++;
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify({ id, method, params })}\n`);
    return id;
  }
}

/** Undefined for what is no JSON object: a board that prints something else beside its answers harms nobody. */
function answerOf(line: string): BoardAnswer | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as BoardAnswer) : undefined;
  } catch {
    return undefined;
  }
}
