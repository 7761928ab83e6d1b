import { connect, type Socket } from 'node:net';
import jsmodbus from 'jsmodbus';
import { type Clock, systemClock } from '../../base/clock.js';
import { type ModbusOutcome, modbusExceptionName } from './modbus-outcome.js';

// A CommonJS package: its names come only with the default import.
const { client, UserRequestError } = jsmodbus;

export interface ModbusClientOptions {
  /** Address or name of the device. */
  readonly host: string;
  /** TCP port; 502 is the registered one. */
  readonly port: number;
  /** Unit identifier, 0..255 (MODBUS Messaging on TCP/IP 1.0b, clause 4.2). */
  readonly unitId: number;
  /** How long one answer may take, ms; default 1000. */
  readonly timeoutMs?: number;
  /** How long a connection may take, ms; default 3000. */
  readonly connectTimeoutMs?: number;
  readonly clock?: Clock;
}

/**
 * A Modbus TCP client of one unit. It connects on the first request and again after the connection was lost; requests
 * are sent one after the other. Nothing is thrown: see {@link ModbusOutcome}.
 */
export interface ModbusClient {
  /** Function 3. `count` 1..125 registers from `address` (0..65535, as on the wire). */
  readHoldingRegisters(address: number, count: number): Promise<ModbusOutcome<readonly number[]>>;
  /** Function 16. 1..120 registers, each 0..65535. */
  writeRegisters(address: number, values: readonly number[]): Promise<ModbusOutcome<undefined>>;
  /** Function 6. */
  writeRegister(address: number, value: number): Promise<ModbusOutcome<undefined>>;
  close(): Promise<void>;
}

type Protocol = InstanceType<typeof client.TCP>;
interface Connection {
  readonly socket: Socket;
  readonly protocol: Protocol;
}
type Connected = { readonly kind: 'connection'; readonly connection: Connection } | ModbusOutcome<never>;

/** Makes a client; nothing is sent before the first request. */
export function createModbusClient(options: ModbusClientOptions): ModbusClient {
  return new JsModbusClient(options);
}

class JsModbusClient implements ModbusClient {
  readonly #options: ModbusClientOptions;
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  #connection: Connection | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(options: ModbusClientOptions) {
    this.#options = options;
    this.#timeoutMs = options.timeoutMs ?? 1000;
    this.#clock = options.clock ?? systemClock;
  }

  readHoldingRegisters(address: number, count: number): Promise<ModbusOutcome<readonly number[]>> {
    return this.#request(async (protocol) => {
      const { response } = await protocol.readHoldingRegisters(address, count);
      const values = Array.from(response.body.valuesAsArray);
      if (values.length !== count) throw new Error(`asked for ${count} registers, got ${values.length}`);
      return values;
    });
  }

  writeRegisters(address: number, values: readonly number[]): Promise<ModbusOutcome<undefined>> {
    return this.#request(async (protocol) => {
      const { response } = await protocol.writeMultipleRegisters(address, [...values]);
      const { start, quantity } = response.body;
      if (start !== address || quantity !== values.length) {
        throw new Error(`wrote ${values.length} registers at ${address}, the answer says ${quantity} at ${start}`);
      }
      return undefined;
    });
  }

  writeRegister(address: number, value: number): Promise<ModbusOutcome<undefined>> {
    return this.#request(async (protocol) => {
      const { response } = await protocol.writeSingleRegister(address, value);
      if (response.body.address !== address || response.body.value !== value) {
        throw new Error(
          `wrote ${value} at ${address}, the answer says ${response.body.value} at ${response.body.address}`,
        );
      }
      return undefined;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#drop();
  }

  /** One request at a time: the answers of Modbus TCP need not come in order, but those of many devices behind it must. */
  #request<T>(send: (protocol: Protocol) => Promise<T>): Promise<ModbusOutcome<T>> {
    const result = this.#last.then(() => this.#exchange(send));
    this.#last = result;
    return result;
  }

  async #exchange<T>(send: (protocol: Protocol) => Promise<T>): Promise<ModbusOutcome<T>> {
    const connected = await this.#connect();
    if (connected.kind !== 'connection') return connected;
    try {
      const value = await send(connected.connection.protocol);
      return { kind: 'ok', value, at: this.#clock.monotonicNs() };
    } catch (error) {
      const outcome = this.#explain(error);
      // After anything but a plain exception the next answer on this connection could belong to an earlier request.
      if (outcome.kind !== 'exception') this.#drop();
      return outcome;
    }
  }

  #explain(error: unknown): ModbusOutcome<never> {
    if (!(error instanceof UserRequestError)) return { kind: 'closed', detail: (error as Error).message };
    if (error.err === 'Timeout') return { kind: 'timeout', afterMs: this.#timeoutMs };
    if (error.err !== 'ModbusException') return { kind: 'closed', detail: error.message };
    const code = (error.response?.body as { readonly code?: number } | undefined)?.code ?? 0;
    return { kind: 'exception', code, name: modbusExceptionName(code), at: this.#clock.monotonicNs() };
  }

  #connect(): Promise<Connected> {
    if (this.#closed) return Promise.resolve({ kind: 'closed', detail: 'the client was closed' });
    if (this.#connection !== undefined) {
      return Promise.resolve({ kind: 'connection', connection: this.#connection });
    }
    const { host, port, unitId } = this.#options;
    const limit = this.#options.connectTimeoutMs ?? 3000;
    return new Promise((resolve) => {
      const socket = connect({ host, port, noDelay: true });
      const connection = { socket, protocol: new client.TCP(socket, unitId, this.#timeoutMs) };
      const fail = (detail: string) => {
        socket.destroy();
        resolve({ kind: 'closed', detail });
      };
      const cancel = this.#clock.after(limit, () => fail(`no connection to ${host}:${port} within ${limit} ms`));
      socket.once('connect', () => {
        cancel();
        this.#connection = connection;
        resolve({ kind: 'connection', connection });
      });
      socket.on('error', (error) => {
        cancel();
        fail(error.message);
      });
      socket.on('close', () => {
        if (this.#connection === connection) this.#connection = undefined;
      });
    });
  }

  #drop(): void {
    this.#connection?.socket.destroy();
    this.#connection = undefined;
  }
}
