import { connect, type Socket } from 'node:net';
import { type Clock, systemClock } from '../../base/clock.js';
import type { ScpiOutcome } from './scpi-outcome.js';

export interface ScpiClientOptions {
  /** Address or name of the instrument. */
  readonly host: string;
  /** TCP port of the raw socket; 5025 is the usual one. */
  readonly port: number;
  /** How long one answer may take, ms; default 5000: a slow measurement takes seconds. */
  readonly timeoutMs?: number;
  /** How long a connection may take, ms; default 3000. */
  readonly connectTimeoutMs?: number;
  /** Commands that are sent after each connection, before anything else. */
  readonly greeting?: readonly string[];
  readonly clock?: Clock;
}

/**
 * A SCPI client over a raw TCP socket: lines that end in LF, as instruments on a LAN speak it beside VXI-11. It connects
 * on the first command and again after the connection was lost; commands are sent one after the other.
 */
export interface ScpiClient {
  /** Sends a command that has no answer; `ok` says that it left, not that the instrument understood it. */
  send(command: string): Promise<ScpiOutcome<undefined>>;
  /** Sends a query and resolves to its answer without the end of line. */
  query(command: string): Promise<ScpiOutcome<string>>;
  /** Like query; when it must connect anew it does so without the greeting, which may clear what is asked for. */
  queryAfterBreak(command: string): Promise<ScpiOutcome<string>>;
  close(): Promise<void>;
}

/** Makes a client; nothing is sent before the first command. */
export function createScpiClient(options: ScpiClientOptions): ScpiClient {
  return new RawSocketClient(options);
}

/** An answer longer than this is none (a measurement is 20 bytes). */
const longestAnswer = 64 * 1024;

interface Connection {
  readonly socket: Socket;
  text: string;
  waiting: ((line: string | undefined, detail: string) => void) | undefined;
}
type Failed = Exclude<ScpiOutcome<never>, { kind: 'ok' }>;

class RawSocketClient implements ScpiClient {
  readonly #options: ScpiClientOptions;
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  #connection: Connection | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: ScpiClientOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#timeoutMs = options.timeoutMs ?? 5000;
  }

  send(command: string): Promise<ScpiOutcome<undefined>> {
    return this.#inTurn(async () => {
      const connected = await this.#connected();
      if ('kind' in connected) return connected;
      connected.socket.write(`${command}\n`);
      return { kind: 'ok', value: undefined, at: this.#clock.monotonicNs() };
    });
  }

  query(command: string): Promise<ScpiOutcome<string>> {
    return this.#inTurn(async () => {
      const connected = await this.#connected();
      return 'kind' in connected ? connected : this.#ask(connected, command);
    });
  }

  queryAfterBreak(command: string): Promise<ScpiOutcome<string>> {
    return this.#inTurn(async () => {
      const connected = await this.#connected([]);
      const answer = 'kind' in connected ? connected : await this.#ask(connected, command);
      // The next command is to find an instrument that has been greeted.
      this.#drop('asked after a break');
      return answer;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#drop('the client was closed');
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result;
    return result;
  }

  #ask(connection: Connection, command: string): Promise<ScpiOutcome<string>> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(this.#timeoutMs, () => {
        connection.waiting = undefined;
        this.#drop('no answer');
        resolve({ kind: 'timeout', afterMs: this.#timeoutMs, command });
      });
      connection.waiting = (line, detail) => {
        connection.waiting = undefined;
        cancel();
        resolve(
          line === undefined ? { kind: 'closed', detail } : { kind: 'ok', value: line, at: this.#clock.monotonicNs() },
        );
      };
      connection.socket.write(`${command}\n`);
    });
  }

  async #connected(greeting = this.#options.greeting ?? []): Promise<Connection | Failed> {
    if (this.#closed) return { kind: 'closed', detail: 'the client was closed' };
    if (this.#connection !== undefined) return this.#connection;
    const made = await this.#connect();
    if ('kind' in made) return made;
    for (const command of greeting) made.socket.write(`${command}\n`);
    return made;
  }

  #connect(): Promise<Connection | Failed> {
    const { host, port, connectTimeoutMs = 3000 } = this.#options;
    return new Promise((resolve) => {
      const socket = connect({ host, port, noDelay: true });
      const connection: Connection = { socket, text: '', waiting: undefined };
      const lost = (detail: string) => {
        socket.destroy();
        if (this.#connection === connection) this.#connection = undefined;
        connection.waiting?.(undefined, detail);
        resolve({ kind: 'closed', detail });
      };
      const cancel = this.#clock.after(connectTimeoutMs, () =>
        lost(`no connection to ${host}:${port} within ${connectTimeoutMs} ms`),
      );
      socket.once('connect', () => {
        cancel();
        this.#connection = connection;
        resolve(connection);
      });
      socket.on('data', (chunk) => {
        connection.text += chunk.toString('latin1');
        if (connection.text.length > longestAnswer) return lost('an answer without an end');
        for (let end = connection.text.indexOf('\n'); end !== -1; end = connection.text.indexOf('\n')) {
          const line = connection.text.slice(0, end).replace(/\r$/, '');
          connection.text = connection.text.slice(end + 1);
          // A line that nobody waits for answers a question that was given up: it must not answer the next one.
          if (connection.waiting === undefined) return lost(`an answer that was not asked for: ${line.slice(0, 40)}`);
          connection.waiting(line, '');
        }
      });
      socket.on('error', (error) => {
        cancel();
        lost(error.message);
      });
      socket.on('close', () => {
        cancel();
        lost('the instrument closed the connection');
      });
    });
  }

  #drop(detail: string): void {
    const connection = this.#connection;
    this.#connection = undefined;
    connection?.socket.destroy();
    connection?.waiting?.(undefined, detail);
  }
}
