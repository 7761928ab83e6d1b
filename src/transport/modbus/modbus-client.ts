import type { Clock } from '../../base/clock.js';
import type { ModbusOutcome } from './modbus-outcome.js';

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
  /** Function 16. 1..123 registers, each 0..65535. */
  writeRegisters(address: number, values: readonly number[]): Promise<ModbusOutcome<undefined>>;
  /** Function 6. */
  writeRegister(address: number, value: number): Promise<ModbusOutcome<undefined>>;
  close(): Promise<void>;
}
