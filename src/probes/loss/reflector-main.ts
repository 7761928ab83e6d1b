// Process of its own at the far end of the path: `node reflector-main.js --bind ADDRESS --port N --out FILE [--mode stateless]`. Prints
// `ready PORT`, reflects until SIGTERM, then writes its record to FILE.
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';
import { bootId } from '../boot-id.js';
import { recordToJson } from './loss-records.js';
import { ownDrops } from './own-drops.js';
import { reflectOn } from './reflector.js';
import { stampPort } from './stamp-packet.js';

const { values } = parseArgs({
  options: { bind: { type: 'string' }, port: { type: 'string' }, out: { type: 'string' }, mode: { type: 'string' } },
});
const address = values.bind ?? '::';
const socket = createSocket({
  type: address.includes(':') ? 'udp6' : 'udp4',
  // Addresses are literals: answered at once, so that a reply leaves in the turn in which it was asked for.
  lookup: (host, _options, callback) => callback(null, host, host.includes(':') ? 6 : 4),
  recvBufferSize: 4 << 20,
});
const reflector = reflectOn(socket, systemClock, bootId(), {
  mode: values.mode === 'stateless' ? 'stateless' : 'stateful',
});
socket.on('error', (error) => {
  console.error(`reflector: ${error.message}`);
  process.exit(3);
});
socket.bind({ address, port: Number(values.port ?? stampPort) }, () => console.log(`ready ${socket.address().port}`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    const dropped = ownDrops();
    const record = { ...reflector.record(), ...(dropped === undefined ? {} : { dropped }) };
    if (values.out !== undefined) writeFileSync(values.out, recordToJson(record));
    process.exit(0);
  });
}
