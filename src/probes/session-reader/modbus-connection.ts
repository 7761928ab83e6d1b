import { type ModbusFrame, ModbusFrames, type ModbusWrite, modbusWrite } from '../../wire/modbus/modbus-frames.js';
import type { Side, TcpConnection } from '../../wire/net/tcp-connection.js';
import type { StreamPiece } from '../../wire/net/tcp-half.js';
import { endpointText } from './endpoint-text.js';
import type { ModbusWriteEvent } from './grid-event.js';

/** Requests that wait for their answer; a client that never gets one must not fill the memory. */
const mostWaiting = 64;

/** A Modbus TCP connection: what is written, and whether it was taken. Reads are passed over. */
export class ModbusConnection {
  readonly #connection: TcpConnection;
  readonly #frames: Readonly<Record<Side, ModbusFrames>> = { client: new ModbusFrames(), server: new ModbusFrames() };
  readonly #waiting = new Map<number, { readonly frame: ModbusFrame; readonly write: ModbusWrite }>();

  constructor(connection: TcpConnection) {
    this.#connection = connection;
  }

  push(side: Side, piece: StreamPiece): ModbusWriteEvent[] {
    return this.#frames[side]
      .push(piece)
      .flatMap((frame) => (side === 'client' ? this.#asked(frame) : this.#answered(frame)));
  }

  end(): ModbusWriteEvent[] {
    const left = [...this.#waiting.values()].map(({ frame, write }) => this.#event(frame, write, undefined));
    this.#waiting.clear();
    return left;
  }

  #asked(frame: ModbusFrame): ModbusWriteEvent[] {
    const write = modbusWrite(frame);
    if (write === undefined) return [];
    const earlier = this.#waiting.get(frame.transaction);
    this.#waiting.set(frame.transaction, { frame, write });
    if (earlier !== undefined) return [this.#event(earlier.frame, earlier.write, undefined)];
    const [oldest] = this.#waiting;
    if (this.#waiting.size <= mostWaiting || oldest === undefined) return [];
    this.#waiting.delete(oldest[0]);
    return [this.#event(oldest[1].frame, oldest[1].write, undefined)];
  }

  #answered(answer: ModbusFrame): ModbusWriteEvent[] {
    const asked = this.#waiting.get(answer.transaction);
    if (asked === undefined) return [];
    this.#waiting.delete(answer.transaction);
    return [this.#event(asked.frame, asked.write, answer)];
  }

  #event(frame: ModbusFrame, write: ModbusWrite, answer: ModbusFrame | undefined): ModbusWriteEvent {
    const { client, server } = this.#connection;
    return {
      kind: 'modbus-write',
      client: endpointText(client.address, client.port),
      server: endpointText(server.address, server.port),
      unit: frame.unit,
      functionCode: frame.code,
      address: write.address,
      values: write.values,
      requestFirst: frame.first,
      requestLast: frame.last,
      responseLast: answer?.last,
      exception: answer !== undefined && answer.code > 0x7f ? (answer.data[0] ?? 0) : undefined,
    };
  }
}
