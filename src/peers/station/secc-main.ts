// The tester's SECC in its own process: secc-main.js SCRIPT, the script as JSON. Events come as lines on stdout; on stdin
// `go` gives the answer that is held, `ask` makes it look for an SECC itself.
import { createInterface } from 'node:readline';
import { systemClock } from '../../base/clock.js';
import { PlumblineError } from '../../base/errors.js';
import { systemRandom } from '../../base/random.js';
import { readScript } from './script-json.js';
import { ScriptedSecc } from './scripted-secc.js';

try {
  const secc = new ScriptedSecc(readScript(process.argv[2] ?? ''), {
    clock: systemClock,
    random: systemRandom,
    tell: (event) => process.stdout.write(`${JSON.stringify(event)}\n`),
  });
  const ended = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => resolve());
    createInterface({ input: process.stdin })
      .on('line', (line) => {
        if (line === 'go') secc.go();
        if (line === 'ask') void secc.ask().catch((error: unknown) => console.error(error));
      })
      .on('close', () => resolve());
  });
  await secc.open();
  await ended;
  await secc.close();
  process.exit(0);
} catch (error) {
  console.error(error instanceof PlumblineError ? error.toString() : error);
  process.exit(error instanceof PlumblineError ? error.exit : 3);
}
