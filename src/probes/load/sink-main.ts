// Process of its own: `node sink-main.js --port N`. Counts the UDP packets that arrive until SIGTERM, then prints
// `sink JSON`.
import { createSocket } from 'node:dgram';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { port: { type: 'string' }, bind: { type: 'string' } } });
const address = values.bind ?? '::';
const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 8 << 20 });
let packets = 0;
let bytes = 0;
socket.on('message', (message) => {
  packets++;
  bytes += message.length;
});
const report = () => {
  console.log(`sink ${JSON.stringify({ packets, bytes })}`);
  process.exit(0);
};
process.once('SIGTERM', report);
process.once('SIGINT', report);
socket.bind({ address, port: Number(values.port) }, () => console.log(`ready ${socket.address().port}`));
