import type { Socket } from 'node:net';
import jsmodbus from 'jsmodbus';
import { type Clock, systemClock } from '../../base/clock.js';
import { listenTcp, type TcpServer } from '../listen-tcp.js';
import type { ModbusExceptionCode } from './modbus-outcome.js';

// A CommonJS package: its names come only with the default import.
const { ModbusTCPRequest, ModbusTCPResponse, requests, responses } = jsmodbus;

/** What a register map answers: registers, `undefined` for a write that was taken, or an exception code. */
export type RegisterAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T }
  | { readonly kind: 'exception'; readonly code: ModbusExceptionCode }
  /** Say nothing: the client runs into its time-out. */
  | { readonly kind: 'silent' }
  /** Close the connection in place of an answer. */
  | { readonly kind: 'close' };

/** Who asked, for maps that keep books. */
export interface ModbusPeer {
  readonly address: string;
  readonly port: number;
}

/** The registers behind a server. Called once a request, in the order of arrival on a connection. */
export interface RegisterMap {
  /** How long a request waits before it is worked on, ms; asked once a request. Absent: not at all. */
  latencyMs?(): number;
  read(unitId: number, address: number, count: number, peer: ModbusPeer): RegisterAnswer<readonly number[]>;
  write(unitId: number, address: number, values: readonly number[], peer: ModbusPeer): RegisterAnswer<undefined>;
}

export interface ModbusServerOptions {
  /** Address to listen on. */
  readonly host: string;
  /** TCP port; 0 lets the system choose. */
  readonly port: number;
  readonly map: RegisterMap;
  readonly clock?: Clock;
}

export type ModbusServer = TcpServer;

/** Header of MODBUS Messaging on TCP/IP 1.0b, clause 3.1.3: 6 bytes before the length counts, unit and PDU after. */
const headerBytes = 6;
const largestAdu = 260;
/** Requests of one connection that may wait; a client that sends more is cut off. */
const mostWaiting = 1000;
const served: readonly number[] = [3, 6, 16];

/**
 * Serves holding registers (functions 3, 6 and 16); other functions get exception 1. A frame that is not Modbus closes
 * its connection. jsmodbus's own server is not used: it answers requests that arrive together in reverse order.
 * @throws PlumblineError BENCH-017 when the address cannot be listened on
 */
export function listenModbus(options: ModbusServerOptions): Promise<ModbusServer> {
  return listenTcp(options.host, options.port, (socket) => serve(socket, options.map, options.clock ?? systemClock));
}

function serve(socket: Socket, map: RegisterMap, clock: Clock): void {
  const peer = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
  let pending: Buffer = Buffer.alloc(0);
  // Requests that wait for their turn: a late one holds up those behind it, so that answers keep their order.
  const waiting: Buffer[] = [];
  let cancel: (() => void) | undefined;
  socket.on('close', () => cancel?.());
  const work = (frame: Buffer): void => {
    const answer = respond(frame, map, peer);
    if (answer === 'close') socket.destroy();
    else if (answer !== undefined && socket.writable) socket.write(answer);
  };
  const next = (): void => {
    for (let frame = waiting[0]; frame !== undefined && !socket.destroyed; frame = waiting[0]) {
      const late = map.latencyMs?.() ?? 0;
      if (late > 0) {
        cancel = clock.after(late, () => {
          cancel = undefined;
          waiting.shift();
          if (frame !== undefined) work(frame);
          next();
        });
        return;
      }
      waiting.shift();
      work(frame);
    }
  };
  socket.on('data', (chunk) => {
    pending = pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
    while (pending.length >= headerBytes) {
      const size = headerBytes + pending.readUInt16BE(4);
      if (pending.readUInt16BE(2) !== 0 || size < headerBytes + 2 || size > largestAdu) {
        socket.destroy();
        return;
      }
      if (pending.length < size) break;
      waiting.push(pending.subarray(0, size));
      pending = pending.subarray(size);
    }
    if (waiting.length > mostWaiting) socket.destroy();
    else if (cancel === undefined) next();
  });
}

function respond(frame: Buffer, map: RegisterMap, peer: ModbusPeer): Buffer | 'close' | undefined {
  const request = ModbusTCPRequest.fromBuffer(frame);
  if (request === null) return exceptionFrame(frame, served.includes(frame.readUInt8(7)) ? 3 : 1);
  const { body, unitId } = request;
  const reply = (answer: InstanceType<typeof jsmodbus.ModbusTCPResponse>['body']) =>
    ModbusTCPResponse.fromRequest(request, answer).createPayload();
  if (body instanceof requests.ReadHoldingRegistersRequestBody) {
    if (body.count < 1 || body.count > 125) return exceptionFrame(frame, 3);
    const answer = map.read(unitId, body.start, body.count, peer);
    if (answer.kind === 'silent') return undefined;
    if (answer.kind === 'close') return 'close';
    if (answer.kind === 'exception') return exceptionFrame(frame, answer.code);
    return reply(new responses.ReadHoldingRegistersResponseBody(answer.value.length * 2, [...answer.value]));
  }
  if (body instanceof requests.WriteMultipleRegistersRequestBody) {
    // The count of registers is in the frame beside the count of bytes; jsmodbus reads only the latter.
    if (frame.readUInt16BE(10) !== body.valuesAsArray.length || body.valuesAsArray.length === 0) {
      return exceptionFrame(frame, 3);
    }
    const answer = map.write(unitId, body.address, body.valuesAsArray as number[], peer);
    if (answer.kind === 'silent') return undefined;
    if (answer.kind === 'close') return 'close';
    if (answer.kind === 'exception') return exceptionFrame(frame, answer.code);
    return reply(responses.WriteMultipleRegistersResponseBody.fromRequest(body));
  }
  if (body instanceof requests.WriteSingleRegisterRequestBody) {
    const answer = map.write(unitId, body.address, [body.value], peer);
    if (answer.kind === 'silent') return undefined;
    if (answer.kind === 'close') return 'close';
    if (answer.kind === 'exception') return exceptionFrame(frame, answer.code);
    return reply(responses.WriteSingleRegisterResponseBody.fromRequest(body));
  }
  return exceptionFrame(frame, 1);
}

/** Header of the request, its function code with the top bit set, and the code (MODBUS 1.1b3, clause 7). */
function exceptionFrame(frame: Buffer, code: ModbusExceptionCode): Buffer {
  const answer = Buffer.alloc(9);
  frame.copy(answer, 0, 0, 4);
  answer.writeUInt16BE(3, 4);
  answer.writeUInt8(frame.readUInt8(6), 6);
  answer.writeUInt8(frame.readUInt8(7) | 0x80, 7);
  answer.writeUInt8(code, 8);
  return answer;
}
