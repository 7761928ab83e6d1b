// Process of its own at the far end: `node listener-main.js --port N --out FILE`. Prints `ready PORT`, hears announcements
// until SIGTERM, then writes its record.
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';
import { bootId } from '../boot-id.js';
import { ownDrops } from '../loss/own-drops.js';
import { announcementKey, decodeAnnouncement } from './announcement.js';
import type { HeardAnnouncement, ListenerRecord } from './congestion-records.js';

const { values } = parseArgs({
  options: { bind: { type: 'string' }, port: { type: 'string' }, out: { type: 'string' } },
});
const address = values.bind ?? '::';
// Room for a whole round: what the listener's own buffer drops is no loss of the link.
const socket = createSocket({ type: address.includes(':') ? 'udp6' : 'udp4', recvBufferSize: 8 << 20 });
const heard: HeardAnnouncement[] = [];
const most = 4_000_000;
let foreign = 0;
socket.on('message', (bytes) => {
  const received = systemClock.monotonicNs();
  const announcement = decodeAnnouncement(bytes);
  if (announcement === undefined || !Number.isSafeInteger(announcementKey(announcement))) foreign++;
  else if (heard.length < most) {
    const { vehicle, sequence } = announcement;
    heard.push({ vehicle, sequence, received: String(received) });
  }
});
socket.on('error', (error) => {
  console.error(`listener: ${error.message}`);
  process.exit(3);
});
socket.bind({ address, port: Number(values.port) }, () => console.log(`ready ${socket.address().port}`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    const dropped = ownDrops();
    const record: ListenerRecord = {
      kind: 'congestion-listener',
      bootId: bootId(),
      heard,
      foreign,
      ...(dropped === undefined ? {} : { dropped }),
    };
    if (values.out !== undefined) writeFileSync(values.out, JSON.stringify(record));
    process.exit(0);
  });
}
