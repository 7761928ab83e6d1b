/** `run-plumbline.js COMMAND ...`: the command line without the build step in front of it. */
import { main } from '../../../src/cli/main.js';

await main(process.argv.slice(2));
