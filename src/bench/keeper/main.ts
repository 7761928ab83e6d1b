/**
 * Keeps a bench up until it is told to take it down: `main.js BENCH_FILE FOLDER SOCKET EXEC_SOCKET [GATEWAY]`, inside
 * private namespaces where the bench needs them. Writes one JSON line to descriptor 3 when the bench is up or has failed.
 */
import { closeSync, rmSync, writeSync } from 'node:fs';
import { PlumblineError } from '../../base/errors.js';
import { openBench } from '../open-bench.js';
import { serveRpc } from '../rpc/rpc-server.js';
import { benchStatus } from './bench-status.js';
import { serveExec } from './exec-server.js';

const ready = 3;
const [file = '', folder = '', socket = '', execSocket = '', gateway] = process.argv.slice(2);

function report(message: object): void {
  writeSync(ready, `${JSON.stringify(message)}\n`);
  closeSync(ready);
}

try {
  const bench = await openBench(file, { folder, onStep: (title) => console.log(title) });
  const down = async (code: number) => {
    await bench.close().catch((error: unknown) => console.error(String(error)));
    process.exit(code);
  };
  process.once('SIGTERM', () => void down(0));
  // Sockets that a killed keeper left behind.
  for (const path of [socket, execSocket]) rmSync(path, { force: true });
  const { driver } = bench.facts;
  if (driver === 'embedded' || driver === 'vm') await serveExec(execSocket, driver);
  await serveRpc(socket, async (method) => {
    if (method === 'status') return benchStatus(bench);
    if (method === 'down') return void down(0);
    throw new PlumblineError('BENCH-018', { place: method, detail: 'no such method' });
  });
  if (gateway !== undefined) await bench.capability('gateway').start(gateway === '' ? undefined : gateway);
  report({ event: 'ready' });
} catch (error) {
  console.error(String(error));
  if (error instanceof PlumblineError) {
    const { code, place, detail, cure } = error;
    report({ event: 'failed', error: { code, place, detail, cure } });
  } else {
    report({ event: 'failed', error: { code: 'BENCH-006', detail: String(error) } });
  }
  process.exit(3);
}
