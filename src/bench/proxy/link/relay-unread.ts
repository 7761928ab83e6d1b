import { connect, createServer, type Socket } from 'node:net';
import { PlumblineError } from '../../../base/errors.js';
import { type Endpoint, endpointOf, formatEndpoint, withZone } from '../../../transport/endpoint.js';
import type { ProxyRecord } from '../record/proxy-record.js';

export interface RelayUnreadOptions {
  /** Own address towards the vehicle, with its zone. */
  readonly host: string;
  readonly port: number;
  readonly station: () => Promise<Endpoint | undefined>;
  /** The number of the next connection. */
  readonly number: () => number;
  readonly record: ProxyRecord;
}

export interface UnreadRelay {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Passes TCP on byte for byte without looking into it: TLS between a vehicle and a station whose certificates are not the
 * laboratory's. Half-closed connections stay half-closed. @throws TRANSPORT-008 the port cannot be opened
 */
export async function relayUnread(options: RelayUnreadOptions): Promise<UnreadRelay> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true }, (vehicle) => {
    sockets.add(vehicle);
    vehicle.once('close', () => sockets.delete(vehicle));
    void pass(vehicle, options, sockets);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(new PlumblineError('TRANSPORT-008', { place: options.host, detail: cause.message, cause }));
    });
    server.listen({ host: options.host, port: options.port }, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function pass(vehicle: Socket, options: RelayUnreadOptions, sockets: Set<Socket>): Promise<void> {
  const { record } = options;
  const connection = options.number();
  const from = formatEndpoint(endpointOf(vehicle.remoteAddress, vehicle.remotePort));
  vehicle.on('error', () => undefined);
  const target = await options.station();
  if (target === undefined) {
    record.append({ event: 'problem', place: from, text: 'no station is there to go on to' });
    vehicle.resetAndDestroy();
    return;
  }
  const station = connect({ host: withZone(target.address, target.scope), port: target.port, allowHalfOpen: true });
  station.setNoDelay(true);
  sockets.add(station);
  const ends: string[] = [];
  const ended = (side: string, other: Socket, error?: Error) => {
    ends.push(`${side}: ${error?.message ?? 'FIN'}`);
    if (error !== undefined) other.resetAndDestroy();
  };
  vehicle.on('error', (error) => ended('vehicle', station, error));
  station.on('error', (error) => ended('station', vehicle, error));
  vehicle.once('end', () => ended('vehicle', station));
  station.once('end', () => ended('station', vehicle));
  station.once('connect', () => {
    record.append({ event: 'connected', connection, vehicle: from, station: formatEndpoint(target), unread: true });
    vehicle.pipe(station);
    station.pipe(vehicle);
  });
  station.once('close', () => {
    sockets.delete(station);
    vehicle.destroySoon();
    const bytes = { 'from-vehicle': station.bytesWritten, 'from-station': station.bytesRead };
    const by = ends[0]?.startsWith('station') === true ? 'station' : 'vehicle';
    record.append({ event: 'ended', connection, by, how: ends.join('; ') || 'closed', bytes });
  });
}
