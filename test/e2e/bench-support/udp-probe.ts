/**
 * `udp-probe.js ADDRESS%INTERFACE PORT COUNT`: sends COUNT numbered datagrams to an echo, one a millisecond, and prints
 * how many came back and their round-trip times (ms) as JSON. Ends 500 ms after the last one was sent.
 */
import { createSocket } from 'node:dgram';

const [address = '', port = '9000', count = '100'] = process.argv.slice(2);
const total = Number(count);
const socket = createSocket({ type: 'udp6', recvBufferSize: 4 << 20 });
const sentAt = new Map<number, bigint>();
const received: number[] = [];
const times: number[] = [];
socket.on('message', (message) => {
  const n = message.readUInt32BE(0);
  received.push(n);
  times.push(Number(process.hrtime.bigint() - sentAt.get(n)!) / 1e6);
});
socket.bind(0, '::', () => {
  let next = 0;
  const timer = setInterval(() => {
    // Several at once when the timer was late: the rate holds on average.
    const message = Buffer.alloc(64);
    message.writeUInt32BE(next, 0);
    sentAt.set(next, process.hrtime.bigint());
    socket.send(message, Number(port), address);
    if (++next < total) return;
    clearInterval(timer);
    setTimeout(() => {
      times.sort((a, b) => a - b);
      const bursts = lossRuns(received, total);
      console.log(
        JSON.stringify({ sent: total, received: received.length, medianMs: times[times.length >> 1], bursts }),
      );
      socket.close();
    }, 500);
  }, 1);
});

/** Mean length of the runs of lost datagrams. */
function lossRuns(got: readonly number[], all: number): number {
  const seen = new Set(got);
  let lost = 0;
  let runs = 0;
  for (let n = 0; n < all; n++) {
    if (seen.has(n)) continue;
    lost++;
    if (n === 0 || seen.has(n - 1)) runs++;
  }
  return runs === 0 ? 0 : lost / runs;
}
