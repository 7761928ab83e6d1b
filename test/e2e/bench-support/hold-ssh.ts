/** A program with a connection to a node: prints the process id of the connection and waits to be killed. */
import { systemClock } from '../../../src/base/clock.js';
import type { SshOptions } from '../../../src/bench/drivers/ssh/ssh-options.js';
import { SshShell } from '../../../src/bench/drivers/ssh/ssh-shell.js';

const shell = new SshShell(JSON.parse(process.argv[2]!) as SshOptions, (argv) => argv, systemClock);
await shell.run(['true']);
console.log(await shell.masterPid());
await new Promise(() => setInterval(() => undefined, 1000));
