import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PlumblineError } from '../../base/errors.js';
import { connectUtility } from '../../peers/utility/control/remote-utility.js';
import { utilitySocketPath } from '../../peers/utility/control/socket-path.js';
import type { UtilitySteering } from '../../peers/utility/utility-control.js';

/** Where a server that was started by hand keeps its control socket and its record. */
export const folderOption = {
  type: 'string',
  requiresArg: true,
  default: 'utility-server',
  describe: 'folder of the server: control socket, requests.jsonl, keys.log',
} as const;

/** Talks to the server of a folder. @throws PEERS-030 none runs there */
export async function withUtility<T>(folder: string, use: (utility: UtilitySteering) => Promise<T>): Promise<T> {
  const socket = utilitySocketPath(resolve(folder));
  if (!existsSync(socket)) {
    throw new PlumblineError('PEERS-030', {
      place: socket,
      detail: 'no server has this folder',
      cure: '`plumbline utility start --pki DIR` starts one; --folder names the folder that it was started with',
    });
  }
  const utility = await connectUtility(socket);
  try {
    return await use(utility);
  } finally {
    await utility.close();
  }
}
