// Our own vehicle as a SUT, in its own process: sut-main.js OPTIONS, the options as JSON. It begins at once: it is plugged in.
// Lines on stdout: `{"event":"ready"}`, `{"event":"pilot","state":"C"}`, notes; on stdin
// `set` says that the pilot is in the state asked for, `pilot E` what the charger shows.
import { createInterface } from 'node:readline';
import { systemClock } from '../../../base/clock.js';
import { PlumblineError } from '../../../base/errors.js';
import { PluggedSut } from './plugged-sut.js';
import { readSutOptions } from './sut-options.js';

const waiting: (() => void)[] = [];
const say = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`);

try {
  const vehicle = new PluggedSut(readSutOptions(process.argv[2] ?? ''), {
    clock: systemClock,
    pilot: (state) => {
      say({ event: 'pilot', state });
      return new Promise((resolve) => waiting.push(resolve));
    },
    note: (text) => say({ event: 'note', text }),
  });
  const unplugged = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => resolve());
    createInterface({ input: process.stdin })
      .on('line', (line) => {
        if (line === 'set') waiting.shift()?.();
        else void vehicle.stationSignal(line.replace(/^pilot /, ''));
      })
      .on('close', () => resolve());
  });
  say({ event: 'ready' });
  void vehicle.run().then(
    ({ reached, state }) => say({ event: 'ended', reached, state }),
    (error: unknown) => {
      console.error(error instanceof PlumblineError ? error.toString() : error);
      process.exit(error instanceof PlumblineError ? error.exit : 3);
    },
  );
  await unplugged;
  process.exit(0);
} catch (error) {
  console.error(error instanceof PlumblineError ? error.toString() : error);
  process.exit(error instanceof PlumblineError ? error.exit : 3);
}
