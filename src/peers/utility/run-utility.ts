import { mkdirSync } from 'node:fs';
import { openUtilitySocket } from './control/control-socket.js';
import { utilitySocketPath } from './control/socket-path.js';
import { loadUtilityConfig } from './load-config.js';
import { openUtilityServer } from './utility-server.js';

/**
 * Runs a utility server until SIGTERM or SIGINT, steered through the control socket in its folder; says `ready` on stdout.
 * @throws PEERS-030, PEERS-035, TRANSPORT-005, -007, -008, -064
 */
export async function runUtility(configFile: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const utility = await openUtilityServer({ config: loadUtilityConfig(configFile), folder });
  const socket = await openUtilitySocket(utilitySocketPath(folder), utility);
  const ended = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => resolve());
  });
  process.stdout.write(`${JSON.stringify({ event: 'ready', ...utility.ready })}\n`);
  await ended;
  await socket.close();
  await utility.close();
}
