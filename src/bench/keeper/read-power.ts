/** `read-power.js STATE_FILE`: prints one reading of the bench's meter as JSON; runs where the meter can be reached. */
import { attachBench } from '../attach-bench.js';

const bench = await attachBench(process.argv[2] ?? '');
console.log(
  JSON.stringify(await bench.capability('inverter-power').read(), (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  ),
);
await bench.close();
