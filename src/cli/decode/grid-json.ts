import { formatWallTime } from '../../probes/session-reader/format-time.js';
import type { GridBody } from '../../probes/session-reader/grid-body.js';
import type { GridEvent } from '../../probes/session-reader/grid-event.js';
import type { PacketOrigin } from '../../wire/net/tcp-half.js';
import { gridPacket } from './grid-lines.js';

/** An event of the grid side in the documented shape. */
export function gridJson(event: GridEvent): object {
  const when = at(gridPacket(event));
  switch (event.kind) {
    case 'grid-connection': {
      const { connection, what, client, server, clientLfdi, serverLfdi, tls, text, findings } = event;
      const parties = { client, server, clientLfdi: clientLfdi ?? null, serverLfdi: serverLfdi ?? null };
      return { kind: event.kind, ...when, connection, what, ...parties, tls: tls ?? null, text, findings };
    }
    case 'grid-exchange': {
      const { kind, connection, index, client, server, clientLfdi, serverLfdi, bytes, pipelined, findings } = event;
      return {
        kind,
        ...when,
        connection,
        index,
        client,
        server,
        clientLfdi: clientLfdi ?? null,
        serverLfdi: serverLfdi ?? null,
        method: event.method ?? null,
        target: event.target ?? null,
        status: event.status ?? null,
        request: span(event.requestFirst, event.requestLast),
        response: span(event.responseFirst, event.responseLast),
        bytes,
        pipelined,
        requestBody: bodyJson(event.requestBody),
        responseBody: bodyJson(event.responseBody),
        findings,
      };
    }
    case 'modbus-write': {
      const { kind, client, server, unit, functionCode, address, values, exception } = event;
      const request = span(event.requestFirst, event.requestLast);
      const answeredNs = event.responseLast?.timestampNs.toString() ?? null;
      const facts = { client, server, unit, functionCode, address, values, exception: exception ?? null };
      return { kind, ...when, ...facts, request, answeredNs };
    }
  }
}

function bodyJson(body: GridBody | undefined): object | null {
  if (body === undefined) return null;
  const { mediaType, length, resource, namespace, value, words } = body;
  return {
    mediaType: mediaType ?? null,
    length,
    resource: resource ?? null,
    namespace: namespace ?? null,
    value: plain(value) ?? null,
    words,
  };
}

/** Octets as hexadecimal digits, numbers beyond 2^53 as text. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex').toUpperCase();
  if (typeof value === 'bigint') return value.toString();
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function span(first: PacketOrigin | undefined, last: PacketOrigin | undefined): object | null {
  if (first === undefined || last === undefined) return null;
  return {
    firstPacket: first.number,
    lastPacket: last.number,
    firstNs: first.timestampNs.toString(),
    lastNs: last.timestampNs.toString(),
  };
}

function at(packet: PacketOrigin | undefined): object {
  if (packet === undefined) return { packet: null, at: null, atNs: null };
  return { packet: packet.number, at: formatWallTime(packet.timestampNs), atNs: packet.timestampNs.toString() };
}
