// Process of its own beside the meter: `node meter-sampler-main.js --host A --port N --unit ID --out FILE [--sign -1]
// [--register ADDRESS --format int16 --exponent 0] [--pause-ms 5]`. Polls the meter as fast as it answers, or with a pause
// (a fraction of what the meter needs for a new value), and writes every reading to
// FILE. Without --register the power is looked for in the SunSpec models. Prints `ready ...`, then `w MONOTONIC_NS WATTS`
// some fifty times a second for whoever waits; ends on SIGTERM.
import { closeSync, openSync, writeSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { createModbusClient } from '../../transport/modbus/modbus-client.js';
import { describeModbusOutcome } from '../../transport/modbus/modbus-outcome.js';
import { findSunSpecPower, type PowerRegisters, registerCount, wattsOf } from './power-registers.js';
import { gapLine, traceHeader, traceLine } from './power-trace.js';
import { WallAlignment } from './wall-alignment.js';

const { values } = parseArgs({
  options: {
    host: { type: 'string' },
    port: { type: 'string' },
    unit: { type: 'string' },
    out: { type: 'string' },
    sign: { type: 'string' },
    register: { type: 'string' },
    format: { type: 'string' },
    exponent: { type: 'string' },
    'pause-ms': { type: 'string' },
  },
});
const host = values.host ?? '127.0.0.1';
const port = Number(values.port ?? 502);
const sign = values.sign === '-1' ? -1 : 1;
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
const client = createModbusClient({ host, port, unitId: Number(values.unit ?? 1), timeoutMs: 500 });
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    flush();
    closeSync(file);
    process.exit(0);
  });
}

async function registers(): Promise<PowerRegisters> {
  if (values.register !== undefined) {
    const format = (values.format ?? 'int16') as PowerRegisters['format'];
    return { address: Number(values.register), format, exponent: Number(values.exponent ?? 0), sign };
  }
  const found = await findSunSpecPower(client, sign);
  if (found.kind === 'missing') throw new PlumblineError('PROBES-054', { place: `${host}:${port}`, detail: found.why });
  return found.registers;
}

try {
  const where = await registers();
  const wall = new WallAlignment(clock, () => Date.now());
  const started = clock.monotonicNs();
  let ready = false;
  let told = 0n;
  for (;;) {
    const asked = clock.monotonicNs();
    const outcome = await client.readHoldingRegisters(where.address, registerCount[where.format]);
    const answered = outcome.kind === 'ok' ? outcome.at : clock.monotonicNs();
    const watts = outcome.kind === 'ok' ? wattsOf(outcome.value, where) : undefined;
    if (watts === undefined) {
      const why = outcome.kind === 'ok' ? 'the device has no value' : describeModbusOutcome(outcome);
      pending += `${gapLine(answered, why)}\n`;
      if (!ready && answered - started > patience)
        throw new PlumblineError('PROBES-054', { place: `${host}:${port}`, detail: why });
      // A refusal comes back at once: do not fill the disk with it.
      await new Promise<void>((resolve) => clock.after(10, resolve));
    } else {
      pending += `${traceLine({ asked, answered, wall: wall.wallAt(answered), watts })}\n`;
      if (!ready) console.log(`ready ${watts} W at register ${where.address}`);
      ready = true;
      if (answered - told >= tellEvery) {
        told = answered;
        console.log(`w ${answered} ${watts}`);
        flush();
      }
      if (pauseMs > 0) await new Promise<void>((resolve) => clock.after(pauseMs, resolve));
    }
  }
} catch (error) {
  flush();
  console.error(error instanceof PlumblineError ? error.toString() : error);
  process.exit(error instanceof PlumblineError ? error.exit : 3);
}
