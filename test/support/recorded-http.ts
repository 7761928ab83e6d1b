import {
  type AddressInfo,
  connect as connectTcp,
  createServer as createTcpServer,
  type Server,
  type Socket,
} from 'node:net';
import { connect, createServer, type SecureContextOptions } from 'node:tls';
import type { RecordedChunk } from './recorded-tls.js';

export interface HttpStep {
  readonly request: string | Uint8Array;
  readonly response: string | Uint8Array;
}

/** Lets two ends say what is given over TLS on the loopback, through a relay that records what passes. */
export async function recordHttp(
  steps: readonly HttpStep[],
  server: SecureContextOptions,
  client: SecureContextOptions,
): Promise<{ readonly chunks: readonly RecordedChunk[]; readonly keyLog: string }> {
  const chunks: RecordedChunk[] = [];
  let round = 0;
  const far = createServer({ ...server, requestCert: true, rejectUnauthorized: false }, (socket) => {
    socket.on('data', () => socket.write(steps[round++]!.response));
    socket.on('error', () => undefined);
  });
  const farPort = await listening(far);
  const relay = createTcpServer((near) => {
    const beyond = connectTcp(farPort, '127.0.0.1');
    pass(near, beyond, (bytes) => chunks.push({ side: 'client', bytes }));
    pass(beyond, near, (bytes) => chunks.push({ side: 'server', bytes }));
  });
  const socket = connect({ ...client, port: await listening(relay), host: '127.0.0.1', rejectUnauthorized: false });
  let keyLog = '';
  socket.on('keylog', (line: Buffer) => {
    keyLog += line.toString('latin1');
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    let sent = 0;
    const next = () => {
      const step = steps[sent++];
      if (step === undefined) socket.end();
      else socket.write(step.request);
    };
    socket.on('secureConnect', next);
    socket.on('data', next);
    socket.on('close', () => resolve());
  });
  relay.close();
  far.close();
  return { chunks, keyLog };
}

function pass(from: Socket, to: Socket, record: (bytes: Uint8Array) => void): void {
  from.on('data', (data: Buffer) => {
    record(new Uint8Array(data));
    to.write(data);
  });
  from.on('end', () => to.end());
  from.on('error', () => to.destroy());
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
}
