/** `udp-echo.js INTERFACE PORT`: sends every datagram back to where it came from. */
import { createSocket } from 'node:dgram';

const [, port = '9000'] = process.argv.slice(2);
const socket = createSocket({ type: 'udp6', recvBufferSize: 4 << 20 });
socket.on('message', (message, from) => socket.send(message, from.port, from.address));
socket.bind(Number(port), '::', () => console.log('ready'));
