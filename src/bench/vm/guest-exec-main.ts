/** Stands for a command in the mesh VM: `guest-exec-main.js ARGV...`. See guest-command.ts. */
import { connect } from 'node:net';
import { signalNumber } from '../process/run-command.js';
import { type ExitFrame, FrameReader, frame, type StartFrame } from './agent-frames.js';
import { agentAddress } from './guest-init.js';

const notThere = 127;
const lost = 255;

const socket = connect(agentAddress.port, agentAddress.host);
socket.setNoDelay(true);
let answered = false;

function leave(code: number, words?: string): void {
  answered = true;
  if (words !== undefined) process.stderr.write(`${words}\n`);
  // Output first: a pipe takes it only while this process lives.
  process.exitCode = code;
  process.stdin.destroy();
  socket.destroy();
}

const reader = new FrameReader((kind, body) => {
  if (kind === 'stdout') process.stdout.write(body);
  else if (kind === 'stderr') process.stderr.write(body);
  else if (kind === 'refused') leave(notThere, body.toString('utf8'));
  else if (kind === 'exit') {
    const { code, signal } = JSON.parse(body.toString('utf8')) as ExitFrame;
    leave(code ?? 128 + signalNumber(signal));
  }
});
socket.on('data', (chunk: Buffer) => reader.push(chunk));
socket.on('error', (error) => leave(lost, `the mesh VM does not answer: ${error.message}`));
socket.on('close', () => {
  if (!answered) leave(lost, 'the mesh VM has gone');
});

for (const signal of ['SIGINT', 'SIGTERM', 'SIGQUIT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const) {
  process.on(signal, () => socket.write(frame('signal', signal)));
}
process.stdin.on('data', (bytes: Buffer) => socket.write(frame('stdin', bytes)));
process.stdin.once('end', () => socket.write(frame('stdin-end')));
// A stdin that is closed or cannot be read is an empty one.
process.stdin.once('error', () => socket.write(frame('stdin-end')));

const env: Record<string, string> = {};
for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value;
const request: StartFrame = { argv: process.argv.slice(2), cwd: process.cwd(), env };
socket.write(frame('start', JSON.stringify(request)));
