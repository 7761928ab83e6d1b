// Process of its own that plays vehicles in Node: the options and the lines of `native/main.c`. Prints `ready`; for each
// command on stdin it makes a round and prints `round JSON`, for `release` it closes that round's connections and prints
// `released`; ends when stdin ends.
import { createInterface } from 'node:readline';
import { systemClock } from '../../base/clock.js';
import { tellError } from '../probe-process.js';
import { readGeneratorOptions } from './generator-options.js';
import { readCommand } from './load-command.js';
import { NodeVehicles } from './node-vehicles.js';
import { type HeldRound, runRound } from './run-round.js';

try {
  const options = readGeneratorOptions(process.argv.slice(2));
  const vehicles = new NodeVehicles(options);
  console.log('ready');
  let held: HeldRound | undefined;
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'release') {
      for (const connection of held?.connections ?? []) connection.end();
      held = undefined;
      console.log('released');
      continue;
    }
    const command = readCommand(line);
    if (command === undefined) continue;
    held = await runRound({ options, vehicles, clock: systemClock }, command);
    console.log(`round ${JSON.stringify(held.record)}`);
  }
} catch (error) {
  tellError(error);
}
