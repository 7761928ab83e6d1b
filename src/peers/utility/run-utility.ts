import { mkdirSync } from 'node:fs';
import { openUtilitySocket } from './control/control-socket.js';
import { utilitySocketPath } from './control/socket-path.js';
import { loadUtilityConfig } from './load-config.js';
import type { UtilityReady } from './utility-control.js';
import { type OpenUtilityOptions, openUtilityServer } from './utility-server.js';

/**
 * Runs a utility server until SIGTERM or SIGINT, steered through the control socket in its folder; says `ready` on stdout.
 * @throws PEERS-030, PEERS-035, TRANSPORT-005, -007, -008, -064
 */
export async function runUtility(configFile: string, folder: string): Promise<void> {
  await serveUtility({ config: loadUtilityConfig(configFile), folder }, (ready) => {
    process.stdout.write(`${JSON.stringify({ event: 'ready', ...ready })}\n`);
  });
}

/** As {@link runUtility}, with a configuration in hand. @param onReady called once the control socket is open */
export async function serveUtility(
  options: OpenUtilityOptions & { readonly folder: string },
  onReady: (ready: UtilityReady) => void,
): Promise<void> {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const utility = await openUtilityServer(options);
  const socket = await openUtilitySocket(utilitySocketPath(folder), utility);
  const ended = new Promise<void>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => resolve());
  });
  onReady(utility.ready);
  await ended;
  await socket.close();
  await utility.close();
}
