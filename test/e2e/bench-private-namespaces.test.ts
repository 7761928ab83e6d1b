import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, it } from 'node:test';
import { descendants } from '../../src/bench/process/process-tree.js';

const program = join(import.meta.dirname, 'bench-support', 'inside.js');
const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });

/** Starts the program that waits, and resolves when it is inside with its child. */
async function startWaiting(): Promise<{ outer: ChildProcess; tree: readonly number[] }> {
  const outer = spawn(process.execPath, [program, 'wait'], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(createInterface({ input: outer.stdout! }), 'line');
  const tree = descendants(outer.pid!);
  // unshare, process 1, the program, its shell and what the shell waits for.
  assert.ok(tree.length >= 4, `processes below: ${tree.length}`);
  return { outer, tree };
}

/** Resolves when none of these processes is left; tail ends when the last pid it watches is gone. */
function allGone(pids: readonly number[]): void {
  for (const pid of pids) {
    const tail = spawnSync('tail', [`--pid=${pid}`, '-s', '0.05', '-f', '/dev/null'], { timeout: 5000 });
    assert.equal(tail.status, 0, `process ${pid} outlived the kill`);
  }
}

describe('private namespaces', () => {
  for (const code of [0, 1, 3, 99]) {
    it(`passes on exit code ${code}`, () => assert.equal(run('exit', String(code)).status, code));
  }

  it('has its own network, mounts and processes, where ip netns add works and leaves nothing behind', () => {
    const result = run('namespaces');
    const { names, netns } = JSON.parse(result.stdout) as { names: readonly string[]; netns: number };
    assert.deepEqual(
      names.map((name, i) => name !== readlinkSync(`/proc/self/ns/${['net', 'mnt', 'pid'][i]}`)),
      [true, true, true],
    );
    assert.equal(netns, 0);
    assert.doesNotMatch(spawnSync('ip', ['netns', 'list'], { encoding: 'utf8' }).stdout ?? '', /probe/);
  });

  it('reaps orphans', () => assert.equal(run('orphan').stdout.trim(), '0'));

  it('passes on a signal and the exit code that it leads to', async () => {
    const { outer, tree } = await startWaiting();
    outer.kill('SIGTERM');
    const [code] = (await once(outer, 'exit')) as [number | null];
    assert.equal(code, 41);
    allGone(tree);
  });

  for (const [who, index] of [
    ['the outer program', -1],
    ['unshare', 0],
    ['process 1', 1],
    ['the inner program', 2],
  ] as const) {
    it(`leaves no process behind when ${who} is killed`, async () => {
      const { outer, tree } = await startWaiting();
      const ended = once(outer, 'exit');
      process.kill(index === -1 ? outer.pid! : tree[index]!, 'SIGKILL');
      await ended;
      allGone(tree);
    });
  }
});
