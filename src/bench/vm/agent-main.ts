/** The agent inside the mesh VM: runs commands, `agent-main.js ADDRESS PORT`. Uses nothing but Node: it starts fast. */
import { type ChildProcess, spawn } from 'node:child_process';
import { createServer, type Socket } from 'node:net';
import { killTree, signalProcess } from '../process/process-tree.js';
import { FrameReader, frame, type StartFrame } from './agent-frames.js';

const [address = '', port = '0'] = process.argv.slice(2);

function serve(socket: Socket): void {
  let child: ChildProcess | undefined;
  const send = (bytes: Buffer) => socket.writable && socket.write(bytes);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    if (child?.pid !== undefined && child.exitCode === null && child.signalCode === null) killTree(child.pid);
  });
  const reader = new FrameReader((kind, body) => {
    if (kind === 'start') child = start(JSON.parse(body.toString('utf8')) as StartFrame, send, () => socket.end());
    else if (kind === 'stdin') child?.stdin?.write(body);
    else if (kind === 'stdin-end') child?.stdin?.end();
    else if (kind === 'signal' && child?.pid !== undefined) {
      signalProcess(-child.pid, body.toString('utf8') as NodeJS.Signals);
    }
  });
  socket.on('data', (chunk: Buffer) => reader.push(chunk));
}

function start(request: StartFrame, send: (bytes: Buffer) => void, end: () => void): ChildProcess {
  const [program = '', ...rest] = request.argv;
  const child = spawn(program, rest, { cwd: request.cwd, env: request.env, detached: true, stdio: 'pipe' });
  child.stdout.on('data', (bytes: Buffer) => send(frame('stdout', bytes)));
  child.stderr.on('data', (bytes: Buffer) => send(frame('stderr', bytes)));
  child.stdin.on('error', () => undefined);
  child.once('error', (cause) => {
    send(frame('refused', cause.message));
    end();
  });
  child.once('close', (code, signal) => {
    send(frame('exit', JSON.stringify({ code, signal })));
    end();
  });
  return child;
}

createServer(serve).listen(Number(port), address, () => console.log('PLUMBLINE-AGENT'));
