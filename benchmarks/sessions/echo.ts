// The machine's limit: connections with as many round trips as a session has, and nothing in between. Argument: an EchoPlan
// as JSON; without a port it is the server, and prints the port.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { runLoad } from './load.js';

export interface EchoPlan {
  readonly port?: number;
  readonly seconds: number;
  readonly roundTrips: number;
}

/** About the length of a message of a charge loop in its V2GTP frame. */
const frame = Buffer.alloc(50, 0x80);

const { port, seconds, roundTrips } = JSON.parse(process.argv[2] ?? '{}') as EchoPlan;
if (port === undefined) {
  const server = createServer({ noDelay: true }, (socket) => {
    socket.on('data', (octets) => socket.write(octets));
    socket.on('error', () => socket.destroy());
  });
  server.listen(0, '::1', () =>
    console.log(JSON.stringify({ event: 'ready', port: (server.address() as AddressInfo).port })),
  );
} else {
  await runLoad(seconds, () => session(port));
  process.exit(0);
}

async function session(to: number): Promise<number> {
  const socket = connect({ host: '::1', port: to, noDelay: true });
  await once(socket, 'connect');
  for (let i = 0; i < roundTrips; i++) await echo(socket);
  socket.end();
  await once(socket, 'close');
  return roundTrips;
}

/** Node splits nothing this short on the loopback, but nothing says that it may not. */
async function echo(socket: Socket): Promise<void> {
  socket.write(frame);
  for (let got = 0; got < frame.length; ) got += ((await once(socket, 'data')) as [Buffer])[0].length;
}
