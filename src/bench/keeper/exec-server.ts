import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { PlumblineError } from '../../base/errors.js';
import { shellQuoted } from '../drivers/ssh/remote-command.js';
import type { BenchConfig } from '../file/bench-config.js';
import { placeCommand } from '../place-command.js';
import { killTree, signalProcess } from '../process/process-tree.js';
import { commandEnvironment, signalNumber } from '../process/run-command.js';
import type { ExecAnswer, ExecRequest } from './exec-messages.js';

type Start = Extract<ExecRequest, { kind: 'start' }>;

/** Serves `bench exec`: one connection a command. A caller that goes away takes its command with it. */
export async function serveExec(path: string, driver: BenchConfig['driver']): Promise<void> {
  const server = createServer((socket) => serve(socket, driver));
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new PlumblineError('BENCH-018', { place: path, detail: cause.message, cause })),
    );
    server.listen(path, resolve);
  });
}

function serve(socket: Socket, driver: BenchConfig['driver']): void {
  let child: ChildProcess | undefined;
  const send = (answer: ExecAnswer) => socket.writable && socket.write(`${JSON.stringify(answer)}\n`);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) killTree(child.pid);
  });
  createInterface({ input: socket }).on('line', (line) => {
    const request = JSON.parse(line) as ExecRequest;
    switch (request.kind) {
      case 'start':
        child = start(request, driver, send, () => socket.end());
        break;
      case 'stdin':
        child?.stdin?.write(Buffer.from(request.bytes, 'base64'));
        break;
      case 'stdin-end':
        child?.stdin?.end();
        break;
      case 'signal':
        if (child?.pid !== undefined) signalProcess(-child.pid, request.signal);
        break;
    }
  });
}

function start(
  request: Start,
  driver: BenchConfig['driver'],
  send: (answer: ExecAnswer) => void,
  end: () => void,
): ChildProcess | undefined {
  const opened: number[] = [];
  try {
    const streams = request.terminals.map((terminal) => {
      if (terminal === null) return 'pipe';
      const file = openSync(terminal, 'r+');
      opened.push(file);
      return file;
    });
    const [program = '', ...rest] = placeCommand(driver, request.namespace, onTerminal(request));
    const child = spawn(program, rest, { cwd: request.cwd, env: commandEnvironment(), detached: true, stdio: streams });
    child.stdout?.on('data', (bytes: Buffer) => send({ kind: 'stdout', bytes: bytes.toString('base64') }));
    child.stderr?.on('data', (bytes: Buffer) => send({ kind: 'stderr', bytes: bytes.toString('base64') }));
    child.stdin?.on('error', () => undefined);
    const refuse = (cause: Error) => {
      send({ kind: 'refused', code: 'BENCH-002', details: { place: program, detail: cause.message } });
      end();
    };
    child.once('error', refuse);
    child.once('close', (code, signal) => {
      send({ kind: 'exit', code: code ?? 128 + signalNumber(signal) });
      end();
    });
    return child;
  } catch (error) {
    const { code, place, detail } =
      error instanceof PlumblineError ? error : { code: 'BENCH-018' as const, place: 'exec', detail: String(error) };
    send({ kind: 'refused', code, details: { ...(place && { place }), ...(detail && { detail }) } });
    end();
    return undefined;
  } finally {
    for (const file of opened) closeSync(file);
  }
}

/** On a terminal the command gets one of its own, by script(1): that of the caller belongs to another session. */
function onTerminal({ argv, terminals }: Start): readonly string[] {
  const [stdin, stdout] = terminals;
  if (stdin === null || stdout === null) return argv;
  return ['script', '--quiet', '--flush', '--return', '--command', shellQuoted(argv), '/dev/null'];
}
