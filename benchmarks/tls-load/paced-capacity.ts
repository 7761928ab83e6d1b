import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '../../src/base/clock.js';
import { runCommand } from '../../src/bench/process/run-command.js';
import { spawnProcess } from '../../src/bench/process/spawn-process.js';
import { measureTlsLoad, type TlsLoadMeasured } from '../../src/probes/tls-load/measure-tls-load.js';
import { readServerCpu } from '../../src/probes/tls-load/server-cpu.js';
import type { TlsLoadPlanInput } from '../../src/probes/tls-load/tls-load-plan.js';
import type { IdentityFiles } from './openssl-tools.js';

export interface Pace {
  readonly perSecond: number;
  readonly kind: 'fixed' | 'random';
  readonly seed: number;
}

/** Starts a server of that speed, lets vehicles loose on it, and stops it. */
export async function measurePaced(
  pace: Pace,
  server: IdentityFiles,
  plan: Pick<TlsLoadPlanInput, 'load' | 'levels' | 'handshakes'>,
  parent: string,
): Promise<TlsLoadMeasured> {
  const folder = mkdtempSync(join(parent, 'paced-'));
  const main = fileURLToPath(new URL('./paced-server-main.js', import.meta.url));
  const words = [server.chain, server.key, String(pace.perSecond), pace.kind, String(pace.seed)];
  const child = await spawnProcess([process.execPath, main, ...words], {
    name: 'paced server',
    stdin: 'pipe',
    ready: /^ready \d+$/,
    log: join(folder, 'server.log'),
  });
  try {
    return await measureTlsLoad({
      plan: {
        host: '127.0.0.1',
        port: Number(child.readyLine?.split(' ')[1]),
        roots: [server.root],
        profile: 'iso15118-2',
        timeoutMs: 60_000,
        ...plan,
      },
      near: (argv, options) => spawnProcess(argv, { ...options, name: 'tls-load', log: join(folder, 'tls-load.log') }),
      clock: systemClock,
      folder,
      serverCpu: () => readServerCpu((argv) => runCommand(argv), [child.pid]),
    });
  } finally {
    await child.kill();
    rmSync(folder, { recursive: true });
  }
}
