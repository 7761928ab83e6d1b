/** `worker.js`: what a Playwright worker does with the bench that PLUMBLINE_BENCH names. Prints what it saw as JSON. */
import { PlumblineError } from '../../../src/base/errors.js';
import { attachBench } from '../../../src/bench/attach-bench.js';

const bench = await attachBench(process.env['PLUMBLINE_BENCH'] ?? '');
const power = bench.capability('inverter-power');
const control = bench.capability('inverter-control');
const gateway = bench.capability('gateway');
const loss = bench.capability('loss-control');

const before = await power.read();
await control.set({ connected: true, targetW: 9000, rampWPerS: 50_000, powerNoiseW: 0 });
const reached = await control.reach(9000, 1, 5000);
// The meter samples every 50 ms: the first reading after may be one sample old.
let after = await power.read();
const patienceNs = 5_000_000_000n;
const deadline = process.hrtime.bigint() + patienceNs;
while (after.kind === 'value' && Math.abs(after.value - 9000) > 100 && process.hrtime.bigint() < deadline)
  after = await power.read();
await loss.set('mesh', 'to-station', { loss: 1 });
const ping = await bench.spawn('vehicle', ['sh', '-c', 'exec 3<>/dev/null; exit 5'], { name: 'five' });
const five = await ping.ended;
await loss.clear();
await gateway.start('one');
const first = await gateway.state();
await gateway.start('one');
const same = await gateway.state();
await gateway.start('two');
const other = await gateway.state();
await gateway.stop('kill');
const stopped = await gateway.state();
const codes: string[] = [];
for (const attempt of [
  () => gateway.start('three'),
  () => gateway.start('broken'),
  () => bench.spawn('moon', ['true']),
]) {
  await attempt().catch((error: unknown) => codes.push(error instanceof PlumblineError ? error.code : String(error)));
}
const shell = await bench.capability('host-shell').run(['cat', '/proc/sys/net/ipv6/conf/mesh0/disable_ipv6']);
bench.markBroken('the worker says so');
const kept = bench.markBroken('a later cause').cause;
let refused = '';
try {
  bench.capability('operator');
} catch (error) {
  refused = error instanceof PlumblineError ? error.code : String(error);
}
const seen = { before, reached, after, five, first, same, other, stopped, codes, shell, kept, refused };
console.log(JSON.stringify(seen, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
await bench.close();
