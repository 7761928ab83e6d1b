import { chmodSync, existsSync, unlinkSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { type ErrorCode, PlumblineError } from '../../../base/errors.js';
import { type SteeringMethod, steeringMethods, type UtilitySteering } from '../utility-control.js';
import { fromJson, toJson } from './json-form.js';

/** One line of the control socket, from the harness. */
export interface ControlCall {
  readonly id: number;
  readonly method: SteeringMethod | 'ready';
  readonly params: readonly unknown[];
}

/** One line back. */
export interface ControlAnswer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly code: ErrorCode; readonly place?: string; readonly detail?: string };
}

export interface UtilitySocket {
  close(): Promise<void>;
}

const maxLine = 4_194_304;

/**
 * Serves the steering of a utility server on a Unix socket (mode 0600), one JSON object a line each way. Calls may overlap.
 * @throws PEERS-030 the socket cannot be made
 */
export async function openUtilitySocket(path: string, utility: UtilitySteering): Promise<UtilitySocket> {
  if (existsSync(path)) unlinkSync(path);
  const clients = new Set<Socket>();
  const server = createServer((socket) => {
    clients.add(socket);
    socket.on('close', () => clients.delete(socket));
    socket.on('error', () => socket.destroy());
    serve(socket, utility);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) =>
      reject(new PlumblineError('PEERS-030', { place: path, detail: cause.message, cause })),
    );
    server.listen(path, resolve);
  });
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of clients) socket.destroy();
      }),
  };
}

function serve(socket: Socket, utility: UtilitySteering): void {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    rest += chunk;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > maxLine) socket.destroy();
    for (const line of lines) if (line.trim() !== '') void answer(socket, line, utility);
  });
}

async function answer(socket: Socket, line: string, utility: UtilitySteering): Promise<void> {
  const send = (message: ControlAnswer) => socket.writable && socket.write(`${toJson(message)}\n`);
  let id = 0;
  try {
    const call = fromJson(line) as Partial<ControlCall>;
    id = Number(call.id ?? 0);
    send({ id, result: await run(utility, call) });
  } catch (error) {
    if (error instanceof PlumblineError) {
      const { code, place, detail } = error;
      send({ id, error: { code, ...(place && { place }), ...(detail && { detail }) } });
    } else {
      const detail = error instanceof Error ? error.message : String(error);
      send({ id, error: { code: 'PEERS-034', detail } });
    }
  }
}

function run(utility: UtilitySteering, { method, params }: Partial<ControlCall>): unknown {
  if (method === 'ready') return utility.ready;
  if (method === undefined || !(steeringMethods as readonly string[]).includes(method)) {
    throw new PlumblineError('PEERS-034', { detail: `there is no method ${String(method)}` });
  }
  const list = Array.isArray(params) ? params.map((each: unknown) => each ?? undefined) : [];
  const call = utility[method] as (...args: readonly unknown[]) => Promise<unknown>;
  return call.apply(utility, list);
}
