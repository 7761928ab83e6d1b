import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { PlumblineError } from '../../../src/base/errors.js';
import { PilotBoard } from '../../../src/gateway/slac/pilot-board.js';

interface Question {
  readonly id: number;
  readonly method: string;
  readonly params: { readonly after?: number; readonly signal?: unknown };
}

/** A board that answers as it is told, and what it was asked. */
async function board(t: TestContext, answer: (question: Question, socket: Socket) => object | string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-pilot-'));
  const path = join(folder, 'board.sock');
  const asked: Question[] = [];
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    createInterface({ input: socket }).on('line', (line) => {
      const question = JSON.parse(line) as Question;
      asked.push(question);
      const reply = answer(question, socket);
      if (reply === undefined) return;
      socket.write(`${typeof reply === 'string' ? reply : JSON.stringify({ id: question.id, ...reply })}\n`);
    });
  });
  await new Promise<void>((resolve) => server.listen(path, resolve));
  t.after(() => {
    server.close();
    return rm(folder, { recursive: true });
  });
  return { path, asked };
}

test('a gateway that starts is told the state that is there, and nothing of what was before', async (t) => {
  const states: string[] = [];
  let tell: (() => void) | undefined;
  const told = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const { path, asked } = await board(t, ({ id, method, params }, socket) => {
    if (method === 'state') return { result: { seen: 'B', last: 41 } };
    if (method !== 'changes' || params.after !== 41) return undefined;
    socket.write('a line that is no JSON\nnull\n');
    const changes = [
      { side: 'station', number: 42 },
      { side: 'vehicle', vehicle: 'C', number: 43 },
    ];
    socket.write(`${JSON.stringify({ id, result: { last: 43, changes } })}\n`);
    return undefined;
  });
  const open = await PilotBoard.open(
    path,
    (state) => {
      states.push(state);
      if (state === 'C') tell?.();
    },
    assert.fail,
  );
  assert.deepEqual(states, ['B'], 'before it is open');
  await told;
  assert.deepEqual(states, ['B', 'C']);
  open.close();
  assert.deepEqual(
    asked.flatMap(({ method, params }) => (method === 'changes' ? [params.after] : [])).slice(0, 1),
    [41],
  );
});

for (const [what, answer] of [
  ['does not know the question', () => ({ error: { detail: 'there is no method state' } })],
  ['tells no state', () => ({ result: { last: 0 } })],
  ['closes the connection', (_: Question, socket: Socket) => void socket.destroy()],
] as const) {
  test(`a board that ${what} is refused with its socket`, async (t) => {
    const { path } = await board(t, answer);
    await assert.rejects(
      PilotBoard.open(path, assert.fail, assert.fail),
      (error) => error instanceof PlumblineError && error.code === 'GATEWAY-023' && error.place === path,
    );
  });
}

test('a board that goes is told as lost', async (t) => {
  const { path } = await board(t, ({ method }, socket) => {
    if (method === 'state') return { result: { seen: 'A', last: 0 } };
    socket.destroy();
    return undefined;
  });
  const detail = await new Promise<string>((resolve) => {
    void PilotBoard.open(path, () => undefined, resolve);
  });
  assert.match(detail, /closed/);
});
