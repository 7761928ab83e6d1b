import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { isSameProcess, processStat } from '../../src/bench/process/process-tree.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-spawn-'));
const shell = (script: string, more: object = {}) =>
  spawnProcess(['sh', '-c', script], { name: 'test', log: join(folder, 'log', 'test.log'), ...more });
const gone = async (pid: number) =>
  (await runCommand(['tail', `--pid=${pid}`, '-s', '0.02', '-f', '/dev/null'], { timeoutMs: 30_000 })).code === 0;

describe('process runner', () => {
  after(() => rmSync(folder, { recursive: true }));

  it('waits for the ready line, hands over each line, and keeps the log', async () => {
    const lines: string[] = [];
    const child = await shell('echo starting; echo ready on 7; echo more; echo bad >&2', {
      ready: /^ready on (\d+)/,
      onLine: (line: string) => lines.push(line),
    });
    assert.equal(child.readyLine, 'ready on 7');
    assert.deepEqual(await child.ended, { code: 0, signal: undefined });
    assert.deepEqual(lines, ['starting', 'ready on 7', 'more']);
    const log = readFileSync(child.logFile!, 'utf8');
    assert.match(log, /starting\nready on 7\n/);
    assert.match(log, /bad/);
  });

  it('says how a process ended that never became ready, with the end of its log', async () => {
    await assert.rejects(shell('echo no luck; exit 9', { ready: /ready/ }), (error: Error & { code?: string }) => {
      assert.equal(error.code, 'BENCH-008');
      assert.match(error.message, /exit code 9.*no luck/);
      return true;
    });
  });

  it('gives up on a process that does not become ready, and kills it', async () => {
    let pid = 0;
    const onLine = (line: string) => {
      pid = Number(line);
    };
    await assert.rejects(shell('echo $$; sleep 1000', { ready: /ready/, readyTimeoutMs: 1000, onLine }), {
      code: 'BENCH-007',
    });
    assert.ok(await gone(pid));
  });

  it('says that a program does not exist', async () => {
    await assert.rejects(spawnProcess(['no-such-program'], { name: 'x', log: join(folder, 'x') }), {
      code: 'BENCH-002',
    });
  });

  it('asks a process to end before it kills', async () => {
    const child = await shell('trap "exit 5" TERM; echo ready; while :; do sleep 0.02; done', { ready: /ready/ });
    assert.deepEqual(await child.stop(), { code: 5, signal: undefined });
    assert.equal(child.running, false);
    assert.deepEqual(await child.stop(), { code: 5, signal: undefined }, 'a second stop changes nothing');
  });

  it('kills one that does not listen', async () => {
    const script = 'trap "" TERM; echo ready; while :; do sleep 0.02; done';
    const child = await shell(script, { ready: /ready/, stopTimeoutMs: 100 });
    assert.deepEqual(await child.stop(), { code: undefined, signal: 'SIGKILL' });
  });

  for (const how of ['stop', 'kill'] as const) {
    it(`takes the whole tree with it, also what left its group (${how})`, async () => {
      const child = await shell('setsid sleep 1000 & echo $!; wait', { ready: /^\d+$/ });
      const below = Number(child.readyLine);
      assert.ok(isSameProcess(below, processStat(below)!.startTime));
      await child[how]();
      assert.ok(await gone(below));
    });
  }

  it('writes to stdin', async () => {
    const lines: string[] = [];
    const child = await shell('read a; echo got $a', { stdin: 'pipe', onLine: (line: string) => lines.push(line) });
    child.write('this\n');
    await child.ended;
    assert.deepEqual(lines, ['got this']);
  });
});

describe('a process by pid and start time', () => {
  it('is itself, and nobody else', () => {
    const own = processStat(process.pid)!;
    assert.equal(isSameProcess(process.pid, own.startTime), true);
    assert.equal(isSameProcess(process.pid, `${own.startTime}1`), false);
    assert.equal(processStat(2 ** 22 + 1), undefined);
  });
});
