import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import type { Bench } from '../../src/bench/bench.js';

/** How long the gateway's control socket may take to answer, ms: a verified stop is the slowest. */
const answerTimeoutMs = 10_000;

/** Path of the reference gateway's control socket; undefined where the gateway of the bench has none. */
export function controlSocketOf(bench: Bench): string | undefined {
  const path = join(bench.folder, 'gateway', 'control.sock');
  return existsSync(path) ? path : undefined;
}

/** Sends one command to the reference gateway and returns its reply. Rejects when it does not answer. */
export function askGateway(path: string, command: object): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
    const socket = connect(path, () => socket.write(`${JSON.stringify(command)}\n`));
    let text = '';
    socket.setEncoding('utf8');
    socket.setTimeout(answerTimeoutMs, () =>
      socket.destroy(new Error('the gateway did not answer on its control socket')),
    );
    socket.on('data', (chunk: string) => {
      text += chunk;
      const end = text.indexOf('\n');
      if (end < 0) return;
      socket.end();
      resolve(JSON.parse(text.slice(0, end)) as Record<string, unknown>);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the gateway closed its control socket without an answer')));
  });
}
