// Process of its own: `node load-main.js --host ADDRESS --port N --kbps N --bytes N`. Sends UDP at a steady rate until
// SIGTERM, then prints `load JSON` with what it sent.
import { createSocket } from 'node:dgram';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';

const { values } = parseArgs({
  options: {
    host: { type: 'string' },
    port: { type: 'string' },
    kbps: { type: 'string' },
    bytes: { type: 'string' },
  },
});
const host = values.host ?? '::1';
const bytes = Number(values.bytes ?? 1000);
/** Ethernet, IPv6 and UDP headers are part of the rate: it is the link that is loaded. */
const frameBits = 8 * (bytes + 14 + 40 + 8);
const gapNs = (frameBits / (Number(values.kbps ?? 1000) * 1000)) * 1e9;
const tickMs = 2;
const payload = Buffer.alloc(bytes, 0x55);
const socket = createSocket({
  type: host.includes(':') ? 'udp6' : 'udp4',
  lookup: (name, _options, callback) => callback(null, name, name.includes(':') ? 6 : 4),
});
let sent = 0;
let refused = 0;
socket.on('error', () => {
  refused++;
});
let start = systemClock.monotonicNs();
const report = () => {
  const seconds = Number(systemClock.monotonicNs() - start) / 1e9;
  const bits = (sent - refused) * frameBits;
  console.log(`load ${JSON.stringify({ packets: sent - refused, refused, bits, seconds })}`);
  process.exit(0);
};
process.once('SIGTERM', report);
process.once('SIGINT', report);
socket.connect(Number(values.port), host, () => {
  console.log('ready');
  start = systemClock.monotonicNs();
  const tick = () => {
    const due = Math.floor(Number(systemClock.monotonicNs() - start) / gapNs);
    // What a late timer left out is sent at once: the mean rate holds.
    for (; sent < due; sent++)
      socket.send(payload, (error) => {
        if (error !== null && error !== undefined) refused++;
      });
    systemClock.after(tickMs, tick);
  };
  tick();
});
