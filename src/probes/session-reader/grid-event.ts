import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import type { GridBody } from './grid-body.js';
import type { SessionFinding } from './session-event.js';

/** A connection between a gateway and a utility server (IEEE 2030.5): it speaks HTTP, in TLS as a rule. */
export interface GridConnectionEvent {
  readonly kind: 'grid-connection';
  /** Number among the connections of this kind, from 1. */
  readonly connection: number;
  readonly packet: PacketOrigin;
  readonly what: 'opened' | 'closed';
  /** Address and port in text. */
  readonly client: string;
  readonly server: string;
  /** LFDI of the certificate that each side has shown (IEEE 2030.5-2018, 6.3.4). */
  readonly clientLfdi: string | undefined;
  readonly serverLfdi: string | undefined;
  /** Version and cipher suite of TLS; undefined: in clear. */
  readonly tls: string | undefined;
  /** In plain words. */
  readonly text: string;
  readonly findings: readonly SessionFinding[];
}

/** A request to a utility server, or a notification from it, with its answer. */
export interface GridExchangeEvent {
  readonly kind: 'grid-exchange';
  readonly connection: number;
  /** Number on its connection, from 1. */
  readonly index: number;
  readonly client: string;
  readonly server: string;
  readonly clientLfdi: string | undefined;
  readonly serverLfdi: string | undefined;
  readonly method: string | undefined;
  readonly target: string | undefined;
  readonly status: number | undefined;
  /** Packets with the first and the last byte of the request; undefined where the capture does not hold it. */
  readonly requestFirst: PacketOrigin | undefined;
  readonly requestLast: PacketOrigin | undefined;
  /** Undefined: no answer. */
  readonly responseFirst: PacketOrigin | undefined;
  readonly responseLast: PacketOrigin | undefined;
  /** Bytes of HTTP in both directions. */
  readonly bytes: { readonly request: number; readonly response: number };
  /** Requests that were on their way before this one had its answer. */
  readonly pipelined: number;
  readonly requestBody: GridBody | undefined;
  readonly responseBody: GridBody | undefined;
  readonly findings: readonly SessionFinding[];
}

/** Registers written over Modbus TCP: how a gateway tells an inverter. */
export interface ModbusWriteEvent {
  readonly kind: 'modbus-write';
  readonly client: string;
  readonly server: string;
  readonly unit: number;
  readonly functionCode: number;
  readonly address: number;
  readonly values: readonly number[];
  readonly requestFirst: PacketOrigin;
  readonly requestLast: PacketOrigin;
  readonly responseLast: PacketOrigin | undefined;
  /** Undefined: taken, or (without `responseLast`) never answered. */
  readonly exception: number | undefined;
}

export type GridEvent = GridConnectionEvent | GridExchangeEvent | ModbusWriteEvent;
