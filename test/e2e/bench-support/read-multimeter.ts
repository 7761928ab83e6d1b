/** `read-multimeter.js STATE_FILE QUANTITY...`: prints identity and readings of the bench's multimeter as JSON. */
import { attachBench } from '../../../src/bench/attach-bench.js';
import type { MeterQuantity } from '../../../src/bench/capabilities/multimeter.js';

const [stateFile = '', ...quantities] = process.argv.slice(2);
const bench = await attachBench(stateFile);
const multimeter = bench.capability('multimeter');
const identity = await multimeter.identify();
const readings: (number | string)[] = [];
for (const quantity of quantities as MeterQuantity[]) {
  const reading = await multimeter.read(quantity);
  readings.push(reading.kind === 'value' ? reading.value : reading.detail);
}
console.log(JSON.stringify({ identity, readings }));
await bench.close();
