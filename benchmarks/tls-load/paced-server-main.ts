// A TLS server of known speed: takes the connections that wait one after the other, a new one every 1/RATE seconds
// (`fixed`), or after times drawn from an exponential distribution with that mean (`random`). `node paced-server-main.js
// CHAIN KEY RATE KIND SEED` prints `ready PORT`; ends when stdin does.
import { readFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createSecureContext, TLSSocket } from 'node:tls';

const [chain = '', key = '', rateText = '', kind = '', seedText = ''] = process.argv.slice(2);
const gapMs = 1000 / Number(rateText);
const secureContext = createSecureContext({
  cert: readFileSync(chain),
  key: readFileSync(key),
  minVersion: 'TLSv1.2',
  maxVersion: 'TLSv1.2',
  ciphers: 'ECDHE-ECDSA-AES128-SHA256',
});

let state = Number(seedText) >>> 0;
/** mulberry32 */
function uniform(): number {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
}

const waiting: Socket[] = [];
/** When the server is through with the connection before. */
let freeAt = 0;
let armed = false;

function arm(): void {
  if (armed || waiting.length === 0) return;
  armed = true;
  const service = kind === 'random' ? -gapMs * Math.log(uniform()) : gapMs;
  // Work follows work: a timer that fires late does not make the server slower. After a pause it begins anew.
  freeAt = Math.max(freeAt, performance.now() - longestLateness) + service;
  wait();
}

/** A timer later than this was no timer, but a pause without work. */
const longestLateness = 25;

function wait(): void {
  const left = freeAt - performance.now();
  if (left > 0.5) setTimeout(wait, left);
  else serve();
}

function serve(): void {
  armed = false;
  const socket = waiting.shift();
  if (socket !== undefined && !socket.destroyed) {
    const tls = new TLSSocket(socket, { isServer: true, secureContext });
    tls.on('error', () => undefined);
    tls.resume();
  }
  arm();
}

const server = createServer({ noDelay: true }, (socket) => {
  socket.on('error', () => undefined);
  waiting.push(socket);
  arm();
});
server.listen({ host: '127.0.0.1', port: 0, backlog: 1024 }, () => {
  const address = server.address();
  console.log(`ready ${typeof address === 'object' && address !== null ? address.port : 0}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
