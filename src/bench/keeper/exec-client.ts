import { readlinkSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { isatty } from 'node:tty';
import { PlumblineError } from '../../base/errors.js';
import type { ExecAnswer, ExecRequest } from './exec-messages.js';

/**
 * Runs a command through the exec socket with stdin, stdout and stderr of this process; resolves to its exit code.
 * @throws PlumblineError BENCH-009 no such namespace, BENCH-018 the keeper is gone
 */
export function execThrough(path: string, namespace: string, argv: readonly string[]): Promise<number> {
  const terminals = [0, 1, 2].map((file) => (isatty(file) ? readlinkSync(`/proc/self/fd/${file}`) : null));
  const socket = connect(path);
  const send = (request: ExecRequest) => socket.writable && socket.write(`${JSON.stringify(request)}\n`);
  const stopSignals = forwardSignals(send);
  const result = new Promise<number>((resolve, reject) => {
    socket.once('error', (cause) => reject(gone(path, cause.message)));
    socket.once('close', () => reject(gone(path, 'the connection was closed')));
    createInterface({ input: socket }).on('line', (line) => {
      const answer = JSON.parse(line) as ExecAnswer;
      switch (answer.kind) {
        case 'stdout':
          process.stdout.write(Buffer.from(answer.bytes, 'base64'));
          break;
        case 'stderr':
          process.stderr.write(Buffer.from(answer.bytes, 'base64'));
          break;
        case 'exit':
          resolve(answer.code);
          break;
        case 'refused':
          reject(new PlumblineError(answer.code, answer.details));
          break;
      }
    });
  });
  send({ kind: 'start', namespace, argv, cwd: process.cwd(), terminals });
  if (terminals[0] === null) streamInput(send);
  return result.finally(() => {
    stopSignals();
    if (terminals[0] === null) process.stdin.destroy();
    endSocket(socket);
  });
}

function streamInput(send: (request: ExecRequest) => void): void {
  process.stdin.on('data', (bytes: Buffer) => send({ kind: 'stdin', bytes: bytes.toString('base64') }));
  process.stdin.once('end', () => send({ kind: 'stdin-end' }));
  // A closed or unreadable stdin is an empty one.
  process.stdin.once('error', () => send({ kind: 'stdin-end' }));
}

function forwardSignals(send: (request: ExecRequest) => void): () => void {
  const listeners = (['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP'] as const).map((signal) => {
    const listener = () => send({ kind: 'signal', signal });
    process.on(signal, listener);
    return () => process.off(signal, listener);
  });
  return () => {
    for (const stop of listeners) stop();
  };
}

function endSocket(socket: Socket): void {
  socket.removeAllListeners('close');
  socket.destroy();
}

function gone(place: string, detail: string): PlumblineError {
  return new PlumblineError('BENCH-018', { place, detail });
}
