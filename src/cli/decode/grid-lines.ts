import { formatDuration } from '../../probes/session-reader/format-time.js';
import type { GridBody } from '../../probes/session-reader/grid-body.js';
import type {
  GridConnectionEvent,
  GridEvent,
  GridExchangeEvent,
  ModbusWriteEvent,
} from '../../probes/session-reader/grid-event.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import type { Colours } from './colours.js';
import { printable } from './printable.js';
import { renderFields } from './render-fields.js';

export interface GridText {
  /** Where the event stands in time. */
  readonly packet: PacketOrigin | undefined;
  /** Time of an answer after its request. */
  readonly delta: string;
  readonly head: string;
  /** Lines beneath, with their depth. */
  readonly lines: readonly { readonly depth: number; readonly text: string }[];
  readonly packets: string;
}

/** The packet that an event is dated by: the one with which it was complete. */
export function gridPacket(event: GridEvent): PacketOrigin | undefined {
  switch (event.kind) {
    case 'grid-connection':
      return event.packet;
    case 'grid-exchange':
      return event.responseLast ?? event.requestLast;
    case 'modbus-write':
      return event.responseLast ?? event.requestLast;
  }
}

/** One event of the grid side in words. */
export function gridText(event: GridEvent, colours: Colours, full: boolean): GridText {
  switch (event.kind) {
    case 'grid-connection':
      return connection(event, colours);
    case 'grid-exchange':
      return exchange(event, colours, full);
    case 'modbus-write':
      return write(event, colours);
  }
}

function connection(event: GridConnectionEvent, colours: Colours): GridText {
  const { client, server, clientLfdi, serverLfdi, connection: number, what, text, packet } = event;
  const head =
    what === 'opened'
      ? `HTTP connection ${number}  ${client} -> ${server}, ${printable(text)}`
      : `HTTP connection ${number}  ${printable(text)}`;
  const who = [
    ...(clientLfdi === undefined ? [] : [`client LFDI ${clientLfdi}`]),
    ...(serverLfdi === undefined ? [] : [`server LFDI ${serverLfdi}`]),
  ];
  const lines = what === 'opened' && who.length > 0 ? [{ depth: 0, text: who.join(', ') }] : [];
  return { packet, delta: '', head: colours.strong(head), lines, packets: `#${packet.number}` };
}

function exchange(event: GridExchangeEvent, colours: Colours, full: boolean): GridText {
  const { requestFirst, requestLast, responseLast, status, method, target } = event;
  const asked = method === undefined ? 'request not in the capture' : `${method} ${printable(target ?? '')}`;
  const good = status !== undefined && status < 400;
  const answer = status === undefined ? colours.bad('no answer') : good ? String(status) : colours.bad(String(status));
  const bodies = [event.requestBody, event.responseBody].filter((body) => body !== undefined);
  const names = bodies.map(bodyName).join(' / ');
  const lines = bodies.flatMap((body) => [
    ...body.words.map((text) => ({ depth: 0, text })),
    ...(full ? renderFields(body.value, undefined).map(({ depth, text }) => ({ depth: depth + 1, text })) : []),
  ]);
  const pipelined = event.pipelined > 0 ? ', sent before the answer to another request' : '';
  const sent = requestLast ?? responseLast;
  const delta =
    requestLast === undefined || responseLast === undefined
      ? ''
      : `+${formatDuration(responseLast.timestampNs - requestLast.timestampNs)}`;
  const from = requestFirst?.number ?? sent?.number ?? 0;
  const to = responseLast?.number ?? sent?.number ?? 0;
  return {
    packet: gridPacket(event),
    delta,
    head: `HTTP ${event.connection}  ${colours.request(asked)}  ${answer}${names === '' ? '' : `  ${names}`}${pipelined}`,
    lines,
    packets: from === to ? `#${to}` : `#${from}..${to}`,
  };
}

function bodyName({ resource, mediaType, length }: GridBody): string {
  const form = /exi/i.test(mediaType ?? '')
    ? 'EXI'
    : /xml/i.test(mediaType ?? '')
      ? 'XML'
      : (mediaType ?? 'no media type');
  return printable(`${resource === undefined ? '' : `${resource} `}(${form}, ${length} bytes)`);
}

function write(event: ModbusWriteEvent, colours: Colours): GridText {
  const { requestLast, responseLast, exception, unit, address, values, client, server } = event;
  const shown = values.length > 16 ? `${values.slice(0, 16).join(' ')} ...` : values.join(' ');
  const end =
    exception !== undefined
      ? colours.bad(`  exception ${exception}`)
      : responseLast === undefined
        ? colours.bad('  no answer')
        : '';
  const delta =
    responseLast === undefined ? '' : `+${formatDuration(responseLast.timestampNs - requestLast.timestampNs)}`;
  return {
    packet: gridPacket(event),
    delta,
    head: `Modbus write  ${client} -> ${server}, unit ${unit}, register ${address}: ${shown}${end}`,
    lines: [],
    packets: `#${event.requestFirst.number}${responseLast === undefined ? '' : `..${responseLast.number}`}`,
  };
}
