/**
 * A program that goes inside private namespaces, for the tests of what becomes of it: `inside.js exit CODE`, `inside.js
 * wait` (prints its pids and waits, with a child that ignores SIGTERM), `inside.js orphan` (leaves a zombie to process 1).
 */
import { spawn, spawnSync } from 'node:child_process';
import { readlinkSync } from 'node:fs';
import { withinPrivateNamespaces } from '../../../src/bench/private-namespaces.js';

const [what = '', value = '0'] = process.argv.slice(2);

process.exitCode = await withinPrivateNamespaces(async () => {
  switch (what) {
    case 'exit':
      return Number(value);
    case 'namespaces': {
      const names = ['net', 'mnt', 'pid'].map((name) => readlinkSync(`/proc/self/ns/${name}`));
      console.log(JSON.stringify({ names, netns: spawnSync('ip', ['netns', 'add', 'probe']).status }));
      return 0;
    }
    case 'orphan': {
      // The shell ends at once; its child ends later and belongs to process 1 by then.
      spawnSync('sh', ['-c', 'sleep 0.05 & exit 0']);
      const zombies = "for i in 1 2 3 4 5 6 7 8 9 10; do sleep 0.05; done; cat /proc/[0-9]*/stat | grep -c ' Z '";
      console.log(spawnSync('sh', ['-c', zombies], { encoding: 'utf8' }).stdout.trim());
      return 0;
    }
    default: {
      const stubborn = spawn('sh', ['-c', "trap '' TERM; while :; do sleep 1000; done"], { detached: true });
      process.once('SIGTERM', () => process.exit(41));
      console.log(JSON.stringify({ inner: process.pid, child: stubborn.pid }));
      await new Promise(() => setInterval(() => undefined, 1000));
      return 0;
    }
  }
});
