/** `identify-multimeter.js STATE_FILE`: prints who the bench's multimeter is, as JSON; runs where it can be reached. */
import { attachBench } from '../attach-bench.js';

const bench = await attachBench(process.argv[2] ?? '');
console.log(JSON.stringify(await bench.capability('multimeter').identify()));
await bench.close();
