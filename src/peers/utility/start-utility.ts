import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectUtility } from './control/remote-utility.js';
import { utilitySocketPath } from './control/socket-path.js';
import { checkUtilityConfig } from './load-config.js';
import type { UtilityStart, UtilitySteering } from './utility-control.js';

/** The program of the server's own process. */
export const utilityProgram = fileURLToPath(new URL('./utility-main.js', import.meta.url));

/** The line that it writes when it is ready. */
export const utilityReady = /"event":"ready"/;

const startMs = 15_000;

/**
 * Starts a utility server in its own process (in whatever namespace `spawn` runs it) and takes up its control socket.
 * `close()` of what comes back ends the process.
 * @throws PEERS-030 it does not answer, PEERS-035 the configuration is wrong, and what `spawn` throws
 */
export async function startUtility({ spawn, folder, config }: UtilityStart): Promise<UtilitySteering> {
  const place = resolve(folder);
  mkdirSync(place, { recursive: true });
  const file = join(place, 'utility.json');
  writeFileSync(file, `${JSON.stringify(checkUtilityConfig(config, 'config'), undefined, 2)}\n`, { mode: 0o600 });
  const argv = [process.execPath, utilityProgram, '--config', file, '--folder', place];
  const server = await spawn(argv, { name: 'utility', ready: utilityReady, readyTimeoutMs: startMs });
  try {
    return await connectUtility(utilitySocketPath(place), () => server.stop());
  } catch (error) {
    await server.stop();
    throw error;
  }
}
