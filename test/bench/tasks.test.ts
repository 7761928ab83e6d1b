import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Task, TaskStack } from '../../src/bench/tasks.js';

function task(log: string[], title: string, fails?: 'up' | 'down'): Task {
  return {
    title,
    setUp: async () => {
      log.push(`+${title}`);
      if (fails === 'up') throw new Error(`${title} fails`);
    },
    tearDown: async () => {
      log.push(`-${title}`);
      if (fails === 'down') throw new Error(`${title} stays`);
    },
  };
}

describe('paired tasks', () => {
  it('tears down in reverse order, once', async () => {
    const log: string[] = [];
    const stack = new TaskStack();
    await stack.setUp([task(log, 'a'), task(log, 'b'), task(log, 'c')]);
    assert.deepEqual(await stack.tearDown(), []);
    assert.deepEqual(await stack.tearDown(), []);
    assert.deepEqual(log, ['+a', '+b', '+c', '-c', '-b', '-a']);
  });

  it('undoes what was done when one fails, the half-made one first, and says why', async () => {
    const log: string[] = [];
    const stack = new TaskStack();
    await assert.rejects(stack.setUp([task(log, 'a'), task(log, 'b', 'up'), task(log, 'c')]), /b fails/);
    assert.deepEqual(log, ['+a', '+b', '-b', '-a']);
  });

  it('goes on when one cannot be undone, and reports it', async () => {
    const log: string[] = [];
    const stack = new TaskStack();
    await stack.setUp([task(log, 'a'), task(log, 'b', 'down'), task(log, 'c')]);
    const problems = await stack.tearDown();
    assert.deepEqual(log.slice(3), ['-c', '-b', '-a']);
    assert.deepEqual(
      problems.map((problem) => [problem.title, String(problem.error)]),
      [['b', 'Error: b stays']],
    );
  });
});
