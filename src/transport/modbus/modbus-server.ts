import type { ModbusExceptionCode } from './modbus-outcome.js';

/** What a register map answers: registers, `undefined` for a write that was taken, or an exception code. */
export type RegisterAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'exception'; readonly code: ModbusExceptionCode }
  /** Say nothing: the client runs into its time-out. */
  | { readonly kind: 'silent' };

/** Who asked, for maps that keep books. */
export interface ModbusPeer {
  readonly address: string;
  readonly port: number;
}

/** The registers behind a server. Called once a request, in the order of arrival on a connection. */
export interface RegisterMap {
  read(unitId: number, address: number, count: number, peer: ModbusPeer): RegisterAnswer<readonly number[]>;
  write(unitId: number, address: number, values: readonly number[], peer: ModbusPeer): RegisterAnswer<undefined>;
}

export interface ModbusServerOptions {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  readonly map: RegisterMap;
}

export interface ModbusServer {
  /** The port it listens on. */
  readonly port: number;
  /** Stops listening and closes every connection. */
  close(): Promise<void>;
}
