import { existsSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
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
export async function askGateway(path: string, command: object): Promise<Readonly<Record<string, unknown>>> {
  const { reply } = await orderGateway(path, command);
  return reply;
}

/** A command that is on its way: when it was written, between two readings of the monotonic clock (ns), and its reply. */
export interface GatewayOrder {
  readonly writtenAfter: bigint;
  readonly writtenBefore: bigint;
  readonly reply: Promise<Readonly<Record<string, unknown>>>;
}

/** Sends one command and resolves once it is written; the reply may take as long as what was ordered. */
export function orderGateway(path: string, command: object): Promise<GatewayOrder> {
  return new Promise((written, failed) => {
    const socket = connect(path);
    const reply = replyOn(socket);
    // Whoever only orders need not wait for the reply.
    reply.catch(failed);
    socket.once('connect', () => {
      const writtenAfter = process.hrtime.bigint();
      socket.write(`${JSON.stringify(command)}\n`, () =>
        written({ writtenAfter, writtenBefore: process.hrtime.bigint(), reply }),
      );
    });
  });
}

function replyOn(socket: Socket): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((resolve, reject) => {
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
