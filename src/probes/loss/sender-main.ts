// Process of its own at the near end of the path: `node sender-main.js --plan JSON --out FILE [--alone yes]`. Prints `sent N` now and
// then; writes its record to FILE and prints `done`. Exit code 0, or that of the error.
import { writeFileSync } from 'node:fs';
import { setPriority } from 'node:os';
import { parseArgs } from 'node:util';
import { systemClock } from '../../base/clock.js';
import { systemRandom } from '../../base/random.js';
import { bootId } from '../boot-id.js';
import { tellError } from '../probe-process.js';
import { type LossPlanInput, lossPlan } from './loss-plan.js';
import { recordToJson } from './loss-records.js';
import { ownDrops } from './own-drops.js';
import { sendProbes } from './probe-sender.js';

const { values } = parseArgs({
  options: { plan: { type: 'string' }, out: { type: 'string' }, alone: { type: 'string' } },
});
try {
  // Pacing suffers least when the scheduler prefers us; without the right to it the record shows the lateness.
  setPriority(-10);
} catch {
  // Not permitted: nothing to do.
}
try {
  const plan = lossPlan(JSON.parse(values.plan ?? '{}') as LossPlanInput);
  const record = await sendProbes(plan, {
    clock: systemClock,
    random: systemRandom,
    bootId: bootId(),
    dropped: ownDrops,
    alone: values.alone === 'yes',
    onProgress: (sent) => console.log(`sent ${sent}`),
  });
  writeFileSync(values.out ?? '/dev/stdout', recordToJson(record));
  console.log('done');
} catch (error) {
  tellError(error);
}
// All is said and written: a socket that an error left open, or a native module, must not keep the process.
process.exit();
