// Process of its own beside the meter: `node meter-sampler-main.js --meter JSON --out FILE [--pause-ms 5]`, the meter as in
// `MeterAddress`. Polls it as fast as it answers, or with a pause (a fraction of what the meter needs for a new value), and
// writes every reading to FILE. Over Modbus without registers the power is looked for in the SunSpec models. Prints
// `ready ...`, then `w MONOTONIC_NS WATTS` some fifty times a second for whoever waits; ends on SIGTERM.
import { closeSync, openSync, writeSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { modbusPowerReader } from './modbus-power-reader.js';
import type { MeterAddress } from './power-reader.js';
import { gapLine, traceHeader, traceLine } from './power-trace.js';
import { scpiPowerReader } from './scpi-power-reader.js';
import { WallAlignment } from './wall-alignment.js';

const { values } = parseArgs({
  options: { meter: { type: 'string' }, out: { type: 'string' }, 'pause-ms': { type: 'string' } },
});
const meter = JSON.parse(values.meter ?? '{}') as MeterAddress;
const place = `${meter.host}:${meter.port}`;
const { source } = meter;
const reader = source.kind === 'modbus' ? modbusPowerReader(meter, source) : scpiPowerReader(meter, source);
const clock = systemClock;
const pauseMs = Number(values['pause-ms'] ?? 0);
/** How often readings are told on stdout, ns. */
const tellEvery = 20_000_000n;
/** How long a silent meter is waited for at the start, ns. */
const patience = 5_000_000_000n;

try {
  setPriority(-10);
} catch {
  // Not permitted: the trace shows the intervals that were reached.
}
const file = openSync(values.out ?? '/dev/stdout', 'w');
let pending = `${traceHeader}\n`;
const flush = () => {
  writeSync(file, pending);
  pending = '';
};
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    flush();
    closeSync(file);
    process.exit(0);
  });
}

try {
  const opened = await reader.open();
  if (opened.kind === 'closed') throw new PlumblineError('PROBES-054', { place, detail: opened.why });
  const wall = new WallAlignment(clock, () => Date.now());
  const started = clock.monotonicNs();
  let ready = false;
  let told = 0n;
  for (;;) {
    const asked = clock.monotonicNs();
    const answer = await reader.read();
    if (answer.kind === 'gap') {
      const noticed = clock.monotonicNs();
      pending += `${gapLine(noticed, answer.why)}\n`;
      if (!ready && noticed - started > patience) throw new PlumblineError('PROBES-054', { place, detail: answer.why });
      // A refusal comes back at once: do not fill the disk with it.
      await new Promise<void>((resolve) => clock.after(10, resolve));
      continue;
    }
    const { watts, answered } = answer;
    pending += `${traceLine({ asked, answered, wall: wall.wallAt(answered), watts })}\n`;
    if (!ready) console.log(`ready ${watts} W, ${opened.where}`);
    ready = true;
    if (answered - told >= tellEvery) {
      told = answered;
      console.log(`w ${answered} ${watts}`);
      flush();
    }
    if (pauseMs > 0) await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
  }
} catch (error) {
  flush();
  console.error(error instanceof PlumblineError ? error.toString() : error);
  process.exit(error instanceof PlumblineError ? error.exit : 3);
}
